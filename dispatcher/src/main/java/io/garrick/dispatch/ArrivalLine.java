package io.garrick.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who came first goes first. */
final class ArrivalLine implements WaitingLine<Object> {

    private final ArrayDeque<Object> messages = new ArrayDeque<>(2);

    @Override
    public Object entry(Object message) {
        return message;
    }

    @Override
    public void add(Object entry) {
        messages.add(entry);
    }

    @Override
    @Nullable
    public Object poll() {
        return messages.poll();
    }

    @Override
    public Object removeOldest(Predicate<Object> test) {
        Iterator<Object> oldestFirst = messages.iterator();
        Object message = oldestFirst.next();
        while (!test.test(message)) {
            message = oldestFirst.next();
        }
        oldestFirst.remove();
        return message;
    }

    @Override
    public int size() {
        return messages.size();
    }
}
