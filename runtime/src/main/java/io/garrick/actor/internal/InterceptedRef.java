package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.spi.RefInterceptor;
import org.jspecify.annotations.Nullable;

/** The ref of an actor with a function before its mailbox; a class of its own, so that other refs neither have a field for it nor look at one. */
sealed class InterceptedRef extends LocalRef permits IsolatedEntrance {

    private final RefInterceptor interceptor;

    @Nullable
    private final ContextPropagation propagation;

    InterceptedRef(
            InternalRef parent,
            @Nullable String name,
            long uid,
            RefInterceptor interceptor,
            @Nullable ContextPropagation propagation) {
        super(parent, name, uid);
        this.interceptor = interceptor;
        this.propagation = propagation;
    }

    RefInterceptor interceptor() {
        return interceptor;
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (message instanceof AutoReceivedMessage || laCell() == null || admits(message, sender)) {
            tell(message, sender, propagation == null ? null : propagation.capture());
        }
    }

    /** Sends what could not be delivered to somebody, with the count of that. */
    void tellAgain(Object message, ActorRef sender, Resent count) {
        if (laCell() == null || admits(message, sender)) {
            tell(message, sender, count);
        }
    }

    private boolean admits(Object message, @Nullable ActorRef sender) {
        try {
            return interceptor.admits(this, message, sender);
        } catch (MailboxFullException full) {
            throw full;
        } catch (Throwable thrown) {
            LocalSystem system = system();
            ActorCell cell = laCell();
            if (cell == null || !system.reportedAsFatal(thrown, this)) {
                system.failureLog().error("interceptor failed, the message is a dead letter", this, thrown);
            }
            ActorRef from = sender == null ? system.deadLetters() : sender;
            system.deadLetter(new DeadLetter(message, from, this, DeadLetter.Reason.NO_RECIPIENT));
            return false;
        }
    }
}
