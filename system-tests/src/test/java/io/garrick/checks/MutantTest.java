package io.garrick.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.checks.TestBench.Outcome;
import io.garrick.checks.TestBench.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        assertEquals("S", Mutant.section(mutant.name()));
        assertEquals("T", Mutant.section("A01-x"));
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
    @DisplayName("check mutants: a patch fits whole lines only")
    void patch_thatFitsAPartOfALine_isRefused() throws IOException {
        Files.writeString(folder.resolve("A.java"), "one two\ntwo three\n");

        assertThrows(
                IllegalArgumentException.class, () -> mutant("e", "-two\n+2\n").apply(folder, folder));
    }

    @Test
    @DisplayName("check mutants: every mutant of the house fits the code as it is today")
    void mutants_all_fitTheCode() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<String> wrong = new ArrayList<>();
        List<Path> patches;
        try (Stream<Path> files = Files.list(root.resolve("system-tests/mutants"))) {
            patches = files.sorted().toList();
        }
        for (Path patch : patches) {
            try {
                Mutant mutant = Mutant.read(patch);
                mutant.apply(root, folder.resolve(mutant.name()));
            } catch (IllegalArgumentException unfit) {
                wrong.add(unfit.getMessage());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("check mutants: one that survives, or cannot be judged, is enough not to pass")
    void judge_survivorOrBroken_doesNotPass() {
        assertTrue(Mutants.judge(Map.of("S04-a", Outcome.SEEN, "S04-b", Outcome.SEEN_BY_TIME_OUT), false)
                .pass());
        for (Outcome bad : List.of(Outcome.SURVIVED, Outcome.RED_WITHOUT_IT, Outcome.BROKEN)) {
            Check check = Mutants.judge(Map.of("S04-a", Outcome.SEEN, "S04-b", bad), false);
            assertFalse(check.pass(), bad::name);
            assertTrue(check.json().contains("_names\":[\"S04-b\"]"), check::json);
        }
    }

    @Test
    @DisplayName("check mutants: a section with fewer than three, and no mutant at all, do not pass")
    void judge_tooFew_doesNotPass() {
        Map<String, Outcome> all = new TreeMap<>();
        for (String letter : List.of("M", "S", "W", "Q", "T", "A", "R", "N")) {
            for (int i = 1; i <= (letter.equals("A") ? 1 : letter.equals("T") ? 2 : 3); i++) {
                all.put(letter + "0" + i + "-x", Outcome.SEEN);
            }
        }
        assertTrue(Mutants.judge(all, true).pass(), Mutants.judge(all, true)::json);

        for (String one : List.copyOf(all.keySet())) {
            Map<String, Outcome> fewer = new TreeMap<>(all);
            fewer.remove(one);
            assertFalse(Mutants.judge(fewer, true).pass(), one);
            assertTrue(Mutants.judge(fewer, false).pass(), one);
        }
        assertFalse(Mutants.judge(Map.of(), false).pass());
    }

    @Test
    @DisplayName("check mutants: what the test's JVM writes is understood, and nothing else is taken for a kill")
    void trial_ofALine_isWhatItSays() {
        assertEquals(new Trial(Outcome.SURVIVED, ""), Trial.of("green"));
        assertEquals(new Trial(Outcome.SEEN, "expected: 1"), Trial.of("red expected: 1"));
        assertEquals(Outcome.BROKEN, Trial.of("absent").outcome());
        assertEquals(Outcome.BROKEN, Trial.of("").outcome());
    }

    @Test
    @DisplayName(
            "check mutants: a test may overlook its mutant four times, and is not asked again when it has seen it or cannot be run")
    void untilSeen_overlooked_isTriedAgain() throws Exception {
        Trial overlooked = Trial.of("green");
        Trial seen = Trial.of("red at last");

        Iterator<Trial> late =
                List.of(overlooked, overlooked, overlooked, overlooked, seen).iterator();
        assertEquals(new Trial(Outcome.SEEN, "try 5 at last"), TestBench.untilSeen(late::next));
        Iterator<Trial> tooLate = List.of(overlooked, overlooked, overlooked, overlooked, overlooked, seen)
                .iterator();
        assertEquals(Outcome.SURVIVED, TestBench.untilSeen(tooLate::next).outcome());
        assertTrue(tooLate.hasNext());
        assertEquals(seen, TestBench.untilSeen(List.of(seen).iterator()::next));
        assertEquals(
                Trial.broken("absent"),
                TestBench.untilSeen(List.of(Trial.of("absent")).iterator()::next));
    }

    private Mutant mutant(String name, String hunk) throws IOException {
        Path patch = folder.resolve("S04-" + name + ".patch");
        return Mutant.read(Files.writeString(
                patch, "caught-by: ATest#a_test\n--- a/A.java\n+++ b/A.java\n@@ -1,1 +1,1 @@\n" + hunk));
    }
}
