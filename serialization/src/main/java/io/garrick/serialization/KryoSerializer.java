package io.garrick.serialization;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import io.garrick.actor.ActorRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The serializer of what has no other. A Kryo is used by one thread at a time, and dropped after a failure. */
final class KryoSerializer implements Serializer {

    static {
        // Kryo asks once, when it is loaded; with Unsafe a JDK warns, and a later one refuses.
        if (System.getProperty("kryo.unsafe") == null) {
            System.setProperty("kryo.unsafe", "false");
        }
    }

    static final int IDENTIFIER = 1;
    private static final int FIRST_BUFFER = 1024;
    private static final int LARGEST_KEPT = 1 << 16;

    private final Supplier<WireKryo> maker;
    private final int maxSize;
    private final Queue<WireKryo> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Output> outputs = new ConcurrentLinkedQueue<>();

    KryoSerializer(Supplier<WireKryo> maker, int maxSize) {
        this.maker = maker;
        this.maxSize = maxSize;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return "";
    }

    @Override
    public byte[] toBinary(Object message) {
        return toBinary(message, null, null);
    }

    /** As {@link WireKryo#stayHere} says, with an image's bytes behind its table. */
    private byte[] toBinary(Object message, @Nullable List<ActorRef> refs, byte @Nullable [] expected) {
        Output table = output();
        Output output = output();
        WireKryo kryo = kryo();
        kryo.stayHere(refs, expected);
        try {
            kryo.writeClassAndObject(output, message);
            kryo.classes().putTable(table);
            ensureFits(message, (long) table.position() + output.position());
        } catch (KryoBufferOverflowException e) {
            throw tooLarge(message, e);
        } catch (SerializationException e) {
            throw e.fieldPath().startsWith("[") ? e.inside(message.getClass().getSimpleName()) : e;
        } catch (RuntimeException e) {
            throw SerializationException.of(
                    "message cannot be written", message.getClass().getName(), e);
        }
        kryo.reset();
        kryo.stayHere(null, null);
        idle.offer(kryo);
        byte[] bytes = new byte[table.position() + output.position()];
        System.arraycopy(table.getBuffer(), 0, bytes, 0, table.position());
        System.arraycopy(output.getBuffer(), 0, bytes, table.position(), output.position());
        keep(table);
        keep(output);
        return bytes;
    }

    /** Writes a message that stays in this system: its refs are put into the list. */
    byte[] toBinary(Object message, List<ActorRef> refs) {
        return toBinary(message, refs, null);
    }

    /** What of a message is not as an image of it says; null where no field is known that differs. */
    @Nullable
    String firstChange(Object message, byte[] image) {
        try {
            toBinary(message, new ArrayList<>(), body(image));
            return null;
        } catch (SerializationException change) {
            return String.valueOf(change.getMessage());
        }
    }

    private byte[] body(byte[] image) {
        WireKryo kryo = kryo();
        BoundedInput input = new BoundedInput(image, 0, image.length);
        kryo.classes().takeTable(input);
        kryo.reset();
        idle.offer(kryo);
        return Arrays.copyOfRange(image, input.position(), image.length);
    }

    private void ensureFits(Object message, long size) {
        if (size > maxSize) {
            throw tooLarge(message, null);
        }
    }

    private SerializationException tooLarge(Object message, @Nullable RuntimeException cause) {
        return new SerializationException(
                "message is too large: class=" + message.getClass().getName() + " limit=" + maxSize
                        + " setting=garrick.serialization.max-size",
                cause);
    }

    private Output output() {
        Output output = outputs.poll();
        if (output == null) {
            return new Output(Math.min(FIRST_BUFFER, maxSize), maxSize);
        }
        output.reset();
        return output;
    }

    private void keep(Output output) {
        if (output.getBuffer().length <= LARGEST_KEPT) {
            outputs.offer(output);
        }
    }

    @Override
    public Object fromBinary(ByteBuffer source, String manifest) {
        int count = source.remaining();
        if (count > maxSize) {
            throw new SerializationException("message is too large: bytes=" + count + " limit=" + maxSize
                    + " setting=garrick.serialization.max-size");
        }
        if (!source.hasArray()) {
            byte[] bytes = Buffers.rest(source);
            return read(new BoundedInput(bytes, 0, bytes.length), null);
        }
        int start = source.arrayOffset() + source.position();
        source.position(source.limit());
        return read(new BoundedInput(source.array(), start, start + count), null);
    }

    /** Reads what {@link #toBinary(Object, List)} has written. */
    Object fromBinary(byte[] bytes, List<ActorRef> refs) {
        return read(new BoundedInput(bytes, 0, bytes.length), refs);
    }

    private Object read(BoundedInput input, @Nullable List<ActorRef> refs) {
        WireKryo kryo = kryo();
        kryo.stayHere(refs, null);
        Object message;
        try {
            kryo.classes().takeTable(input);
            message = kryo.readClassAndObject(input);
        } catch (RuntimeException | StackOverflowError e) { // as by the hash of a map that is in its own keys
            throw SerializationException.of("message cannot be read", "unknown", e);
        }
        kryo.reset();
        kryo.stayHere(null, null);
        idle.offer(kryo);
        ensureWhole(message, input);
        return message;
    }

    private static void ensureWhole(@Nullable Object message, BoundedInput input) {
        if (message == null) {
            throw new SerializationException("message is null: position=" + input.position());
        }
        if (input.position() != input.limit()) {
            throw new SerializationException("bytes are left behind the message: class="
                    + message.getClass().getName() + " left=" + (input.limit() - input.position()));
        }
    }

    private WireKryo kryo() {
        WireKryo kryo = idle.poll();
        return kryo == null ? maker.get() : kryo;
    }
}
