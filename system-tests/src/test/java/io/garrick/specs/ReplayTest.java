package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.garrick.testkit.Exploration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same seed is the same run: here, in another JVM, on another JDK, and in every build. */
class ReplayTest {

    private static final long SEED = 7;

    /** What came of the seed when this was written. It changes when the rehearsal draws its choices in another way, or when the runtime does something in another order; on purpose. */
    private static final List<String> KNOWN =
            List.of("f066a17575acb16f 110000000 782c2fd6 89", "b09d962c2ce72b14 120000000 c2b9b0e9 89");

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;

    @Test
    @DisplayName("Rehearsal: a seed is the same run each time, and as it was when this was written, on any JDK")
    void seed_here_isTheKnownRun() {
        assertEquals(KNOWN, here());
        assertEquals(KNOWN, here());
        assertNotEquals(KNOWN.get(0), Repertoire.play(SEED + 1, Exploration.randomWalk()));
    }

    @Test
    @DisplayName(
            "Rehearsal: a seed is the same run in another JVM with other identity hashes, of another JDK where one is installed")
    void seed_inAnotherJvm_isTheSameRun() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        anotherJdk().resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Repertoire.class.getName(),
                        String.valueOf(SEED))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[0-9a-f]+ \\d+ [0-9a-f]+ \\d+"))
                .toList();
        assertEquals(0, child.waitFor());
        assertEquals(here(), said);
    }

    private static List<String> here() {
        return List.of(Repertoire.play(SEED, Exploration.randomWalk()), Repertoire.play(SEED, Exploration.pct(3)));
    }

    /** The newest that is not of this version, from where .ci/run looks; this one where there is no other. */
    private static Path anotherJdk() throws IOException {
        Map<Integer, Path> found = new TreeMap<>();
        String home = System.getProperty("user.home");
        for (String folder : List.of("/usr/lib/jvm", home + "/.sdkman/candidates/java", home + "/.jdks")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> jdks = Files.list(Path.of(folder))) {
                    jdks.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                            .forEach(jdk -> found.put(version(jdk), jdk));
                }
            }
        }
        int own = Runtime.version().feature();
        return found.entrySet().stream()
                .filter(jdk -> jdk.getKey() >= OLDEST && jdk.getKey() != own)
                .reduce((older, newer) -> newer)
                .map(Map.Entry::getValue)
                .orElse(Path.of(System.getProperty("java.home")));
    }

    private static int version(Path jdk) {
        try {
            Matcher version = VERSION.matcher(Files.readString(jdk.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // a JDK that does not say what it is is none that we know
        }
    }
}
