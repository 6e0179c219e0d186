package io.garrick.samples.primes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Primes.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    @Test
    @DisplayName("primes: a master alone counts, prints the sum, shares, and commands for further workers")
    void master_alone_counts() {
        assertEquals(0, run("--to", "100000", "--port", "0", "--workers", "2"), err.toString(StandardCharsets.UTF_8));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("primes from 1 to 100000: 9592"), said);
        assertTrue(said.contains("the sieve says the same"), said);
        assertTrue(said.contains("./garrick primes worker --master 127.0.0.1:"), said);
        assertTrue(said.contains("100 of 100 ranges are done"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--to 0",
                "--to 20000000000",
                "--to x",
                "--range 0",
                "--to 1000000 --range 1",
                "--workers -1",
                "--nodes -1",
                "--port 70000",
                "--host 0.0.0.0",
                "worker",
                "worker --master here",
                "worker --master 127.0.0.1:1 --workers 0",
                "worker --master 192.0.2.7:2552 --host 127.0.0.1"
            })
    @DisplayName("primes: options that are wrong are told in one line, with exit status 2")
    void options_wrong_areTold(String arguments) {
        assertEquals(2, run(arguments.split(" ")));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    @DisplayName("primes: a port that is taken is told in one line, with exit status 1")
    void port_taken_isTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(1, run("--to", "10", "--port", String.valueOf(taken.getLocalPort())));
        }
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains("node cannot listen"), said);
    }

    @Test
    void invitation_loopback_saysHowOthersCouldJoin() {
        assertEquals(
                List.of(
                        "a worker on this machine:",
                        "  ./garrick primes worker --master 127.0.0.1:2552",
                        "a worker on another machine cannot join: this master listens on its own machine only. It could with",
                        "  ./garrick primes --host 192.0.2.7   (here)",
                        "  ./garrick primes worker --master 192.0.2.7:2552   (there)"),
                Invitation.text(new Place("127.0.0.1", 2552), Optional.of("192.0.2.7")));
    }

    @Test
    void invitation_ofNetwork_isTheSameCommand() {
        List<String> lines = Invitation.text(Place.parse("[2001:db8::7]:99"), Optional.empty());
        assertEquals("  ./garrick primes worker --master [2001:db8::7]:99", lines.get(1));
        assertEquals(lines.get(1), lines.get(3));
    }

    @Test
    void diagnosis_saysWhatToDo() {
        assertTrue(Diagnosis.of(new Place("127.0.0.1", 1)).contains("nothing listens there"));
        assertEquals(
                Optional.of(
                        "a master is there, but takes only those who call it 127.0.0.1:2552; start the worker with: ./garrick primes worker --master 127.0.0.1:2552"),
                Diagnosis.otherNode(
                        "node does not take the connection: address=garrick://primes@localhost:2552 reason=ADDRESS text=another node was meant:"
                                + " to=garrick://primes@localhost:2552 here=garrick://primes@127.0.0.1:2552"));
        assertEquals(Optional.empty(), Diagnosis.otherNode("reason=QUARANTINED text=over"));
        assertThrows(IllegalArgumentException.class, () -> Place.parse("host:0"));
    }
}
