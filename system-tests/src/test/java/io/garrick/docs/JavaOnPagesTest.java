package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A block of Java on a page of docs/ is a part of an actor: it compiles as members of one, and the constants in it can be made. Or it is an excerpt of a planted bug, which is
 * compiled where it is.
 */
class JavaOnPagesTest {

    private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");
    private static final Path BUGS = Path.of("src/test/java/io/garrick/bugs");
    private static final int FEWEST_OF_SUPERVISION = 7;

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** What a reader has around a block; {@code Ledger} is an actor of the reader's. */
    private static final String ACTOR = """
            import io.garrick.actor.*;
            import io.garrick.pattern.*;
            import io.garrick.remoting.*;
            import io.garrick.serialization.*;
            import io.garrick.supervision.*;
            import io.garrick.testkit.*;
            import io.garrick.testkit.junit.*;
            import java.io.IOException;
            import java.lang.System.Logger.Level;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import static org.junit.jupiter.api.Assertions.*;

            class %s extends AbstractActor {
                static final class Ledger extends UntypedAbstractActor {
                    @Override
                    public void onReceive(Object message) {}
                }

                @Override
                public Receive createReceive() {
                    return emptyBehavior();
                }

            %s
            }
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("docs: every block of Java on a page compiles, and its constants can be made")
    void block_onAPage_compilesAndItsConstantsAreMade() throws Exception {
        for (Path page : PagesTest.pages()) {
            List<String> blocks = blocks(DOCS.getParent().resolve(page));
            for (int i = 0; i < blocks.size(); i++) {
                String name = "Block" + i;
                String block = blocks.get(i);
                if (isExcerpt(block)) {
                    continue;
                }
                assertEquals("", compile(name, block), () -> page + " has a block that does not compile:\n" + block);
                make(name);
            }
        }
    }

    @Test
    @DisplayName("docs: the page on supervision has blocks of Java, which are found")
    void supervisionPage_hasBlocks() throws IOException {
        List<String> blocks = blocks(DOCS.resolve("supervision.md"));
        assertTrue(blocks.size() >= FEWEST_OF_SUPERVISION, () -> "blocks=" + blocks.size());
    }

    @Test
    @DisplayName(
            "docs: the page on rehearsals shows two excerpts of the source of each planted bug, and what else users write")
    void rehearsalPage_hasExcerptsAndBlocks() throws IOException {
        List<String> blocks = blocks(DOCS.resolve("rehearsal.md"));
        List<String> excerpts = new ArrayList<>();
        for (String block : blocks) {
            if (isExcerpt(block)) {
                excerpts.add(block);
            }
        }
        assertEquals(8, excerpts.size(), () -> String.join("\n", excerpts));
        assertTrue(blocks.size() >= 12, () -> "blocks=" + blocks.size());
    }

    @Test
    @DisplayName("docs: the page on serialization has blocks of Java, which are found")
    void serializationPage_hasBlocks() throws IOException {
        assertEquals(2, blocks(DOCS.resolve("serialization.md")).size());
    }

    @Test
    @DisplayName("docs: a block that does not compile is seen, and a strategy that is refused")
    void brokenBlock_isSeen() throws IOException {
        assertEquals("", compile("Right", "static final ChildKind KIND = ChildKind.PERMANENT;"));
        assertNotEquals("", compile("Wrong", "static final ChildKind KIND = ChildKind.ETERNAL;"));
        assertEquals(
                "", compile("Refused", "static final RestartBudget BUDGET = new RestartBudget(-2, Duration.ZERO);"));
        assertThrows(ExceptionInInitializerError.class, () -> make("Refused"));
    }

    /** Whether it stands in the source of a bug, perhaps further to the right. */
    private static boolean isExcerpt(String block) throws IOException {
        try (Stream<Path> sources = Files.list(BUGS)) {
            for (Path source : sources.toList()) {
                if (leftAligned(Files.readString(source)).contains(leftAligned(block))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String leftAligned(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static List<String> blocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page).replace("\r\n", "\n"));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** What the compiler says; nothing when all is well. */
    private String compile(String name, String block) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), ACTOR.formatted(name, block));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK")
                .run(
                        null,
                        null,
                        said,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        return status == 0 ? "" : said.toString(StandardCharsets.UTF_8);
    }

    /** Runs the initializers: a strategy that is refused is seen here. */
    private void make(String name) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class.forName(name, true, loader);
        }
    }
}
