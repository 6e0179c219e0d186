package io.garrick.serialization;

import static io.garrick.serialization.Systems.roundTrip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtensionException;
import io.garrick.actor.Props;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    static final AtomicBoolean INITIALISED = new AtomicBoolean();

    @Test
    @DisplayName("N08: a class that nobody has let travel is refused at the sender, with the line to paste")
    void n08_unlistedClass_isRefusedAtTheSender_withTheLineToPaste() {
        Systems.with("", (system, wire) -> {
            String message = assertThrows(ClassNotAllowedException.class, () -> wire.serialize(new Samples.Point(1, 2)))
                    .getMessage();

            assertEquals(
                    "class is not allowed on the wire: class=io.garrick.serialization.Samples$Point add"
                            + " \"io.garrick.serialization.*\" to garrick.serialization.allow on both nodes",
                    message);
        });
    }

    @Test
    void n07_refusalInsideAMessage_namesTheFieldPath() {
        Systems.with(
                "garrick.serialization.allow = [\"io.garrick.serialization.Samples$Order\", "
                        + "\"io.garrick.serialization.Samples$Any\"]",
                (system, wire) -> {
                    Samples.Any message = new Samples.Any(
                            new Samples.Order("o", List.of(new Samples.Point(1, 2)), java.util.Map.of(), null));

                    ClassNotAllowedException refusal =
                            assertThrows(ClassNotAllowedException.class, () -> wire.serialize(message));

                    assertEquals("Any.value.items[0]", refusal.fieldPath());
                    assertEquals(Samples.Point.class.getName(), refusal.className());
                });
    }

    @Test
    @DisplayName("N08: packages of actors that the system made may travel, unless told otherwise")
    void n08_packagesOfOwnActors_mayTravel_unlessToldOtherwise() {
        Samples.Point point = new Samples.Point(1, 2);
        Systems.with("", (system, wire) -> {
            system.actorOf(Props.create(RoundTripTest.Idle.class));
            assertEquals(point, roundTrip(wire, point));
        });
        Systems.with("garrick.serialization.default-allow = none", (system, wire) -> {
            system.actorOf(Props.create(RoundTripTest.Idle.class));
            assertThrows(ClassNotAllowedException.class, () -> wire.serialize(point));
        });
    }

    @Test
    @DisplayName("N08: a class that the program names travels with what is nested in it")
    void n08_registeredClass_mayTravel_withWhatIsNested() {
        Systems.with("", (system, wire) -> {
            wire.allow(Samples.class);

            assertEquals(new Samples.Point(1, 2), roundTrip(wire, new Samples.Point(1, 2)));
        });
    }

    @Test
    @DisplayName("N08: a class in the bytes that is not on the list is neither loaded nor initialised")
    void n08_foreignClassInTheBytes_isNeitherLoadedNorInitialised() {
        byte[][] bytes = new byte[1][];
        Systems.with("", (system, wire) -> {
            wire.allow(Samples.class, Trap.class);
            bytes[0] = wire.serialize(new Samples.Any(new Trap[0]));
        });
        INITIALISED.set(false);
        Recorder loader = new Recorder();
        try (ActorSystem system = ActorSystem.create("other", ConfigFactory.empty(), loader)) {
            Serialization wire = SerializationExtension.get(system);
            wire.allow(Samples.class);

            assertThrows(ClassNotAllowedException.class, () -> wire.deserialize(bytes[0], Object.class));
        }
        assertFalse(loader.asked(Trap.class.getName()));
        assertTrue(loader.asked(Samples.Any.class.getName()), "the recorder records");
        assertFalse(INITIALISED.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ".*", "java.*", "java.util.*", "com.*.acme", "java.lang.Runtime", ""})
    void pattern_thatIsTooWide_isRefused(String pattern) {
        try (ActorSystem system = ActorSystem.create(
                "wide", ConfigFactory.parseString("garrick.serialization.allow = [\"" + pattern + "\"]"))) {
            String message = assertThrows(ExtensionException.class, () -> SerializationExtension.get(system))
                    .getMessage();

            assertTrue(message.contains("pattern=" + pattern), message);
        }
    }

    @Test
    @DisplayName(
            "N08: a pattern means a package and those below it, a name what is nested in it, and nothing means the JDK")
    void pattern_meansThePackageAndThoseBelow() {
        AllowList list = new AllowList(List.of("com.acme.*", "org.x.One"), Set.of("net.y.Two"), Set.of("here"));

        assertTrue(list.allows("com.acme.Bid"));
        assertTrue(list.allows("com.acme.deep.Bid"));
        assertFalse(list.allows("com.acmeevil.Bid"));
        assertTrue(list.allows("org.x.One$Part"));
        assertFalse(list.allows("org.x.OneMore"));
        assertTrue(list.allows("net.y.Two$Part"));
        assertTrue(list.allows("here.A$B"));
        assertFalse(list.allows("here.below.A"));
        assertFalse(list.allows("java.lang.Runtime"));
    }

    @Test
    void lambdasActorsAndInnerClasses_doNotTravel() {
        Systems.allowed(wire -> {
            Runnable lambda = () -> {};
            SerializationException refusal =
                    assertThrows(SerializationException.class, () -> wire.serialize(new Samples.Any(lambda)));
            assertTrue(refusal.getMessage().startsWith("lambda does not travel: class="), refusal.getMessage());
            assertEquals("Any.value", refusal.fieldPath());

            assertTrue(assertThrows(SerializationException.class, () -> wire.serialize(Samples.inner()))
                    .getMessage()
                    .startsWith("class takes its surroundings along"));
            assertThrows(ClassNotAllowedException.class, () -> wire.serialize(new Thread()));
        });
    }

    /** Whoever initialises it is seen. */
    static final class Trap {
        static {
            INITIALISED.set(true);
        }
    }
}
