package io.garrick.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Texts that should be an address, a path, a selection: they are read and written alike, or refused as malformed. */
class PathFuzzTest {

    @Nullable
    private static ActorSystem system;

    @BeforeAll
    static void start() {
        system = ActorSystem.create("fuzz");
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @DictionaryEntries({
        "garrick://",
        "akka.tcp://",
        "@[::1]:",
        ":65535",
        "/user/",
        "/../",
        "#18446744073709551615",
        "Actor["
    })
    @FuzzTest
    void text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        address(text);
        path(text);
        selection(text);
    }

    private static void address(String text) {
        Address address = readOrRefused(
                text, AddressFromURIString::parse, "address is malformed: address=", "port is out of range: port=");
        if (address != null) {
            ensureSame(text, address, AddressFromURIString.parse(address.toString()));
        }
    }

    private static void path(String text) {
        ActorPath path = readOrRefused(
                text, ActorPath::fromString, "actor path is malformed: path=", "port is out of range: port=");
        if (path == null) {
            return;
        }
        ActorPath again = ActorPath.fromString(path.toSerializationFormat());
        ensureSame(text, path, again);
        ensureSame(text, path.uid(), again.uid());
        ensureSame(text, path, ActorPath.fromString(path.toString()));
        ensureSame(text, path, path.root().descendant(path.elements()));
        ensureSame(text, 0, path.compareTo(again));
        ensureSame(text, path.hashCode(), again.hashCode());
        path(path.parent());
    }

    private static void path(ActorPath parent) {
        ensureSame(parent, parent, ActorPath.fromString(parent.toSerializationFormat()));
    }

    /** Every text is a selection; one that names nobody is told to nobody. */
    private static void selection(String text) {
        ActorSystem here = system;
        if (here == null) {
            throw new IllegalStateException("system has not been started");
        }
        ActorSelection selection = here.actorSelection(text);
        ensureSame(text, selection, here.actorSelection(selection.toSerializationFormat()));
        selection.tell(text, null);
    }

    @Nullable
    private static <T> T readOrRefused(String text, Function<String, T> reader, String... refusals) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            for (String refusal : refusals) {
                if (refused.getClass() == IllegalArgumentException.class && message.startsWith(refusal)) {
                    return null;
                }
            }
            throw new AssertionError("refused in another way than is documented: text=" + text, refused);
        }
    }

    private static void ensureSame(Object text, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(
                    "read, written and read again is another: text=" + text + " first=" + expected + " again=" + found);
        }
    }
}
