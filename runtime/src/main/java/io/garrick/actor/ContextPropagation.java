package io.garrick.actor;

import org.jspecify.annotations.Nullable;

/**
 * Makes what a thread knows beside its arguments go where the messages go (Q11): the logging backend's MDC, a trace, a tenant, a locale. One per
 * system, installed by {@link SystemSettings#withContextPropagation}; several join by {@link #and}. Without one, messages carry nothing.
 *
 * <p>Captured, in the thread of who acts, and restored, around what follows from it:
 *
 * <table>
 * <caption>Where a context goes</caption>
 * <tr><th>captured by</th><th>restored around</th></tr>
 * <tr><td>{@code tell}, {@code forward}, a selection's, an event published</td><td>the handling of that message</td></tr>
 * <tr><td>{@code ask}</td><td>the handling of the question; what is registered with the future before the answer comes and runs on the asking
 *     system's dispatcher</td></tr>
 * <tr><td>{@code pipe(…).to(ref)}</td><td>the sending of the result, hence its handling</td></tr>
 * <tr><td>the start of an actor's timer</td><td>the handling of each of its ticks</td></tr>
 * <tr><td>a call of the {@link Scheduler}</td><td>the task; the sending of the message, hence its handling</td></tr>
 * <tr><td>the message that was stashed</td><td>its handling when it is put back</td></tr>
 * <tr><td>the message whose handling failed</td><td>{@code preRestart}, and the supervisor's decision with its log line</td></tr>
 * </table>
 *
 * <p>Not carried: notices of the runtime that answer nothing in particular, such as {@link Terminated} and {@link ReceiveTimeout}.
 *
 * <p>Called on every thread that sends or handles messages, by several at once, for every message: it must be fast and must not block. What it throws
 * is logged, a few lines in ten seconds, and the message goes on without a context: neither {@code tell} nor the handler sees it.
 *
 * <p>Origin: the scopes of OpenTelemetry's {@code Context} and of Micrometer's context propagation; their adapters for actors instrument the byte code, this
 * is an interface.
 */
public interface ContextPropagation {

    /**
     * Takes what is to travel from the calling thread.
     *
     * @return anything immutable, handed to {@link #restore} later, perhaps several times and in another order; {@code null} when there is nothing, then the
     *     message carries nothing and {@link #restore} is not called for it
     */
    @Nullable
    Object capture();

    /**
     * Makes what was captured the context of the calling thread.
     *
     * @param captured what {@link #capture} gave, perhaps on another thread
     * @return closed on the same thread when the handler has returned or thrown; must bring back what the thread had before. Scopes nest
     */
    Scope restore(Object captured);

    /**
     * The form in which a context goes to another node, with the message that carries it. By default none: what was captured stays here.
     *
     * @param captured what {@link #capture} gave, perhaps on another thread
     * @return such as a W3C {@code traceparent}, 2,048 bytes of UTF-8 at most, else the message goes without; {@code null} when it does not travel
     */
    default @Nullable String toText(Object captured) {
        return null;
    }

    /**
     * What another node's {@link #toText} has given, as if it had been captured here. Called by a thread of the network. The text may be anybody's: judge it.
     *
     * @param text from another node
     * @return what {@link #restore} takes; {@code null} for a text that is none of this propagation's, then the message is handled without
     */
    default @Nullable Object fromText(String text) {
        return null;
    }

    /**
     * Both of them: this one is restored first and closed last. To another node goes the text of this one, or of the other if this one has none.
     *
     * @param other the other one
     * @return a propagation that carries what the two capture
     */
    default ContextPropagation and(ContextPropagation other) {
        return new BothPropagations(this, other);
    }

    /** As long as a restored context holds. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Ends it, once. */
        @Override
        void close();
    }
}
