package io.garrick.actor.spi;

import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A look at an actor from outside, which changes nothing: for rehearsals, which know the actor that they run by it, for tests and for consoles. The
 * {@link io.garrick.dispatch.Mailbox} that a dispatcher is given implements it, and {@link SystemServices#mailbox} finds it by ref.
 *
 * <p>Any thread may look. What it sees may have changed when it looks again, and while actors run the answers need not fit each other; where nothing runs
 * they are exact.
 */
public interface MailboxView {

    /**
     * The actor.
     *
     * @return its ref
     */
    ActorRef getSelf();

    /**
     * How many user messages are queued; stashed and unstashed ones are not counted.
     *
     * @return 0 or more
     */
    int queuedMessages();

    /**
     * Whether it is running, or waits for its turn on the dispatcher.
     *
     * @return {@code false} for an actor that has nothing to do
     */
    boolean isScheduled();

    /**
     * Whether it handles no user message until its supervisor, or that of an actor above it, has decided on a failure.
     *
     * @return {@code true} while it waits
     */
    boolean isSuspended();

    /**
     * Whether it has ended.
     *
     * @return {@code true} from its end on
     */
    boolean isClosed();

    /**
     * The class of the user message that is the next to be handled. Only for the thread that is about to run it, the dispatcher's; others see an estimate.
     *
     * @return the class; {@code null} when there is none, or when the kind of mailbox does not tell
     */
    @Nullable
    Class<?> nextMessageClass();
}
