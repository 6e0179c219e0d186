package io.garrick.dispatch;

import java.util.List;

/** Hands over every {@link ControlMessage} before all other messages; within the two kinds in the order of arrival. */
public final class UnboundedControlAwareMailbox implements MailboxType {

    /** Called by the runtime when the configuration names the class. */
    public UnboundedControlAwareMailbox() {}

    @Override
    public MessageQueue newQueue(QueueOwner owner) {
        return new ControlAwareMessageQueue(owner);
    }

    @Override
    public List<Class<?>> semantics() {
        return List.of(
                UnboundedControlAwareMessageQueueSemantics.class, UnboundedDequeBasedMessageQueueSemantics.class);
    }
}
