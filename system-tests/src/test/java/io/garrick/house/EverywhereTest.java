package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lets the project be checked out, built and read everywhere, though it is run on Linux only; and what keeps its first files short. */
class EverywhereTest {

    private static final int FEWEST_PATHS = 500;

    /** The name of a host is what its owner makes of it, and some resolve to 127.0.1.1 or to nothing. */
    private static final Pattern HOST =
            Pattern.compile("\\bgetLocalHost\\b|\\b127\\.(?!0\\.0\\.1\\b)\\d+\\.\\d+\\.\\d+");

    @Test
    void path_anyTwo_differByMoreThanCase() throws IOException {
        List<String> paths = paths();

        assertTrue(paths.size() >= FEWEST_PATHS, () -> "too few paths: " + paths.size());
        assertEquals(List.of(), alike(paths), "one of each hides the other on Windows and macOS");
        assertEquals(
                List.of(List.of("docs/Readme.md", "docs/readme.md")),
                alike(List.of("docs/Readme.md", "docs/readme.md", "readme.md")));
    }

    @Test
    void host_isNotAskedForItsName_noOtherLoopback() {
        Path self = Path.of("system-tests/src/test/java/io/garrick/house/EverywhereTest.java");
        List<String> found = Sources.java().stream()
                .filter(file -> !file.equals(self))
                .filter(file -> HOST.matcher(Sources.code(file)).find())
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), found, "name 127.0.0.1 or ::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InetAddress.getLocalHost()", "\"127.0.0.2\"", "\"127.0.1.1\""})
    void host_inWhateverWay_isSeen(String code) {
        assertTrue(HOST.matcher(code).find());
    }

    @ParameterizedTest
    @CsvSource({"garrick, 15", "garrick.cmd, 15", ".github/workflows/build.yml, 30", "samples/starter/pom.xml, 40"})
    void firstFiles_areShort(String file, int most) {
        long lines = Sources.text(Path.of(file)).lines().count();

        assertTrue(lines <= most, () -> "file=" + file + " lines=" + lines + " most=" + most);
    }

    private static List<List<String>> alike(List<String> paths) {
        Collection<List<String>> groups = paths.stream()
                .collect(
                        Collectors.groupingBy(path -> path.toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()))
                .values();
        return groups.stream().filter(group -> group.size() > 1).toList();
    }

    /** Files and folders of the project, but for what builds and tools leave there. */
    private static List<String> paths() throws IOException {
        Set<String> left = Set.of("target", ".git", ".idea", "node_modules");
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Sources.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                found.add(folder);
                return left.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Stream<Path> inside = found.stream().map(Sources.ROOT::relativize);
        return inside.map(path -> path.toString().replace('\\', '/')).sorted().toList();
    }
}
