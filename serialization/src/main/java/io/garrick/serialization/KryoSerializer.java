package io.garrick.serialization;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
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
        Output output = outputs.poll();
        if (output == null) {
            output = new Output(Math.min(FIRST_BUFFER, maxSize), maxSize);
        }
        output.reset();
        WireKryo kryo = kryo();
        try {
            kryo.writeClassAndObject(output, message);
        } catch (KryoBufferOverflowException e) {
            throw new SerializationException(
                    "message is too large: class=" + message.getClass().getName() + " limit=" + maxSize
                            + " setting=garrick.serialization.max-size",
                    e);
        } catch (SerializationException e) {
            throw e.fieldPath().startsWith("[") ? e.inside(message.getClass().getSimpleName()) : e;
        } catch (RuntimeException e) {
            throw SerializationException.of(
                    "message cannot be written", message.getClass().getName(), e);
        }
        byte[] bytes = output.toBytes();
        idle.offer(kryo);
        if (output.getBuffer().length <= LARGEST_KEPT) {
            outputs.offer(output);
        }
        return bytes;
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
            return read(new BoundedInput(bytes, 0, bytes.length));
        }
        int start = source.arrayOffset() + source.position();
        source.position(source.limit());
        return read(new BoundedInput(source.array(), start, start + count));
    }

    private Object read(BoundedInput input) {
        WireKryo kryo = kryo();
        Object message;
        try {
            message = kryo.readClassAndObject(input);
        } catch (RuntimeException | StackOverflowError e) { // as by the hash of a map that is in its own keys
            throw SerializationException.of("message cannot be read", "unknown", e);
        }
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
