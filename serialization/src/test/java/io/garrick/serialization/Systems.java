package io.garrick.serialization;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Systems with a configuration, for the length of a test. */
final class Systems {

    private Systems() {}

    static void with(String config, BiConsumer<ActorSystem, Serialization> test) {
        try (ActorSystem system = ActorSystem.create("wire", ConfigFactory.parseString(config))) {
            test.accept(system, SerializationExtension.get(system));
        }
    }

    /** The messages of these tests may travel. */
    static void allowed(Consumer<Serialization> test) {
        with("garrick.serialization.allow = [\"io.garrick.serialization.*\"]", (system, wire) -> test.accept(wire));
    }

    static Object roundTrip(Serialization wire, Object message) {
        return wire.deserialize(wire.serialize(message), Object.class);
    }
}
