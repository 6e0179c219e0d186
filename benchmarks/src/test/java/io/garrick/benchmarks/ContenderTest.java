package io.garrick.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each contender does the work of each row, for a moment and in one process. */
class ContenderTest {

    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @SuppressWarnings("unused") // by @FieldSource
    private static final List<String> NAMES = Contender.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void contender_anyRowThatIsCompared_handlesEachMessageOnce(String name) throws Exception {
        try (Contender from = Contender.create(name);
                Contender to = Contender.create(name)) {
            assertEquals(Contender.WORKERS, from.workers());
            for (Row row : Row.COMPARED) {
                assertHandlesEachMessageOnce(row, from, to);
            }
        }
    }

    private static void assertHandlesEachMessageOnce(Row row, Contender from, Contender to) throws Exception {
        Phases phases = Phases.of(NANOS, NANOS);
        Handler receiver = row.receiver();
        Sender sender = row.sender(phases);
        to.receive(row.name(), receiver);
        from.send(to.address(), row.name(), sender);
        long sent = phases.drained().get(20, TimeUnit.SECONDS);

        assertTrue(sent >= row.inFlight(), () -> row.name() + " sent=" + sent);
        assertEquals(sent, receiver.work().count(), row.name());
        assertEquals(Messages.of(row.bytes()).checksum(sent), receiver.work().checksum(), row.name());
        assertTrue(sender.windowNanos() >= NANOS, row.name());
    }
}
