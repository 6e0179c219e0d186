package io.garrick.supervision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often random histories came to what they are made for; without this a history that does nothing would prove
 * everything.
 */
final class Coverage {

    private final Map<String, Integer> counts = new TreeMap<>();

    void count(Event.Failed<?> failed, boolean wasStopping, List<? extends Command<?>> answer) {
        if (answer.isEmpty()) {
            add(wasStopping ? "ignored while stopping" : "ignored as stale");
        } else if (answer.get(0) instanceof Command.Stop<?> stop) {
            add("Stop " + stop.reason());
        } else {
            add(answer.get(0).getClass().getSimpleName());
        }
        if (failed.generation() == 0) {
            add("first generation");
        }
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
