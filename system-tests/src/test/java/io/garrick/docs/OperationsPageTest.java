package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operations page knows every warning and error that the published modules log. */
class OperationsPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> MODULES =
            List.of("dispatcher", "supervision", "runtime", "patterns", "serialization", "remoting", "testkit");

    /** A statement is what stands before the first colon or semicolon. */
    private static final Pattern LOGGING_LINE = Pattern.compile("\\.(?:warn|error)\\(\\s*\"([a-zA-Z][^\":;]+)");

    /** Failures that supervision has decided on: {@code log(Directive.RESTART, …, "actor failed and …")}. */
    private static final Pattern DECISION = Pattern.compile("\"(actor failed and is [^\"]+)\"");

    @Test
    @DisplayName("docs: the operations page has every warning and error of ours")
    void page_hasEveryWarningAndError() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        TreeSet<String> statements = statements();
        assertTrue(statements.size() >= 15, statements::toString);
        List<String> missing =
                statements.stream().filter(statement -> !isOn(page, statement)).toList();
        assertEquals(List.of(), missing, "docs/operations.md does not explain them");
    }

    @Test
    @DisplayName("docs: a statement that the operations page lacks is seen")
    void missingStatement_isSeen() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        assertTrue(!isOn(page, "the moon has gone out"));
    }

    /** A row may give several ends of one beginning: `actor failed and is restarted` / `… is stopped`. */
    private static boolean isOn(String page, String statement) {
        return page.contains("`" + statement) || page.contains("`… " + statement.replace("actor failed and ", ""));
    }

    private static TreeSet<String> statements() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    collect(LOGGING_LINE.matcher(text), found);
                    collect(DECISION.matcher(text), found);
                }
            }
        }
        return found;
    }

    private static void collect(Matcher matcher, TreeSet<String> into) {
        while (matcher.find()) {
            into.add(matcher.group(1).strip());
        }
    }
}
