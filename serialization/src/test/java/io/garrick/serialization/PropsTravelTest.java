package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.Deploy;
import io.garrick.actor.LocalScope;
import io.garrick.actor.Props;
import io.garrick.supervision.ChildKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PropsTravelTest {

    @Test
    void props_byClassAndArguments_comeBackEqual() {
        Systems.allowed(wire -> {
            Props props = Props.create(Worker.class, "name", 1, 2, 3)
                    .withDispatcher("blocking")
                    .withMailbox("small")
                    .withKind(ChildKind.TRANSIENT);

            assertEquals(props, Systems.roundTrip(wire, props));
            assertEquals(
                    Props.create(RoundTripTest.Idle.class),
                    Systems.roundTrip(wire, Props.create(RoundTripTest.Idle.class)));
        });
    }

    @Test
    @DisplayName("N08: Props of an actor that is not on the list are refused on both sides")
    void n08_propsOfAnUnlistedActor_areRefused_onBothSides() {
        byte[][] bytes = new byte[1][];
        Systems.allowed(wire -> bytes[0] = wire.serialize(Props.create(RoundTripTest.Idle.class)));
        Systems.with("", (system, wire) -> {
            assertThrows(ClassNotAllowedException.class, () -> wire.serialize(Props.create(RoundTripTest.Idle.class)));
            assertThrows(ClassNotAllowedException.class, () -> wire.deserialize(bytes[0], Props.class));
        });
    }

    @Test
    void n07_propsWithWhatIsOfThisProcess_areRefused() {
        Systems.allowed(wire -> {
            Props plain = Props.create(RoundTripTest.Idle.class);

            assertEquals(
                    "props do not travel, they make actors by a function: class=" + RoundTripTest.Idle.class.getName()
                            + " path=Any.value",
                    refusal(wire, Props.create(RoundTripTest.Idle.class, RoundTripTest.Idle::new)));
            assertEquals(
                    "props do not travel, they have a scope: class=" + RoundTripTest.Idle.class.getName()
                            + " path=Any.value",
                    refusal(wire, plain.withDeploy(new Deploy(LocalScope.getInstance()))));
        });
    }

    private static String refusal(Serialization wire, Props props) {
        return assertThrows(SerializationException.class, () -> wire.serialize(new Samples.Any(props)))
                .getMessage();
    }

    /** Takes a variable number of arguments. */
    static final class Worker extends AbstractActor {

        private final String name;

        Worker(String name, int... numbers) {
            this.name = name + numbers.length;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchEquals(name, unused -> {}).build();
        }
    }
}
