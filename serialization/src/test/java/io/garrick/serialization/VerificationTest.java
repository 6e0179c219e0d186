package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTest {

    record Good(Samples.Order order, List<? extends Samples.Point> points, int[][] numbers, Tree tree) {}

    record Tree(Tree left, Tree right, Map<String, Tree> others) {}

    record Deep(Good good, Holder holder) {}

    record Holder(Map<String, List<Thread>> threads) {}

    sealed interface Shape permits Circle, Worker {}

    record Circle(double radius) implements Shape {}

    record Worker(ThreadLocal<String> local) implements Shape {}

    record Drawing(Shape[] shapes) {}

    record Moving(int value) {
        Moving {
            value++;
        }
    }

    @Test
    void n07_whatTravels_isFineBeforeAnythingIsSent() {
        Systems.allowed(wire -> assertDoesNotThrow(() -> wire.verify(
                Good.class, Samples.Bean.class, Samples.Employee.class, Samples.Positive.class, String.class)));
    }

    @Test
    void n07_whatWillNotTravel_isNamedByItsFieldPath() {
        Systems.allowed(wire -> {
            assertEquals("Deep.holder.threads[][]", refusal(wire, Deep.class).fieldPath());
            assertEquals("Drawing.shapes[].local", refusal(wire, Drawing.class).fieldPath());
            assertTrue(refusal(wire, Samples.Inner.class).getMessage().startsWith("class takes its surroundings"));
        });
        Systems.with("", (system, wire) -> {
            wire.allow(Samples.Line.class);
            assertEquals("Line.from", refusal(wire, Samples.Line.class).fieldPath());
        });
    }

    @Test
    void messageThatComesBackAsAnother_isNamed() {
        Systems.allowed(wire -> assertTrue(
                refusal(wire, Moving.class).getMessage().startsWith("message comes back as another one: class=")));
    }

    private static SerializationException refusal(Serialization wire, Class<?> type) {
        return assertThrows(SerializationException.class, () -> wire.verify(type));
    }
}
