package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter.Reason;
import io.garrick.serialization.ClassTable;
import io.garrick.serialization.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of messages for one connection: paths and manifests are written once, and are numbers from then on. What cannot be written is a gap in the numbering and a dead
 * letter here (N07). For one thread at a time.
 */
final class MessageWriter {

    static final int MOST_TEXTS = 4096;
    static final int CHUNK_BYTES = 48 << 10;

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
    private final boolean mayCut;
    private final Map<Object, Integer> texts = new HashMap<>();
    private final ClassTable classes;

    /** A message that is being sent in pieces. */
    private byte @Nullable [] rest;

    private int restFrom;

    MessageWriter(Association association, WireOutput output, LaneKind kind) {
        this.association = association;
        this.node = association.node();
        this.output = output;
        this.mayCut = kind == LaneKind.LARGE;
        this.classes = node.serialization().newClassTable();
        this.limit = mayCut ? node.settings().maxLargeFrame() : node.settings().maxFrame();
    }

    /** Writes a message, or as much of it as is to be sent at a time; {@link #writeRest} writes the others. */
    void write(Outgoing outgoing) {
        Object message = outgoing.message();
        int before = output.size();
        int known = texts.size();
        int knownClasses = classes.size();
        try {
            Serializer serializer = node.serialization().findSerializerFor(message);
            byte[] payload = bytes(message, serializer);
            if (payload.length > limit) {
                throw new MessageTooLargeException(message.getClass(), payload.length, limit, mayCut);
            }
            write(outgoing, serializer, serializer.manifest(message), payload);
        } catch (RuntimeException
                | Error failure) { // a serializer may be anybody's, and others' messages wait behind it
            output.backTo(before);
            texts.values().removeIf(number -> number >= known + FIRST_IN_TABLE); // the other node will not know them
            classes.backTo(knownClasses);
            output.begin(Frames.GAP).putNumber(1).end();
            node.wireLog().unserializable(message, association.recipient(outgoing), failure);
            association.undelivered(outgoing, Reason.SERIALIZATION);
        }
    }

    /** Messages that are read in another order than they were written describe their classes themselves. */
    private byte[] bytes(Object message, Serializer serializer) {
        return mayCut ? serializer.toBinary(message) : node.serialization().serialize(message, serializer, classes);
    }

    private void write(Outgoing outgoing, Serializer serializer, String manifest, byte[] payload) {
        boolean cut = mayCut && payload.length > CHUNK_BYTES;
        ActorRef sender = outgoing.sender();
        int flags =
                (sender == null ? 0 : HAS_SENDER) | (outgoing.selected() == null ? 0 : SELECTS) | (cut ? IN_CHUNKS : 0);
        output.begin(Frames.MESSAGE).putByte(flags);
        putRecipient(outgoing);
        if (sender != null) {
            putSender(sender);
        }
        output.putNumber(serializer.identifier());
        putText(manifest, manifest, true);
        if (cut) {
            output.putNumber(payload.length).end();
            rest = payload;
            restFrom = 0;
        } else {
            output.putBytes(payload, 0, payload.length).end();
        }
    }

    /** Writes a further piece; false when there is none. */
    boolean writeRest() {
        byte[] payload = rest;
        if (payload == null) {
            return false;
        }
        int length = Math.min(CHUNK_BYTES, payload.length - restFrom);
        output.begin(Frames.CHUNK).putBytes(payload, restFrom, length).end();
        restFrom += length;
        if (restFrom == payload.length) {
            rest = null;
        }
        return true;
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
        Integer known = texts.get(key);
        if (known == null) {
            return false;
        }
        output.putNumber(known);
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
        boolean enters = lasting && texts.size() < MOST_TEXTS;
        output.putNumber(enters ? NEW_TEXT : TEXT_OUT_OF_TABLE)
                .putNumber(utf8.length)
                .putBytes(utf8, 0, utf8.length);
        if (enters) {
            texts.put(key, texts.size() + FIRST_IN_TABLE);
        }
    }
}
