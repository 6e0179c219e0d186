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

    /** How many bytes {@link #write} gives. */
    long size(byte[] message) {
        return (long) message.length + head.length + Output.varIntLength(message.length + 1, true);
    }

    void write(byte[] message, ByteSink sink) {
        int length = message.length + 1; // 0 is none
        Output start = new Output(head.length + Output.varIntLength(length, true));
        start.writeBytes(head);
        start.writeVarInt(length, true);
        sink.begin(start.position() + message.length);
        sink.put(start.getBuffer(), 0, start.position());
        sink.put(message, 0, message.length);
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
