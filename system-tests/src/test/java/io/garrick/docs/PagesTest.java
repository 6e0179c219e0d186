package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the pages look, and that what they point at is there. What they show of programs is held by those programs' own tests. */
class PagesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern OPENING = Pattern.compile("# [^\n]+\n\n\\*[^*]+\\?\\*[ \n]");
    private static final Pattern ENDING = Pattern.compile("```\n\\$ \\./garrick (\\S[^\n]*)\n([^`]+)```\n$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** What the launcher answers by itself. */
    private static final Set<String> LAUNCHER = Set.of("--version");

    static List<Path> pages() throws IOException {
        return markdown(Path.of("docs"), 1);
    }

    static List<Path> allMarkdown() throws IOException {
        List<Path> all = new ArrayList<>(markdown(Path.of(""), 1));
        all.addAll(markdown(Path.of("docs"), 2));
        assertTrue(all.size() >= 15, all::toString);
        return all;
    }

    private static List<Path> markdown(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder), depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("docs: a page opens with a question, and ends with a command and what it prints")
    void page_opensWithAQuestion_endsWithACommand(Path page) throws IOException {
        String text = text(page);
        assertTrue(OPENING.matcher(text).lookingAt(), () -> page + " does not open with a question in italics");
        assertTrue(ENDING.matcher(text).find(), () -> page + " does not end with a command and its output");
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("docs: the launcher answers what the pages show")
    void launcher_asked_answersWhatThePageShows(Path page) throws Exception {
        Matcher ending = ENDING.matcher(text(page));
        if (ending.find() && LAUNCHER.contains(ending.group(1))) {
            assertEquals(ending.group(2), answer(ending.group(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("allMarkdown")
    @DisplayName("docs: no link is dead")
    void link_inAnyPage_leadsSomewhere(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(text(page));
        while (link.find()) {
            if (!link.group(1).matches("https?://.*") && !leadsSomewhere(page, link.group(1))) {
                dead.add(link.group(1));
            }
        }
        assertEquals(List.of(), dead, () -> "dead links in " + page);
    }

    @Test
    @DisplayName("docs: a link to a file or a heading that is not there is seen")
    void deadLink_isSeen() throws IOException {
        assertTrue(leadsSomewhere(Path.of("README.md"), "docs/README.md"));
        assertTrue(leadsSomewhere(Path.of("docs/README.md"), "../README.md#the-sample"));
        assertTrue(!leadsSomewhere(Path.of("README.md"), "docs/nowhere.md"));
        assertTrue(!leadsSomewhere(Path.of("README.md"), "README.md#nowhere"));
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String file = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        return !link.contains("#") || anchors(target).contains(link.substring(link.indexOf('#') + 1));
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        List<String> anchors = new ArrayList<>();
        Matcher heading = HEADING.matcher(text(page));
        while (heading.find()) {
            anchors.add(
                    heading.group(1).toLowerCase().replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
        }
        return anchors;
    }

    private static String answer(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ROOT.resolve("launcher/Garrick.java").toString(),
                ROOT.toString()));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.replace(System.lineSeparator(), "\n");
    }

    private static String text(Path page) throws IOException {
        return Files.readString(ROOT.resolve(page)).replace("\r\n", "\n");
    }
}
