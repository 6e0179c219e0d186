package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.garrick.nodes.NodesRepertoire;
import io.garrick.testkit.Exploration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        assertEquals(here(), inAnotherJvm(Repertoire.class, "[0-9a-f]+ \\d+ [0-9a-f]+ \\d+", String.valueOf(SEED)));
    }

    @Test
    @DisplayName("Rehearsal: nodes that are joined over its network, under faults, do the same in another JVM")
    void nodes_inAnotherJvm_doTheSame() throws IOException, InterruptedException {
        String here = NodesRepertoire.play();
        assertEquals(here, NodesRepertoire.play());
        assertEquals(List.of(here), inAnotherJvm(NodesRepertoire.class, "[0-9a-f]+ \\d+"));
    }

    /** What a program has said there, but for lines of another form. */
    private static List<String> inAnotherJvm(Class<?> program, String form, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                anotherJdk().resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches(form))
                .toList();
        assertEquals(0, child.waitFor());
        return said;
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
