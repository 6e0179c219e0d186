package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import io.garrick.serialization.ClassTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes messages of one connection's frames, and delivers them. One that cannot be read is an error in the log, and the next one follows (N07). One thread at a time. */
final class MessageReader {

    /** Messages that are read before they are handed on. */
    private static final int MOST_READY = 512;

    private final Association association;
    private final Node node;
    private final Supplier<String> description;
    private final BooleanSupplier over;
    private final List<Text> texts = new ArrayList<>();
    private final ClassTable classes;

    /** Read, and not handed on yet: who receives a row of messages at once is woken once. */
    private final List<Incoming> heads = new ArrayList<>();

    private final List<Object> messages = new ArrayList<>();

    /** How many numbers have come since messages were handed on. */
    private long come;

    /** Of a large lane. */
    @Nullable
    private final Assembly assembly;

    /** @param over whether the connection is not wanted any more; another thread may say so at any time */
    MessageReader(Association association, Hello hello, Supplier<String> description, BooleanSupplier over) {
        this.association = association;
        this.node = association.node();
        this.assembly = hello.kind() == LaneKind.LARGE
                ? new Assembly(hello.first(), node.settings().maxLargeFrame())
                : null;
        this.description = description;
        this.over = over;
        this.classes = node.serialization().newClassTable();
    }

    /** A text of the table, and whom it has been found to mean. */
    private static final class Text {
        private final String text;

        @Nullable
        private ActorRef ref;

        Text(String text) {
            this.text = text;
        }
    }

    /** What stands before the payload. */
    record Incoming(
            @Nullable ActorRef recipient,
            @Nullable ActorPath selected,
            @Nullable ActorRef sender,
            int serializer,
            String manifest,
            @Nullable String context) {}

    /** Takes a frame. How far messages have come with it is said when they are handed on. */
    void read(int type, WireInput input, InboundLane lane) {
        if (assembly != null) {
            readLarge(type, input, assembly);
            handOn(lane);
            lane.advanceTo(assembly.upTo());
        } else if (type == Frames.GAP) {
            come += input.takeCount(Integer.MAX_VALUE);
        } else if (type == Frames.MESSAGE) {
            int flags = input.takeByte();
            if ((flags & MessageWriter.IN_CHUNKS) != 0) {
                throw new MalformedFrameException("message in pieces on a lane for small ones");
            }
            deliver(readHead(flags, input), input.rest());
            come++;
            if (messages.size() == MOST_READY) {
                handOn(lane);
            }
        } else {
            throw new MalformedFrameException("piece on a lane for small messages");
        }
    }

    private void readLarge(int type, WireInput input, Assembly pieces) {
        if (type == Frames.CHUNK) {
            Assembly.Whole whole = pieces.piece(input);
            if (whole != null) {
                deliver(whole.head(), ByteBuffer.wrap(whole.payload()));
            }
            return;
        }
        long number = pieces.takeNew(input);
        if (type == Frames.GAP) {
            pieces.skip(number, input);
            return;
        }
        int flags = input.takeByte();
        Incoming head = readHead(flags, input);
        if ((flags & MessageWriter.IN_CHUNKS) == 0) {
            deliver(head, input.rest());
            pieces.done(number);
        } else {
            pieces.begin(number, head, input);
        }
    }

    // ---------------------------------------------------------------- the head

    private Incoming readHead(int flags, WireInput input) {
        Text to = text(input);
        boolean selects = (flags & MessageWriter.SELECTS) != 0;
        ActorPath selected = selects ? path(to.text) : null;
        ActorRef recipient = selects ? null : ref(to, false);
        ActorRef sender = (flags & MessageWriter.HAS_SENDER) == 0 ? null : ref(text(input), true);
        int serializer = input.takeCount(Integer.MAX_VALUE);
        String manifest = text(input).text;
        String context = (flags & MessageWriter.HAS_FIELDS) == 0 ? null : Fields.takeContext(input);
        return new Incoming(recipient, selected, sender, serializer, manifest, context);
    }

    private Text text(WireInput input) {
        int code = input.takeCount(TextNumbers.MOST + MessageWriter.FIRST_IN_TABLE);
        if (code >= MessageWriter.FIRST_IN_TABLE) {
            int index = code - MessageWriter.FIRST_IN_TABLE;
            if (index >= texts.size()) {
                throw new MalformedFrameException(
                        "number of a text is out of range: number=" + index + " known=" + texts.size());
            }
            return texts.get(index);
        }
        Text text = new Text(input.takeText(Frames.LONGEST_TEXT));
        if (code == MessageWriter.NEW_TEXT) {
            if (texts.size() == TextNumbers.MOST) {
                throw new MalformedFrameException("table of texts is full: most=" + TextNumbers.MOST);
            }
            texts.add(text);
        }
        return text;
    }

    /** A path of this node for a recipient, of the other or any for a sender. */
    private ActorRef ref(Text text, boolean sends) {
        ActorRef known = text.ref;
        if (known == null) {
            ActorPath path = !text.text.startsWith("/")
                    ? parse(text.text)
                    : parse((sends ? association.address() : node.address()) + text.text);
            if (!sends && !path.address().equals(node.address())) {
                throw new MalformedFrameException("recipient is of another node");
            }
            known = node.remote().resolve(path);
            text.ref = mayChange(path, known) ? null : known;
        }
        return known;
    }

    /** Another may have the place tomorrow; and who is deployed here by its parent may be told before it is there. */
    @SuppressWarnings("deprecation") // it is asked of a ref of this node
    private static boolean mayChange(ActorPath path, ActorRef found) {
        return path.uid() == ActorPath.NO_UID || found.isTerminated() && Incarnations.isSilent(found);
    }

    private ActorPath path(String text) {
        return parse(node.address() + text);
    }

    private static ActorPath parse(String text) {
        try {
            return ActorPath.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFrameException("path is malformed: length=" + text.length());
        }
    }

    // ---------------------------------------------------------------- the message

    private void deliver(Incoming head, ByteBuffer payload) {
        Object message;
        try {
            message = node.serialization().deserialize(payload, head.serializer(), head.manifest(), classes);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
            node.wireLog().unreadable(description.get(), failure);
            if (classes.isLost()) {
                throw new MalformedFrameException("table of classes is malformed");
            }
            return;
        }
        if (!node.trust().admits(message)
                || head.selected() != null && !node.trust().admitsSelection(head.selected())) {
            node.wireLog().untrusted(description.get(), message.getClass().getName());
        } else {
            heads.add(head);
            messages.add(message);
        }
    }

    /** Hands on what was read, in order; what is left when the connection is over is as what was not read. */
    void handOn(InboundLane lane) {
        try {
            for (int i = 0; i < messages.size() && !over.getAsBoolean(); i++) {
                Incoming head = heads.get(i);
                if (head.context() == null) {
                    handOn(head, messages.get(i));
                } else {
                    handOn(head, messages.get(i), head.context());
                }
            }
        } finally {
            heads.clear();
            messages.clear();
            lane.advance(come);
            come = 0;
        }
    }

    /** The refs here take it from this thread. */
    private void handOn(Incoming head, Object message, String text) {
        ContextPropagation propagation = node.propagation();
        Object context = propagation == null ? null : propagation.fromText(text);
        if (propagation == null || context == null) {
            handOn(head, message);
            return;
        }
        ContextPropagation.Scope scope = propagation.restore(context);
        try {
            handOn(head, message);
        } finally {
            scope.close();
        }
    }

    private void handOn(Incoming head, Object message) {
        if (head.selected() != null) {
            node.remote().select(head.selected(), message, head.sender());
        } else if (head.recipient() != null) {
            node.remote().deliver(head.recipient(), message, head.sender());
        }
    }
}
