package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import java.util.Objects;
import java.util.Optional;

/**
 * An actor that starts its one child again after a delay, which grows while the child does not last: so that what the child needs has time to recover.
 *
 * <p>What it is told it forwards to the child. While there is none (from the failure, or the end that it has been told of, to the next start) a message is a dead letter
 * ({@code RESTARTED}), or {@linkplain ExtendedBackoffOptions#withReplyWhileStopped answered}. What the child tells it goes to its parent, with the supervisor as sender. Messages that a child has
 * not handled when it ends are dead letters.
 *
 * <pre>{@code
 * Props supervisor = BackoffSupervisor.props(BackoffOpts.onFailure(
 *         Props.create(Bank.class), "bank", Duration.ofSeconds(3), Duration.ofSeconds(30), 0.2));
 * ActorRef bank = system.actorOf(supervisor, "bank-supervisor");
 * }</pre>
 *
 * <p>Origin: names and behaviour as in Akka.
 */
public final class BackoffSupervisor {

    private BackoffSupervisor() {}

    /** A question: who is the child now? Answered with {@link CurrentChild}. */
    public enum GetCurrentChild {
        /** The one there is. */
        INSTANCE
    }

    /** An order: the delays begin anew. Only with {@link ExtendedBackoffOptions#withManualReset}. */
    public enum Reset {
        /** The one there is. */
        INSTANCE
    }

    /** A question: how often was the child started again since the last reset? Answered with {@link RestartCount}. */
    public enum GetRestartCount {
        /** The one there is. */
        INSTANCE
    }

    /**
     * The child.
     *
     * @param ref who it is; empty while it is not there
     */
    public record CurrentChild(Optional<ActorRef> ref) {

        /**
         * Refuses null.
         *
         * @param ref who it is
         */
        public CurrentChild {
            Objects.requireNonNull(ref, "ref");
        }

        /**
         * Who it is.
         *
         * @return as {@link #ref()}
         */
        public Optional<ActorRef> getRef() {
            return ref;
        }
    }

    /**
     * How often the child was started again since the last reset, a start that is waited for included.
     *
     * @param count 0 or more
     */
    public record RestartCount(int count) {}

    /**
     * A supervisor whose child comes back after failures.
     *
     * @param options how
     * @return what to create it with
     */
    public static Props props(BackoffOnFailureOptions options) {
        return props(options.settings);
    }

    /**
     * A supervisor whose child comes back whenever it has stopped.
     *
     * @param options how
     * @return what to create it with
     */
    public static Props props(BackoffOnStopOptions options) {
        return props(options.settings);
    }

    private static Props props(BackoffSettings settings) {
        return Props.create(BackoffActor.class, () -> new BackoffActor(settings));
    }

    /**
     * Asks for the child.
     *
     * @return the message
     */
    public static GetCurrentChild getCurrentChild() {
        return GetCurrentChild.INSTANCE;
    }

    /**
     * Makes the delays begin anew.
     *
     * @return the message
     */
    public static Reset reset() {
        return Reset.INSTANCE;
    }

    /**
     * Asks for the number of restarts.
     *
     * @return the message
     */
    public static GetRestartCount getRestartCount() {
        return GetRestartCount.INSTANCE;
    }
}
