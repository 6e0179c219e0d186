package io.garrick.serialization;

import com.esotericsoftware.kryo.Registration;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one connection have said about classes, in one direction: a class is described by the first message that has a value of it, and is a number from then on.
 * Both ends keep one, and read in the order in which was written. For one thread at a time. The tables of conversations are older than the JVM: RMI's streams have them, and Akka's
 * Artery compresses refs and manifests so.
 *
 * <p>A table that is full, with 4096 classes or 128 KiB of descriptions, stays as it is: messages from then on describe their classes themselves.
 */
public final class ClassTable {

    static final int MOST_CLASSES = 4096;
    static final int MOST_BYTES = 128 << 10;

    private static final byte[] NOTHING = {};

    /** A buffer of a connection is kept with it, a large message is not. */
    private static final int LARGEST_KEPT = 1 << 20;

    /** By whom it is written. */
    private final IdentityHashMap<Class<?>, Integer> numbers = new IdentityHashMap<>();

    private final List<Class<?>> written = new ArrayList<>();

    /** The one asked for last, and its number: messages of one class come in rows. */
    @Nullable
    private Class<?> recent;

    private int numberOfRecent;

    private final List<Description> descriptions = new ArrayList<>();

    /** By whom it is read, as far as they were needed; of the session's Kryo. */
    private final List<@Nullable Registration> found = new ArrayList<>();

    /** Of what was put or taken. */
    private int bytes;

    /** Up to which of them all messages that were written have told. */
    private int said;

    private boolean taking;

    /** Kept for this table alone. */
    @Nullable
    private Session session;

    /** As above, between two messages without one. */
    private final BoundedInput input = new BoundedInput(NOTHING, 0, 0);

    ClassTable() {}

    /**
     * How many classes were described.
     *
     * @return to be given to {@link #backTo}
     */
    public int size() {
        return descriptions.size();
    }

    /**
     * Takes back what messages have said that are not sent, by who writes.
     *
     * @param size what {@link #size} was before them
     */
    public void backTo(int size) {
        while (descriptions.size() > size) {
            descriptions.remove(descriptions.size() - 1);
            numbers.remove(written.remove(written.size() - 1));
        }
        recent = null;
        said = Math.min(said, size);
    }

    boolean isFull() {
        return size() >= MOST_CLASSES || bytes >= MOST_BYTES;
    }

    void clear() {
        taking = false;
        if (descriptions.isEmpty()) {
            return; // most messages have nothing in it, and an empty map clears all its places
        }
        numbers.clear();
        recent = null;
        written.clear();
        descriptions.clear();
        found.clear();
        bytes = 0;
        said = 0;
    }

    // ---------------------------------------------------------------- who writes

    /** Of a class, or -1. */
    int number(Class<?> type) {
        if (type != recent) {
            Integer number = numbers.get(type);
            if (number == null) {
                return -1;
            }
            recent = type;
            numberOfRecent = number;
        }
        return numberOfRecent;
    }

    void add(Class<?> type, Description description) {
        numbers.put(type, size());
        written.add(type);
        descriptions.add(description);
    }

    boolean hasUnsaid() {
        return said < size();
    }

    /** What has not been said yet, and is from now on. */
    List<Description> unsaid() {
        List<Description> news = descriptions.subList(said, size());
        said = size();
        return news;
    }

    /** They took so many bytes. */
    void said(int count) {
        bytes += count;
    }

    // ---------------------------------------------------------------- who reads

    /**
     * Whether a message was wrong where it tells of classes, so that the two ends do not know any more what the other one knows. Nothing that follows can be read then.
     *
     * @return whether the conversation is over
     */
    public boolean isLost() {
        return taking;
    }

    void beginTaking() {
        taking = true;
    }

    void endTaking(int count) {
        bytes += count;
        taking = false;
    }

    void add(Description description) {
        descriptions.add(description);
        found.add(null);
    }

    Description description(int number) {
        return descriptions.get(number);
    }

    @Nullable
    Registration found(int number) {
        return found.get(number);
    }

    void found(int number, Registration registration) {
        found.set(number, registration);
    }

    // ---------------------------------------------------------------- both

    @Nullable
    Session session() {
        return session;
    }

    void session(Session kept) {
        session = kept;
    }

    /** What is in the buffer, which is at its limit then. */
    BoundedInput input(ByteBuffer source) {
        if (source.hasArray()) {
            input.setBuffer(source.array(), source.arrayOffset() + source.position(), source.remaining());
            source.position(source.limit());
        } else {
            input.setBuffer(Buffers.rest(source));
        }
        return input;
    }

    void done(BoundedInput with) {
        if (with.getBuffer().length > LARGEST_KEPT) {
            with.setBuffer(NOTHING);
        }
    }

    /** It has failed: what comes next begins with another one. */
    void dropSession() {
        session = null;
        found.replaceAll(any -> null);
    }
}
