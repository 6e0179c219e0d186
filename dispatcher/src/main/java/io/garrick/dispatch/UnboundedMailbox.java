package io.garrick.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes whatever comes: what every actor has when nothing else is said. The queue is the mailbox itself; a stash needs no other. */
public class UnboundedMailbox implements MailboxType {

    /** Called by the runtime when the configuration names the class. */
    public UnboundedMailbox() {}

    @Override
    @Nullable
    public final MessageQueue newQueue(QueueOwner owner) {
        return null;
    }

    @Override
    public final List<Class<?>> semantics() {
        return List.of(UnboundedDequeBasedMessageQueueSemantics.class);
    }
}
