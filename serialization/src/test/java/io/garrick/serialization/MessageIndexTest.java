package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.serialization.index.MessageIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the annotation processor writes, the first time and every other time. */
class MessageIndexTest {

    private static final String ONE = "@Message public record One(int value) {}";
    private static final String TWO = "@Message public final class Two { @Message static class Deep {} }";

    @TempDir
    Path folder;

    @Test
    @DisplayName("N08: the index has the binary names of the marked classes, in order, and no others")
    void index_hasBinaryNamesInOrder() {
        Javac.compile(
                folder,
                TWO,
                ONE,
                "public class Plain { class Inner { @Message record Deepest() {} } }",
                "@Message sealed interface Words { record Hello() implements Words {} }",
                "@Message enum Colour { RED }");

        assertEquals("acme.Colour\nacme.One\nacme.Plain$Inner$Deepest\nacme.Two\nacme.Two$Deep\nacme.Words\n", index());
    }

    @Test
    @DisplayName("N08: without a marked class there is no index")
    void nothingMarked_noIndex() {
        Javac.compile(folder, "public class Plain {}");

        assertFalse(Files.exists(folder.resolve(MessageIndex.PATH)));
    }

    @Test
    @DisplayName("N08: a class that was not compiled again keeps its line")
    void recompiled_othersStay() {
        Javac.compile(folder, ONE, TWO);
        Javac.compile(folder, "@Message public record Three() {}");
        Javac.compile(folder, "public class Plain {}");

        assertEquals("acme.One\nacme.Three\nacme.Two\nacme.Two$Deep\n", index());
    }

    @Test
    @DisplayName("N08: a class that lost its mark loses its line, also the last one, and one that is nested")
    void markTakenAway_lineGoes() {
        Javac.compile(folder, ONE, TWO);
        Javac.compile(folder, "public record One(int value) {}");
        assertEquals("acme.Two\nacme.Two$Deep\n", index());

        Javac.compile(folder, "@Message public final class Two { static class Deep {} }");
        assertEquals("acme.Two\n", index());

        Javac.compile(folder, "public final class Two { }");
        assertEquals("", index());
    }

    @Test
    @DisplayName(
            "N08: a class that is gone, or that lost its mark when no processor ran, loses its line at the next compilation")
    void classFileTellsOtherwise_lineGoes() throws IOException {
        Javac.compile(folder, ONE, TWO, "@Message public record Three() {}");
        Files.delete(folder.resolve("acme/Two$Deep.class"));
        Javac.compileWithoutProcessor(folder, "public record One(int value) {}");

        Javac.compile(folder, "public class Plain {}");

        assertEquals("acme.Three\nacme.Two\n", index());
    }

    @Test
    void indexThatIsBroken_isACompilersError() throws IOException {
        Javac.compile(folder, ONE);
        Files.writeString(folder.resolve(MessageIndex.PATH), "acme.One\n<<<<<<< HEAD\n");

        String errors = assertThrows(AssertionError.class, () -> Javac.compile(folder, TWO))
                .getMessage();

        assertTrue(errors.contains("line=2 text=<<<<<<< HEAD"), errors);
    }

    private String index() {
        try {
            return Files.readString(folder.resolve(MessageIndex.PATH));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
