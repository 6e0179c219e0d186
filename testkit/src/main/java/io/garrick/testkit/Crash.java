package io.garrick.testkit;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorContext;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ReceiveBuilder;
import io.garrick.actor.spi.ActorInside;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailbox;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An actor that is to fail at one of its messages: it gets a behaviour that throws, by a visit right before that message, and in the same activation.
 */
final class Crash {

    private final ActorRef actor;

    /** How many messages have been taken from the mailbox then, that one included. */
    private final long atMessage;

    private final Supplier<? extends RuntimeException> cause;

    /** Who has the behaviour on top; nothing else can have changed that meanwhile. */
    @Nullable
    private AbstractActor prepared;

    private boolean over;

    Crash(ActorRef actor, long atMessage, Supplier<? extends RuntimeException> cause) {
        this.actor = actor;
        this.atMessage = atMessage;
        this.cause = cause;
    }

    boolean isOver() {
        return over;
    }

    /** The actor's mailbox is about to run. */
    void beforeRun(Mailbox mailbox) {
        if (mailbox.takenMessages() + 1 >= atMessage && mailbox.queuedMessages() > 0) {
            SystemServices.of(actor).visit(actor, this::prepare);
        }
    }

    private boolean prepare(ActorInside inside) {
        AbstractActor instance = inside.instance();
        if (instance == prepared) {
            return false;
        }
        prepared = instance;
        ActorContext context = instance.getContext();
        context.become(
                ReceiveBuilder.create()
                        .matchAny(any -> {
                            over = true;
                            context.unbecome();
                            throw cause.get();
                        })
                        .build(),
                false);
        return true;
    }
}
