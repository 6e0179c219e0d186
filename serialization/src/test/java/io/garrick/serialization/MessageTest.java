package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtensionException;
import io.garrick.serialization.index.MessageIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marked classes travel because an index names them. */
class MessageTest {

    private static final String WORDS = """
            @Message public sealed interface Words {
                record Hello(String name, Tone tone) implements Words {}
                enum Tone { LOUD }
                final class Make implements java.util.function.Supplier<Object> {
                    public Object get() { return new Hello("Ann", Tone.LOUD); }
                }
            }""";

    private static final String OTHER = """
            public record Other(int value) {
                public static final class Make implements java.util.function.Supplier<Object> {
                    public Object get() { return new Other(1); }
                }
            }""";

    @TempDir
    Path folder;

    @TempDir
    Path second;

    @Test
    @DisplayName("N08: a marked class travels with what is nested in it; an unmarked one of its package does not")
    void marked_travelsWithWhatIsNested() throws IOException {
        Javac.compile(folder, WORDS, OTHER);
        try (Recorder loader = new Recorder(folder);
                ActorSystem system = system("", loader)) {
            Serialization wire = SerializationExtension.get(system);

            assertEquals(
                    "Hello[name=Ann, tone=LOUD]",
                    Systems.roundTrip(wire, make(loader, "acme.Words$Make")).toString());
            assertEquals(
                    "class is not allowed on the wire: class=acme.Other add \"acme.*\" to garrick.serialization.allow"
                            + " on both nodes",
                    refusal(wire, make(loader, "acme.Other$Make")));
        }
    }

    @Test
    @DisplayName("N08: all indexes that the class loader finds count, whatever the default is")
    void twoIndexes_bothCount() throws IOException {
        Javac.compile(folder, WORDS);
        Javac.compile(second, "@Message " + OTHER);
        try (Recorder loader = new Recorder(folder, second);
                ActorSystem system = system("garrick.serialization.default-allow = none", loader)) {
            Serialization wire = SerializationExtension.get(system);

            Systems.roundTrip(wire, make(loader, "acme.Words$Make"));
            assertEquals(
                    "Other[value=1]",
                    Systems.roundTrip(wire, make(loader, "acme.Other$Make")).toString());
        }
    }

    @Test
    @DisplayName("N08: at the sender, a marked class without a line in an index is told from one without a mark")
    void markedWithoutIndex_isRefusedWithAHint() throws IOException {
        Javac.compileWithoutProcessor(folder, WORDS);
        try (Recorder loader = new Recorder(folder);
                ActorSystem system = system("", loader)) {
            Serialization wire = SerializationExtension.get(system);

            assertEquals(
                    "class is marked @Message, but stands in no index of messages: class=acme.Words$Hello"
                            + " index=META-INF/garrick/messages hint=compile it with the jar of garrick-serialization on"
                            + " --processor-path, or with -proc:full, which a JDK from 23 on needs; and keep all indexes"
                            + " where jars are merged",
                    refusal(wire, make(loader, "acme.Words$Make")));
        }
    }

    @Test
    @DisplayName("N08: the reader asks the indexes by name, and loads nothing that they do not have")
    void unmarkedInTheBytes_isNotLoaded() throws IOException {
        Javac.compile(folder, WORDS, OTHER);
        byte[] allowed;
        byte[] foreign;
        try (Recorder loader = new Recorder(folder);
                ActorSystem system = system("garrick.serialization.allow = [\"acme.*\"]", loader)) {
            Serialization wire = SerializationExtension.get(system);
            allowed = wire.serialize(make(loader, "acme.Words$Make"));
            foreign = wire.serialize(make(loader, "acme.Other$Make"));
        }
        try (Recorder loader = new Recorder(folder);
                ActorSystem system = system("", loader)) {
            Serialization wire = SerializationExtension.get(system);
            assertFalse(loader.asked("acme.Words"), "an index is names, no classes");

            wire.deserialize(allowed, Object.class);
            assertThrows(ClassNotAllowedException.class, () -> wire.deserialize(foreign, Object.class));

            assertTrue(loader.asked("acme.Words$Hello"));
            assertFalse(loader.asked("acme.Other"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme.*", "acme..One", ".acme", "acme.", "acme/One", " acme.One", "1", "acme.One,acme.Two", "#"})
    @DisplayName("N08: a line of an index that is not a class's name is refused with file and line")
    void lineThatIsNoName_isRefused(String line) throws IOException {
        String message = refusedIndex("acme.Fine\n\n" + line + "\n");

        assertTrue(message.contains("index of messages has a line that is not a class's name: index=file:"), message);
        assertTrue(message.contains(MessageIndex.PATH + " line=3 text=" + line), message);
    }

    @Test
    @DisplayName("N08: an index that is too large, or that names the JDK's classes, is refused")
    void indexTooLargeOrOfTheJdk_isRefused() throws IOException {
        assertTrue(refusedIndex("acme.A23456789\n".repeat(300_000)).contains("index of messages is too large: index="));
        assertTrue(refusedIndex("java.lang.Runtime\n").contains("names a class of the JDK: index="));
        assertTrue(refusedIndex("a".repeat(1025)).contains("line=1 text=aaa"));
    }

    @ParameterizedTest
    @CsvSource({"acme.One,true", "acme.Two,true", "acme.One$Part,true", "acme.OneMore,false", "acme.Three,false"})
    void linesThatAreRight_countHoweverTheyEnd(String name, boolean allowed) throws IOException {
        write("acme.One\r\n\nacme.Two");
        try (Recorder loader = new Recorder(folder)) {
            AllowList list = new AllowList(java.util.List.of(), MessageIndexes.read(loader), java.util.Set.of());

            assertEquals(allowed, list.allows(name));
        }
    }

    private String refusedIndex(String text) throws IOException {
        write(text);
        try (Recorder loader = new Recorder(folder);
                ActorSystem system = system("", loader)) {
            return assertThrows(ExtensionException.class, () -> SerializationExtension.get(system))
                    .getMessage();
        }
    }

    private void write(String index) throws IOException {
        Files.createDirectories(folder.resolve(MessageIndex.PATH).getParent());
        Files.writeString(folder.resolve(MessageIndex.PATH), index);
    }

    private static String refusal(Serialization wire, Object message) {
        return assertThrows(ClassNotAllowedException.class, () -> wire.serialize(message))
                .getMessage();
    }

    private static ActorSystem system(String config, ClassLoader loader) {
        return ActorSystem.create("wire", ConfigFactory.parseString(config), loader);
    }

    static Object make(ClassLoader loader, String name) {
        try {
            return ((Supplier<?>) loader.loadClass(name).getConstructor().newInstance()).get();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name, e);
        }
    }
}
