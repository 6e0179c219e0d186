package io.garrick.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An unbounded queue from which any number of threads may take: the JDK's (Michael and Scott, 1996), with a count beside it, for that queue counts by walking. */
final class MultipleConsumerMessageQueue implements MessageQueue {

    private final ConcurrentLinkedQueue<Object> messages = new ConcurrentLinkedQueue<>();

    /** Goes up before a message can be seen and down after it was taken, so it is never too low. */
    private final AtomicInteger size = new AtomicInteger();

    @Override
    @Nullable
    public Object offer(Object message) {
        size.incrementAndGet();
        messages.add(message);
        return null;
    }

    @Override
    @Nullable
    public Object poll() {
        Object message = messages.poll();
        if (message != null) {
            size.decrementAndGet();
        }
        return message;
    }

    @Override
    public boolean isEmpty() {
        return size.get() == 0;
    }

    @Override
    public int size() {
        return size.get();
    }
}
