package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/** An unbounded queue that hands over every {@link ControlMessage} first; among those, and among the others, in the order of arrival. Two lock-free queues. */
final class ControlAwareMessageQueue implements MessageQueue {

    private final QueueOwner owner;
    private final GrowingQueue control = new GrowingQueue();
    private final GrowingQueue others = new GrowingQueue();

    ControlAwareMessageQueue(QueueOwner owner) {
        this.owner = owner;
    }

    @Override
    @Nullable
    public Object offer(Object message) {
        if (owner.message(message) instanceof ControlMessage) {
            control.offer(message);
        } else {
            others.offer(message);
        }
        return null;
    }

    @Override
    @Nullable
    public Object poll() {
        Object first = control.relaxedPoll();
        return first == null ? others.relaxedPoll() : first;
    }

    @Override
    public long taken() {
        return control.currentConsumerIndex() + others.currentConsumerIndex();
    }

    @Override
    public boolean isEmpty() {
        return control.isEmpty() && others.isEmpty();
    }

    @Override
    public int size() {
        return (int) Math.min((long) control.size() + others.size(), Integer.MAX_VALUE);
    }
}
