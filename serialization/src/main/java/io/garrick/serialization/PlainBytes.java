package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message that is an array of bytes and nothing else, as Kryo writes it, without one. */
final class PlainBytes {

    /** What stands before the length, the same in all of them. */
    private final byte[] head;

    /** @param empty an empty array, as Kryo writes it: its last byte is the length */
    PlainBytes(byte[] empty) {
        this.head = Arrays.copyOf(empty, empty.length - 1);
    }

    byte[] write(byte[] message) {
        int length = message.length + 1; // 0 is none
        Output output = new Output(head.length + Output.varIntLength(length, true) + message.length);
        output.writeBytes(head);
        output.writeVarInt(length, true);
        output.writeBytes(message);
        return output.getBuffer();
    }

    /** Null where it is another message, or a wrong one, of which Kryo knows what is wrong. */
    byte @Nullable [] read(BoundedInput input) {
        int start = input.position();
        byte[] bytes = input.getBuffer();
        int limit = input.limit();
        if (limit - start <= head.length || !Arrays.equals(bytes, start, start + head.length, head, 0, head.length)) {
            return null;
        }
        input.setPosition(start + head.length);
        if (input.canReadVarInt() && input.readVarInt(true) - 1 == limit - input.position()) {
            return Arrays.copyOfRange(bytes, input.position(), limit);
        }
        input.setPosition(start);
        return null;
    }
}
