package io.garrick.dispatch;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * Gives each message of a mailbox its priority. It is asked once about each message, in the thread of the sender or of the actor, so it should
 * be quick and use nothing that may change; it is asked about what the runtime sends too: {@code PoisonPill}, {@code Terminated}, ticks of timers.
 *
 * <p>If it throws, the message is handled last, and the first of such failures is logged.
 */
public abstract class PriorityGenerator implements Comparator<Envelope> {

    /** For subclasses. */
    protected PriorityGenerator() {}

    /**
     * The priority of a message.
     *
     * @param message what was sent
     * @return a number; the lowest is handled first
     */
    public abstract int gen(Object message);

    /**
     * A generator from a function.
     *
     * @param priority as {@link #gen}
     * @return a generator
     */
    public static PriorityGenerator of(ToIntFunction<Object> priority) {
        Objects.requireNonNull(priority, "priority");
        return new PriorityGenerator() {
            @Override
            public int gen(Object message) {
                return priority.applyAsInt(message);
            }
        };
    }

    /** Orders by the priorities of the messages. */
    @Override
    public final int compare(Envelope one, Envelope other) {
        return Integer.compare(gen(one.message()), gen(other.message()));
    }
}
