package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehearsalSpeedTest {

    @Test
    @DisplayName("check rehearsal: fewer messages do not pass, but their figures are there")
    void program_withFewMessages_printsFiguresAndFails() throws Exception {
        String output = run(1, "--messages", "20000");

        assertEquals(1, output.lines().count(), output);
        assertTrue(
                output.matches("\\{\"check\":\"rehearsal\",\"figures\":\\{\"systems\":3,\"actors_per_system\":1000,"
                        + "\"messages_per_round\":23000,\"seconds_per_round\":[0-9.]+,.*\"pass\":false}\\R"),
                output);
    }

    @Test
    @DisplayName("check rehearsal: wrong options are one line, help is help")
    void program_withWrongOptions_saysSo() throws Exception {
        assertTrue(run(2, "--messages", "many").contains("options are wrong: found=--messages many"));
        assertTrue(run(0, "--help").contains("Usage: ./garrick check rehearsal"));
    }

    private static String run(int status, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RehearsalSpeed.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), output);
        return output;
    }
}
