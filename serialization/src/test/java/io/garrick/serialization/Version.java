package io.garrick.serialization;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Classes of package {@code acme} as one node has them, and how that one makes a message. */
record Version(String expression, List<String> sources) {

    static Version of(String expression, String... sources) {
        return new Version(expression, List.of(sources));
    }

    /** What comes of them in a system whose class loader has them. */
    <T> T in(Path folder, Function<Side, T> use) {
        return inAllowing("[\"acme.*\"]", folder, use);
    }

    <T> T inAllowing(String allow, Path folder, Function<Side, T> use) {
        List<String> all = new ArrayList<>(sources);
        all.add("public class Make implements java.util.function.Supplier<Object> { public Object get() { return "
                + expression + "; } }");
        try {
            Path own = Files.createTempDirectory(Files.createDirectories(folder), "version");
            Javac.compileWithoutProcessor(own, all.toArray(new String[0]));
            try (Recorder loader = new Recorder(own);
                    ActorSystem system = ActorSystem.create(
                            "wire", ConfigFactory.parseString("garrick.serialization.allow = " + allow), loader)) {
                return use.apply(new Side(loader, SerializationExtension.get(system)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node. */
    record Side(Recorder loader, Serialization wire) {

        Object make() {
            return MessageTest.make(loader, "acme.Make");
        }

        byte[] write() {
            return wire.serialize(make());
        }

        Object read(byte[] bytes) {
            return wire.deserialize(bytes, Object.class);
        }
    }
}
