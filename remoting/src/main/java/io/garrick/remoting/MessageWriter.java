package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter.Reason;
import io.garrick.serialization.ByteSink;
import io.garrick.serialization.ClassTable;
import io.garrick.serialization.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of messages for one connection: paths and manifests are written once, and are numbers from then on. What cannot be written is a gap in the numbering and a dead
 * letter here (N07). For one thread at a time.
 */
final class MessageWriter {

    static final int CHUNK_BYTES = 48 << 10;

    /** Instead of a payload. */
    static final byte[] NO_PLACE = {};

    static final int HAS_SENDER = 1;
    static final int SELECTS = 2;
    static final int HAS_FIELDS = 4;
    static final int IN_CHUNKS = 8;

    static final int NEW_TEXT = 0;
    static final int TEXT_OUT_OF_TABLE = 1;
    static final int FIRST_IN_TABLE = 2;

    private final Association association;
    private final Node node;
    private final WireOutput output;
    private final int limit;
    private final boolean isLarge;
    private final TextNumbers texts = new TextNumbers();
    private final ClassTable classes;
    private final Payload payload = new Payload();

    MessageWriter(Association association, WireOutput output, LaneKind kind) {
        this.association = association;
        this.node = association.node();
        this.output = output;
        this.isLarge = kind == LaneKind.LARGE;
        this.limit = isLarge ? node.settings().maxLargeFrame() : node.settings().maxFrame();
        this.classes = node.serialization().newClassTable();
    }

    /** Writes a message of a lane for small ones, its payload behind its head at once. */
    void write(Outgoing outgoing) {
        Object message = outgoing.message();
        int before = output.size();
        int known = texts.size();
        int knownClasses = classes.size();
        try {
            Serializer serializer = node.serialization().findSerializerFor(message);
            putHead(0, outgoing, serializer, serializer.manifest(message), false);
            payload.message = message;
            node.serialization().serialize(message, serializer, classes, payload);
            output.end();
        } catch (RuntimeException
                | Error failure) { // a serializer may be anybody's, and others' messages wait behind it
            takeBack(before, known, knownClasses);
            failed(0, outgoing, failure);
        } finally {
            payload.message = null;
        }
    }

    private void takeBack(int before, int known, int knownClasses) {
        output.backTo(before);
        texts.backTo(known); // the other node will not know them
        classes.backTo(knownClasses);
    }

    private void failed(long number, Outgoing outgoing, Throwable failure) {
        gap(number, 1);
        node.wireLog().unserializable(outgoing.message(), association.recipient(outgoing), failure);
        association.undelivered(outgoing, Reason.SERIALIZATION);
    }

    /** Into the frame that was begun. */
    private final class Payload implements ByteSink {

        @Nullable
        private Object message;

        @Override
        public void begin(int length) {
            ensureFits(Objects.requireNonNull(message), length);
        }

        @Override
        public void put(byte[] bytes, int from, int length) {
            output.putBytes(bytes, from, length);
        }
    }

    private void ensureFits(Object message, int length) {
        if (length > limit) {
            throw new MessageTooLargeException(message.getClass(), length, limit, isLarge);
        }
    }

    /**
     * Writes a message of a large lane, or its head alone.
     *
     * @param hasPlace whether another one in pieces may be begun
     * @return what is to be sent in pieces; {@link #NO_PLACE} when that could not be begun; null when the message is done with
     */
    byte @Nullable [] writeLarge(long number, Outgoing outgoing, boolean hasPlace) {
        Object message = outgoing.message();
        int before = output.size();
        int known = texts.size();
        int knownClasses = classes.size();
        try {
            Serializer serializer = node.serialization().findSerializerFor(message);
            // Messages that are read in another order than they were written describe their classes themselves.
            byte[] bytes = serializer.toBinary(message);
            ensureFits(message, bytes.length);
            boolean cut = bytes.length > CHUNK_BYTES;
            if (cut && !hasPlace) {
                return NO_PLACE;
            }
            putHead(number, outgoing, serializer, serializer.manifest(message), cut);
            if (cut) {
                output.putNumber(bytes.length).end();
                return bytes;
            }
            output.putBytes(bytes, 0, bytes.length).end();
            return null;
        } catch (RuntimeException | Error failure) { // as above
            takeBack(before, known, knownClasses);
            failed(number, outgoing, failure);
            return null;
        }
    }

    private void putHead(long number, Outgoing outgoing, Serializer serializer, String manifest, boolean cut) {
        ActorRef sender = outgoing.sender();
        byte[] context = outgoing.context() == null ? null : context(outgoing.context());
        int flags =
                (sender == null ? 0 : HAS_SENDER) | (outgoing.selected() == null ? 0 : SELECTS) | (cut ? IN_CHUNKS : 0);
        if (context != null) {
            flags |= HAS_FIELDS;
        }
        begin(Frames.MESSAGE, number).putByte(flags);
        putRecipient(outgoing);
        if (sender != null) {
            putSender(sender);
        }
        output.putNumber(serializer.identifier());
        putText(manifest, manifest, true);
        if (context != null) {
            Fields.putContext(output, context);
        }
    }

    private byte @Nullable [] context(Object captured) {
        ContextPropagation propagation = node.propagation();
        String text = propagation == null ? null : propagation.toText(captured);
        return text == null ? null : Fields.context(text);
    }

    /** So many messages will not come. */
    void gap(long number, long count) {
        begin(Frames.GAP, number).putNumber(count).end();
    }

    void piece(long number, byte[] payload, int from, int length) {
        begin(Frames.CHUNK, number).putBytes(payload, from, length).end();
    }

    /** On a large lane messages come in another order than that of their numbers. */
    private WireOutput begin(int type, long number) {
        output.begin(type);
        return isLarge ? output.putNumber(number) : output;
    }

    // ---------------------------------------------------------------- paths

    private void putRecipient(Outgoing outgoing) {
        ActorPath selected = outgoing.selected();
        if (selected != null) {
            putText(selected, withoutAddress(selected), false);
            return;
        }
        ActorRef recipient = association.recipient(outgoing);
        if (!putKnown(recipient)) {
            putText(recipient, withoutAddress(recipient.path()), isLasting(recipient.path()));
        }
    }

    private void putSender(ActorRef sender) {
        if (putKnown(sender)) {
            return;
        }
        ActorPath path = node.remote().export(sender);
        Address here = node.address();
        String text = path.address().equals(here) ? withoutAddress(path) : path.toSerializationFormat();
        putText(sender, text, isLasting(path));
    }

    /** Who waits for one answer is not met again. */
    private static boolean isLasting(ActorPath path) {
        return path.elements().isEmpty() || !path.elements().get(0).equals("temp");
    }

    private static String withoutAddress(ActorPath path) {
        String names = path.toStringWithoutAddress();
        return path.uid() == ActorPath.NO_UID ? names : names + "#" + Long.toUnsignedString(path.uid());
    }

    private boolean putKnown(Object key) {
        int known = texts.of(key);
        if (known < 0) {
            return false;
        }
        output.putNumber(known + FIRST_IN_TABLE);
        return true;
    }

    private void putText(Object key, String text, boolean lasting) {
        if (lasting && putKnown(key)) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > Frames.LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "path or manifest is too long: bytes=" + utf8.length + " limit=" + Frames.LONGEST_TEXT);
        }
        boolean enters = lasting && !texts.isFull();
        output.putNumber(enters ? NEW_TEXT : TEXT_OUT_OF_TABLE)
                .putNumber(utf8.length)
                .putBytes(utf8, 0, utf8.length);
        if (enters) {
            texts.enter(key);
        }
    }
}
