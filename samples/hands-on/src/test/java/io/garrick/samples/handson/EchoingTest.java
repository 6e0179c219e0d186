package io.garrick.samples.handson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server and client, each a process. */
@Timeout(120)
class EchoingTest {

    private static final String SAID = "in another shell: ./garrick remoting client ";

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Echoing.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static void say(Process process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private static String place(Process server) throws IOException {
        String line = server.inputReader().readLine();
        assertTrue(line != null && line.startsWith(SAID), line);
        return line.substring(SAID.length());
    }

    private static int code(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    @DisplayName("hands-on: lines come back, STOP ends server and client")
    void lines_comeBack_stopEndsBoth() throws Exception {
        Process server = start("server", "127.0.0.1:0");
        Process client = start("client", place(server));
        say(client, "hello\nSTOP\n");
        assertEquals(
                List.of("echo: hello", "echo: STOP"),
                client.inputReader().lines().toList());
        assertEquals(0, code(client));
        assertEquals(0, code(server));
    }

    @Test
    @DisplayName("hands-on: a server that is not there is named, with exit code 2")
    void server_missing_isNamed() throws Exception {
        Process client = start("client", "127.0.0.1:1");
        client.getOutputStream().close();
        assertEquals(2, code(client));
        String errors = client.errorReader().lines().reduce("", String::concat);
        assertTrue(errors.contains("no answer: server=garrick://server@127.0.0.1:1/user/echo"), errors);
    }
}
