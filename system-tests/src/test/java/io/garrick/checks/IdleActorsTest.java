package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdleActorsTest {

    @Test
    @DisplayName("Q06 check idle-actors: fewer than a million do not pass, but their figures are there")
    void program_withFewActors_printsFiguresAndFails() throws Exception {
        String output = run(1, "--actors", "20000");

        assertEquals(1, output.lines().count(), output);
        assertTrue(
                output.matches("\\{\"check\":\"idle-actors\",\"figures\":\\{\"actors\":20000,.*\"pass\":false}\\R"),
                output);
        assertTrue(output.matches("(?s).*\"bytes_of_its_instance\":24,.*"), output);
        assertTrue(output.matches("(?s).*\"bytes_per_actor\":(1\\d\\d|2[0-3]\\d)(\\.\\d+)?,.*"), output);
    }

    @Test
    @DisplayName("check idle-actors: wrong options are one line, help is help")
    void program_withWrongOptions_saysSo() throws Exception {
        assertTrue(run(2, "--actors", "none").contains("options are wrong: found=--actors none"));
        assertTrue(run(0, "--help").contains("Usage: ./garrick check idle-actors"));
    }

    @Test
    @DisplayName("check idle-actors: another heap than 1 GiB is refused at once")
    void program_inAnotherHeap_saysSo() throws Exception {
        assertTrue(run("-Xmx512m", 1).contains("found=512 MiB wanted=1024 MiB"));
        assertTrue(run("-Xmx2g", 1).contains("found=2048 MiB wanted=1024 MiB"));
    }

    private static String run(int status, String... options) throws Exception {
        return run("-Xmx1g", status, options);
    }

    private static String run(String heap, int status, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                IdleActors.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), output);
        return output;
    }
}
