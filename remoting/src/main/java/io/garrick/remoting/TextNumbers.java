package io.garrick.remoting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which texts the other end of a connection knows by a number. For one thread at a time. */
final class TextNumbers {

    static final int MOST = 4096;

    /** A power of two. */
    private static final int RECENT = 8;

    private final Map<Object, Integer> numbers = new HashMap<>();

    /** Those met last, by identity: most messages are of few senders for few recipients, and a look here costs less than to compare paths. */
    private final Object[] recent = new Object[RECENT];

    private final int[] numbersOfRecent = new int[RECENT];

    /** Of what the text is made of; -1 when it has none. */
    int of(Object key) {
        int place = key.hashCode() & (RECENT - 1);
        if (recent[place] == key) {
            return numbersOfRecent[place];
        }
        Integer number = numbers.get(key);
        if (number == null) {
            return -1;
        }
        recent[place] = key;
        numbersOfRecent[place] = number;
        return number;
    }

    boolean isFull() {
        return numbers.size() == MOST;
    }

    /** Gives the next number. */
    void enter(Object key) {
        numbers.put(key, numbers.size());
    }

    int size() {
        return numbers.size();
    }

    /** Forgets those that came after. */
    void backTo(int size) {
        if (numbers.size() > size) {
            numbers.values().removeIf(number -> number >= size);
            Arrays.fill(recent, null);
        }
    }
}
