package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.spi.SystemServices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message in the future. */
sealed class ScheduledMessage extends ScheduledEntry permits CarryingMessage {

    private final ActorRef receiver;
    private final Object message;

    @Nullable
    private final ActorRef sender;

    ScheduledMessage(
            WheelScheduler scheduler,
            long periodNanos,
            boolean fixedRate,
            ActorRef receiver,
            Object message,
            @Nullable ActorRef sender) {
        super(scheduler, periodNanos, fixedRate);
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.message = Objects.requireNonNull(message, "message");
        this.sender = sender;
    }

    @Override
    final void fire() {
        if (!isPeriodic()) {
            tell();
        } else if (hasEnded(receiver)) {
            end();
        } else {
            tell();
            again();
        }
    }

    /** A wrong {@code false} costs one dead letter. */
    @SuppressWarnings("deprecation")
    private static boolean hasEnded(ActorRef receiver) {
        return receiver.isTerminated();
    }

    /** A full mailbox that wants its senders to know has nobody to tell it to here. */
    void tell() {
        try {
            receiver.tell(message, sender);
        } catch (MailboxFullException full) {
            SystemServices services = SystemServices.of(receiver);
            ActorSystem system = services.system();
            services.deadLetter(new DeadLetter(
                    message, sender == null ? system.deadLetters() : sender, receiver, DeadLetter.Reason.OVERFLOW));
        }
    }
}
