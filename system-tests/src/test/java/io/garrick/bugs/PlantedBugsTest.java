package io.garrick.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.testkit.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the four bugs is found, and its fixed twin has none. */
class PlantedBugsTest {

    private static final int SEEDS = 200;
    private static final Path PAGE = Path.of("..", "docs", "rehearsal.md");

    @ParameterizedTest
    @EnumSource
    @DisplayName("Rehearsal: a planted bug is found within 200 seeds, most of which are friendly to it")
    void bug_rehearsed_isFound(Bug bug) {
        List<Long> failing = failing(bug, false, Rehearsal::run);
        assertTrue(!failing.isEmpty() && failing.size() < SEEDS / 2, () -> "fails for " + failing);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Rehearsal: the fixed twin of a planted bug passes 200 seeds")
    void fixedTwin_rehearsed_passes(Bug bug) {
        assertEquals(List.of(), failing(bug, true, Rehearsal::run));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Rehearsal: a planted bug is not to be seen while every timer finds the actors at rest")
    void bug_neverOvertaken_isNotFound(Bug bug) {
        assertEquals(List.of(), failing(bug, false, PlantedBugsTest::runCalmly));
    }

    /** No timer comes before the actors have nothing else to do. */
    private static void runCalmly(Rehearsal rehearsal) {
        for (int millis = 0; millis < 500; millis++) {
            rehearsal.runFor(Duration.ofMillis(1));
        }
    }

    private static List<Long> failing(Bug bug, boolean fixed, Consumer<Rehearsal> run) {
        List<Long> failing = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed)) {
                bug.play(rehearsal, fixed, run);
            } catch (AssertionError found) {
                failing.add(seed);
            }
        }
        return failing;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Rehearsal: docs/rehearsal.md shows of a planted bug what is said of it, and how many seeds of 200 find it")
    void page_showsWhatIsSaidOfABug(Bug bug) throws IOException {
        String page = Files.readString(PAGE);
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> Rehearsal.explore(SEEDS, rehearsal -> bug.play(rehearsal, false, Rehearsal::run)));
        String said = worthReading(error.getMessage());
        assertTrue(page.contains("```\n" + said + "\n```\n"), () -> PAGE + " does not show:\n" + said);
        List<Long> failing = failing(bug, false, Rehearsal::run);
        String row = "| `" + bug.source() + "` | " + failing.get(0) + " | " + failing.size() + " |";
        assertTrue(page.contains(row), () -> PAGE + " does not have the row:\n" + row);
    }

    /** All but the events of the schedule, if there is a shrunk one. */
    private static String worthReading(String message) {
        return message.contains("; its latest events:")
                ? message.substring(0, message.indexOf("\n  latest events of the schedule"))
                : message;
    }
}
