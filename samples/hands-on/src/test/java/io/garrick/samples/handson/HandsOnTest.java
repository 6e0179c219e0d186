package io.garrick.samples.handson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hands-on page shows is what its programs print. */
class HandsOnTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path SOURCES = Path.of("src/main/java/io/garrick/samples/handson");
    private static final int MOST_LINES = 80;

    private static final Pattern SHOWN = Pattern.compile("```\n\\$ \\./garrick (\\S+)\n(.*?)```", Pattern.DOTALL);

    /** A program as {@code ./garrick} knows it. */
    record Program(String name, String mainClass) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Program> programs() throws IOException {
        List<Program> programs = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("launcher/programs.txt"))) {
            String[] field = line.split("\\|");
            if (!line.startsWith("#") && field[1].strip().equals("samples/hands-on")) {
                programs.add(new Program(field[0].strip(), field[2].strip()));
            }
        }
        return programs;
    }

    @ParameterizedTest
    @MethodSource("programs")
    @DisplayName("hands-on: a program prints what the page shows")
    void program_run_printsWhatThePageShows(Program program) throws Exception {
        assertEquals(shown(program.name()), printed(program.mainClass()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("hands-on: what other pages show of a program is what the hands-on page shows")
    void page_showingAProgram_showsTheSame(Path page) throws IOException {
        List<String> names = programs().stream().map(Program::name).toList();
        Matcher shown = SHOWN.matcher(Files.readString(page));
        while (shown.find()) {
            if (names.contains(shown.group(1))) {
                assertEquals(shown(shown.group(1)), shown.group(2), page::toString);
            }
        }
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    all.filter(page -> page.toString().endsWith(".md")).toList();
            assertTrue(pages.size() >= 4, pages::toString);
            return pages;
        }
    }

    @Test
    @DisplayName("hands-on: every file is a program that ./garrick and the page know, of at most 80 lines")
    void files_areProgramsOfAtMostEightyLines() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SOURCES)) {
            files = all.filter(file -> !file.endsWith("package-info.java")).toList();
        }
        for (Path file : files) {
            long lines = Files.lines(file).count();
            assertTrue(lines <= MOST_LINES, () -> file + " has " + lines + " lines");
        }
        Set<String> known = programs().stream().map(Program::mainClass).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = files.stream()
                .map(file -> "io.garrick.samples.handson."
                        + file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, found);
        assertTrue(found.size() >= 7, found::toString);
    }

    private static String shown(String name) throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(ROOT.resolve("docs/hands-on.md")));
        while (shown.find()) {
            if (shown.group(1).equals(name)) {
                return shown.group(2);
            }
        }
        throw new AssertionError("docs/hands-on.md does not show the output of ./garrick " + name);
    }

    private static String printed(String mainClass) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
