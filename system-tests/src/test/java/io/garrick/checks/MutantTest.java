package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("check mutants: a patch changes its place in a copy, and only there")
    void patch_applied_changesItsPlaceInACopy() throws IOException {
        Path source = Files.writeString(folder.resolve("A.java"), "one\ntwo\nthree\n");
        Mutant mutant = mutant("one", "-two\n+2\n");

        Path changed = mutant.apply(folder, folder.resolve("copy"));

        assertEquals("one\n2\nthree\n", Files.readString(changed));
        assertEquals("one\ntwo\nthree\n", Files.readString(source));
        assertEquals("S", mutant.section());
    }

    @Test
    @DisplayName("check mutants: a patch that fits nowhere or twice is refused, and so is one that is none")
    void patch_thatDoesNotFit_isRefused() throws IOException {
        Files.writeString(folder.resolve("A.java"), "two\ntwo\n");

        assertThrows(
                IllegalArgumentException.class, () -> mutant("a", "-two\n+2\n").apply(folder, folder));
        assertThrows(
                IllegalArgumentException.class, () -> mutant("b", "-four\n+4\n").apply(folder, folder));
        assertThrows(IllegalArgumentException.class, () -> mutant("c", " two\n"));
    }

    @Test
    @DisplayName("check mutants: one that survives is enough not to pass, and so is a section with too few")
    void judge_survivorOrTooFew_doesNotPass() throws IOException {
        List<Mutant> one = List.of(mutant("d", "-two\n+2\n"));
        String name = one.get(0).name();

        assertTrue(
                Mutants.judge(one, Map.of(name, TestBench.Outcome.SEEN), false).pass());
        assertTrue(Mutants.judge(one, Map.of(name, TestBench.Outcome.SEEN_BY_TIME_OUT), false)
                .pass());
        assertFalse(Mutants.judge(one, Map.of(name, TestBench.Outcome.SURVIVED), false)
                .pass());
        assertFalse(Mutants.judge(one, Map.of(name, TestBench.Outcome.RED_WITHOUT_IT), false)
                .pass());
        assertFalse(
                Mutants.judge(one, Map.of(name, TestBench.Outcome.SEEN), true).pass());
        assertFalse(Mutants.judge(List.of(), Map.of(), false).pass());
    }

    private Mutant mutant(String name, String hunk) throws IOException {
        Path patch = folder.resolve("S04-" + name + ".patch");
        return Mutant.read(Files.writeString(
                patch, "caught-by: ATest#a_test\n--- a/A.java\n+++ b/A.java\n@@ -1,1 +1,1 @@\n" + hunk));
    }
}
