package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A row of the semantics page is a promise, tests that name it, and mutants that such a test has seen. */
class SemanticsPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/semantics.md");
    private static final Path MUTANTS = ROOT.resolve("system-tests/mutants");
    private static final int FEWEST_ROWS = 40;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d\\d) \\| (.+) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("\\[`(\\w+)#(\\w+)`\\]\\(\\.\\./([^)]+)\\)");
    private static final Pattern PATCH = Pattern.compile("\\.\\./system-tests/mutants/([^)]+\\.patch)");

    private static final Pattern NAME_OR_METHOD = Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)|\\bvoid (\\w+)\\(");

    /** Display names, by file and method. */
    private static final Map<Path, Map<String, String>> NAMES = new HashMap<>();

    /** A row: the promise, and the cells that name its tests and its mutants. */
    private record Row(String promise, String tests, String mutants) {}

    @Test
    @DisplayName(
            "docs: every promise on the semantics page has tests that name it and mutants that one of them has seen")
    void row_namesTestsAndMutants() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            Matcher test = TEST.matcher(row.tests());
            int tests = 0;
            while (test.find()) {
                tests++;
                if (!names(ROOT.resolve(test.group(3)), test.group(2), row.promise())) {
                    wrong.add(row.promise() + ": no such test, or it does not name the promise: " + test.group());
                }
            }
            Matcher patch = PATCH.matcher(row.mutants());
            if (tests == 0 || !patch.find()) {
                wrong.add(row.promise() + ": no test or no mutant");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("docs: every mutant stands in its promise's row, and the test that sees it names that promise")
    void mutant_standsInItsRow_andIsSeenByATestOfThePromise() throws IOException {
        Map<String, Row> byPromise = new TreeMap<>();
        rows().forEach(row -> byPromise.put(row.promise(), row));
        List<String> wrong = new ArrayList<>();
        for (Path patch : list(MUTANTS)) {
            String name = patch.getFileName().toString();
            Row row = byPromise.get(name.substring(0, 3));
            if (row == null || !row.mutants().contains("/" + name + ")")) {
                wrong.add(name + ": not in the row of its promise");
            }
            if (!isSeenByATestOf(patch, name.substring(0, 3))) {
                wrong.add(name + ": the test that is to see it does not name the promise");
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean isSeenByATestOf(Path patch, String promise) throws IOException {
        String first = Files.readAllLines(patch).get(0);
        String[] test = first.substring("caught-by: ".length()).split("#");
        String outer = test[0].contains("$") ? test[0].substring(0, test[0].indexOf('$')) : test[0];
        return testSources().stream()
                .filter(file -> file.getFileName().toString().equals(outer + ".java")
                        || file.getFileName().toString().endsWith("Contract.java"))
                .anyMatch(file -> names(file, test[1], promise));
    }

    /** Whether the file has a test of that name, whose display name begins with a list of promises that has this one. */
    private static boolean names(Path file, String method, String promise) {
        String name =
                NAMES.computeIfAbsent(file, SemanticsPageTest::displayNames).get(method);
        return name != null && name.matches("((?:[A-Z]\\d\\d|Behaviour \\d+),? )*" + promise + "\\b.*");
    }

    /** What stands at the beginning of each test's display name, by method. */
    private static Map<String, String> displayNames(Path file) {
        Map<String, String> names = new HashMap<>();
        if (!Files.exists(file)) {
            return names;
        }
        String last = null;
        try {
            Matcher found = NAME_OR_METHOD.matcher(Files.readString(file));
            while (found.find()) {
                if (found.group(1) != null) {
                    last = found.group(1);
                } else if (last != null) {
                    names.putIfAbsent(found.group(2), last);
                    last = null;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        while (row.find()) {
            rows.add(new Row(row.group(1), row.group(3), row.group(4)));
        }
        assertTrue(rows.size() >= FEWEST_ROWS, () -> "rows=" + rows.size());
        assertEquals(
                rows.size(), new TreeSet<>(rows.stream().map(Row::promise).toList()).size(), "a promise has two rows");
        return rows;
    }

    private static List<Path> testSources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of(
                "dispatcher",
                "supervision",
                "runtime",
                "patterns",
                "serialization",
                "remoting",
                "testkit",
                "system-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> patches = files.sorted().toList();
            assertTrue(patches.size() >= FEWEST_ROWS, () -> "mutants=" + patches.size());
            return patches;
        }
    }
}
