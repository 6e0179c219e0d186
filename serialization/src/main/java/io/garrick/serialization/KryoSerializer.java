package io.garrick.serialization;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import io.garrick.actor.ActorRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final int maxSize;
    private final Sessions sessions;
    private final PlainBytes plain;

    KryoSerializer(Supplier<WireKryo> maker, int maxSize) {
        this.maxSize = maxSize;
        this.sessions = new Sessions(() -> new Session(maker.get(), maxSize));
        this.plain = new PlainBytes(toBinary(new byte[0], null, null));
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
        if (message.getClass() != byte[].class) {
            return toBinary(message, null, null);
        }
        Collected collected = new Collected();
        writePlain((byte[]) message, collected);
        return collected.bytes();
    }

    private void writePlain(byte[] message, ByteSink sink) {
        ensureFits(byte[].class, plain.size(message), maxSize);
        plain.write(message, sink);
    }

    /** As {@link WireKryo#stayHere} says, with an image's bytes behind its table. */
    private byte[] toBinary(Object message, @Nullable List<ActorRef> refs, byte @Nullable [] expected) {
        Session session = sessions.take();
        session.kryo().stayHere(refs, expected);
        write(message, session);
        Collected collected = new Collected();
        session.write(collected);
        sessions.giveBack(session);
        return collected.bytes();
    }

    /** Writes a message of a conversation, which has said nothing of it when this fails. */
    void write(Object message, ClassTable table, ByteSink sink) {
        if (message.getClass() == byte[].class) {
            writePlain((byte[]) message, sink);
            return;
        }
        Session session = session(table);
        int known = table.size();
        try {
            session.kryo().classes().use(table.isFull() ? null : table);
            write(message, session);
            session.write(sink);
            session.reset();
        } catch (RuntimeException | Error failure) {
            table.backTo(known);
            table.dropSession();
            throw failure;
        }
    }

    private Session session(ClassTable table) {
        Session kept = table.session();
        if (kept == null) {
            kept = sessions.make();
            table.session(kept);
        }
        return kept;
    }

    private void write(Object message, Session session) {
        WireKryo kryo = session.kryo();
        try {
            kryo.writeClassAndObject(session.output(), message);
            kryo.classes().putTable(session.table());
        } catch (KryoBufferOverflowException e) {
            throw tooLarge(message.getClass(), maxSize, e);
        } catch (SerializationException e) {
            throw e.fieldPath().startsWith("[") ? e.inside(message.getClass().getSimpleName()) : e;
        } catch (RuntimeException e) {
            throw SerializationException.of(
                    "message cannot be written", message.getClass().getName(), e);
        }
        ensureFits(
                message.getClass(),
                (long) session.table().position() + session.output().position(),
                maxSize);
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
        Session session = sessions.take();
        BoundedInput input = new BoundedInput(image, 0, image.length);
        session.kryo().classes().takeTable(input, null);
        sessions.giveBack(session);
        return Arrays.copyOfRange(image, input.position(), image.length);
    }

    private static void ensureFits(Class<?> type, long size, int maxSize) {
        if (size > maxSize) {
            throw tooLarge(type, maxSize, null);
        }
    }

    private static SerializationException tooLarge(Class<?> type, int maxSize, @Nullable RuntimeException cause) {
        return new SerializationException(
                "message is too large: class=" + type.getName() + " limit=" + maxSize
                        + " setting=garrick.serialization.max-size",
                cause);
    }

    @Override
    public Object fromBinary(ByteBuffer source, String manifest) {
        byte[] bytes = Buffers.rest(source);
        return read(new BoundedInput(bytes, 0, bytes.length), (List<ActorRef>) null);
    }

    /** Reads what {@link #toBinary(Object, List)} has written. */
    Object fromBinary(byte[] bytes, List<ActorRef> refs) {
        return read(new BoundedInput(bytes, 0, bytes.length), refs);
    }

    private Object read(BoundedInput input, @Nullable List<ActorRef> refs) {
        byte[] bytes = readPlain(input);
        if (bytes != null) {
            return bytes;
        }
        Session session = sessions.take();
        session.kryo().stayHere(refs, null);
        Object message = read(session, input, null);
        sessions.giveBack(session);
        return message;
    }

    private byte @Nullable [] readPlain(BoundedInput input) {
        int size = input.limit() - input.position();
        byte[] bytes = plain.read(input);
        if (bytes != null) {
            ensureFits(byte[].class, size, maxSize);
        }
        return bytes;
    }

    /** Reads a message of a conversation. What it says about classes is known from then on, even when the message itself cannot be read. */
    Object fromBinary(ByteBuffer source, ClassTable table) {
        BoundedInput input = table.input(source);
        try {
            byte[] plainBytes = readPlain(input);
            return plainBytes != null ? plainBytes : read(input, table);
        } finally {
            table.done(input);
        }
    }

    private Object read(BoundedInput input, ClassTable table) {
        Session session = session(table);
        try {
            Object message = read(session, input, table);
            session.reset();
            return message;
        } catch (RuntimeException | Error failure) {
            table.dropSession();
            throw failure;
        }
    }

    private Object read(Session session, BoundedInput input, @Nullable ClassTable table) {
        try {
            int size = input.limit() - input.position();
            session.kryo().classes().takeTable(input, table);
            if (size > maxSize) {
                throw new SerializationException("message is too large: bytes=" + size + " limit=" + maxSize
                        + " setting=garrick.serialization.max-size");
            }
            Object message = session.kryo().readClassAndObject(input);
            ensureWhole(message, input);
            return message;
        } catch (RuntimeException | StackOverflowError e) { // as by the hash of a map that is in its own keys
            throw SerializationException.of("message cannot be read", "unknown", e);
        }
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
}
