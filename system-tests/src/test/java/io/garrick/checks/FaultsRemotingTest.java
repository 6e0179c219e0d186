package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FaultsRemotingTest {

    @Test
    @Tag("nightly")
    @DisplayName("check faults-remoting: three trials of each kind do not pass, but their figures are there")
    void program_quickly_printsFiguresAndFails() throws Exception {
        List<String> lines =
                run(1, "--quick").lines().filter(line -> line.startsWith("{")).toList();

        assertEquals(6, lines.size(), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.endsWith("\"pass\":false}")), lines.toString());
        assertTrue(lines.get(0).contains("\"figures\":{\"trials\":3,"), lines.get(0));
        assertTrue(lines.get(1).contains("\"false_verdicts\":0,"), lines.get(1));
        assertTrue(lines.get(2).contains("\"heard_after_verdict\":0,\"refused\":3,"), lines.get(2));
        assertTrue(lines.get(3).contains("\"told_by_old_refs\":6,\"handled_by_another\":0,"), lines.get(3));
    }

    @Test
    @DisplayName("check faults-remoting: wrong options are one line, help is help")
    void program_withWrongOptions_saysSo() throws Exception {
        assertTrue(run(2, "--slow").contains("options are wrong: found=--slow"));
        assertTrue(run(0, "--help").contains("Usage: ./garrick check faults-remoting"));
    }

    private static String run(int status, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FaultsRemoting.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), output);
        return output;
    }
}
