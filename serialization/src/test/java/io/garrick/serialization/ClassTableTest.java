package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.serialization.Samples.Any;
import io.garrick.serialization.Samples.Line;
import io.garrick.serialization.Samples.Point;
import io.garrick.serialization.Samples.Positive;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassTableTest {

    private static final Line LINE = new Line(new Point(1, 2), new Point(3, 4), "a");

    /** Two ends of a connection. */
    private static final class Conversation {
        private final Serialization wire;
        private final ClassTable writes;
        private final ClassTable reads;

        Conversation(Serialization wire) {
            this.wire = wire;
            this.writes = wire.newClassTable();
            this.reads = wire.newClassTable();
        }

        byte[] write(Object message) {
            return wire.serialize(message, wire.findSerializerFor(message), writes);
        }

        Object read(byte[] bytes) {
            return wire.deserialize(ByteBuffer.wrap(bytes), KryoSerializer.IDENTIFIER, "", reads);
        }

        Object travel(Object message) {
            return read(write(message));
        }
    }

    @Test
    void class_describedOnce_isANumberFromThenOn() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            byte[] first = conversation.write(LINE);
            byte[] second = conversation.write(LINE);
            byte[] third = conversation.write(new Any(new Point(5, 6)));

            assertEquals(LINE, conversation.read(first));
            assertEquals(LINE, conversation.read(second));
            assertEquals(new Any(new Point(5, 6)), conversation.read(third));
            assertTrue(second.length < first.length - 80, first.length + " then " + second.length);
            assertEquals(3, conversation.writes.size());
            assertEquals(3, conversation.reads.size());
            assertEquals(first.length, wire.serialize(LINE).length);
        });
    }

    @Test
    void messageThatFails_wasNotInTheConversation() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            conversation.travel(new Point(1, 2));
            Closeable lambda = () -> {};

            assertThrows(
                    SerializationException.class,
                    () -> conversation.write(Arrays.asList(LINE, new Any(1), new Any(lambda))));
            assertEquals(1, conversation.writes.size());
            assertEquals(LINE, conversation.travel(LINE));
            assertEquals(new Any("b"), conversation.travel(new Any("b")));
        });
    }

    @Test
    void messageThatIsNotSent_isTakenBack() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            conversation.travel(new Point(1, 2));
            int size = conversation.writes.size();
            conversation.write(LINE);
            conversation.writes.backTo(size);

            assertEquals(new Any(LINE), conversation.travel(new Any(LINE)));
        });
    }

    @Test
    void messageThatCannotBeRead_tellsOfItsClassesAllTheSame() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            byte[] refused = conversation.write(new Any(new Positive(7)));
            refused[refused.length - 1] = 1; // -1, which its constructor refuses

            assertThrows(SerializationException.class, () -> conversation.read(refused));
            assertFalse(conversation.reads.isLost());
            assertEquals(new Any(new Positive(8)), conversation.travel(new Any(new Positive(8))));
        });
    }

    @Test
    void tableThatIsWrong_endsTheConversation() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            byte[] bytes = conversation.write(LINE);

            assertThrows(SerializationException.class, () -> conversation.read(Arrays.copyOf(bytes, 20)));
            assertTrue(conversation.reads.isLost());
        });
    }

    @Test
    void messageOfAConversation_isReadNowhereElse() {
        Systems.allowed(wire -> {
            byte[] bytes = new Conversation(wire).write(LINE);

            assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Line.class));
        });
    }

    @Test
    void messageOfItsOwn_isReadInAConversation() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            conversation.travel(new Any(1));

            assertEquals(LINE, conversation.read(wire.serialize(LINE)));
            assertEquals(1, conversation.reads.size());
            assertArrayEquals(new byte[] {1, 2}, (byte[]) conversation.travel(new byte[] {1, 2}));
        });
    }

    @Test
    void tableThatIsFull_staysAsItIs() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            conversation.travel(new Point(1, 2));
            conversation.writes.said(ClassTable.MOST_BYTES);

            byte[] line = conversation.write(LINE);
            assertEquals(LINE, conversation.read(line));
            assertEquals(1, conversation.writes.size());
            conversation.reads.endTaking(ClassTable.MOST_BYTES);
            assertThrows(
                    SerializationException.class,
                    () -> conversation.read(new Conversation(wire).write(LINE)),
                    "says more than a table holds");
        });
    }

    @Test
    void manyMessages_fillNoTable() {
        Systems.allowed(wire -> {
            Conversation conversation = new Conversation(wire);
            for (int i = 0; i < 2 * ClassTable.MOST_BYTES; i++) {
                conversation.travel(List.of(i));
            }
            conversation.travel(new Point(1, 2));
            assertEquals(1, conversation.writes.size());
        });
    }
}
