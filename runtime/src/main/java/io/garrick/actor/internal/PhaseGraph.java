package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.CoordinatedShutdownSettings.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The phases of a shutdown in the order in which they run: each after all that it depends on, the others in order of name, and the one that stops the actors last. Immutable.
 */
final class PhaseGraph {

    private static final String LAST = CoordinatedShutdown.PhaseActorSystemTerminate();
    private static final PhaseGraph DEFAULT = new PhaseGraph(CoordinatedShutdownSettings.defaults());

    private final CoordinatedShutdownSettings settings;
    private final List<String> order;

    private PhaseGraph(CoordinatedShutdownSettings settings) {
        this.settings = settings;
        Sorting sorting = new Sorting(settings.phases());
        settings.phases().keySet().stream().filter(name -> !name.equals(LAST)).forEach(sorting::add);
        sorting.add(LAST);
        this.order = List.copyOf(sorting.sorted);
    }

    /** Sorts the phases; says what is wrong with them where that cannot be done. */
    static PhaseGraph of(CoordinatedShutdownSettings settings) {
        return settings == CoordinatedShutdownSettings.defaults() ? DEFAULT : new PhaseGraph(settings);
    }

    /** Depth first: a phase is put down after those before it. */
    private static final class Sorting {
        private final Map<String, Phase> phases;
        private final Set<String> sorted = new LinkedHashSet<>();

        /** From a phase to one before it, and so on. */
        private final List<String> path = new ArrayList<>();

        Sorting(Map<String, Phase> phases) {
            this.phases = phases;
        }

        void add(String name) {
            if (sorted.contains(name)) {
                return;
            }
            ensureNoCircle(name);
            path.add(name);
            before(name).forEach(this::add);
            path.remove(path.size() - 1);
            sorted.add(name);
        }

        private List<String> before(String name) {
            Phase phase = phases.get(name);
            if (phase == null) {
                throw new ConfigurationException("shutdown phase is not defined: phase=" + name + " wantedBy="
                        + path.get(path.size() - 2) + " nearest=" + Nearest.to(name, phases.keySet()));
            }
            return phase.dependsOn();
        }

        private void ensureNoCircle(String name) {
            int begin = path.indexOf(name);
            if (begin >= 0) {
                List<String> circle = new ArrayList<>(path.subList(begin, path.size()));
                circle.add(name);
                throw new ConfigurationException(
                        "shutdown phases depend on each other in a circle: phases=" + String.join(" -> ", circle));
            }
            if (name.equals(LAST) && !path.isEmpty()) {
                throw new ConfigurationException(
                        "shutdown phase cannot come after the one that stops the actors: phase="
                                + path.get(path.size() - 1) + " last=" + LAST);
            }
        }
    }

    List<String> order() {
        return order;
    }

    int size() {
        return order.size();
    }

    String name(int index) {
        return order.get(index);
    }

    /** When it runs; for what a program says. */
    int indexOf(String name) {
        int index = order.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("shutdown phase is not defined, define it in the settings: phase=" + name
                    + " nearest=" + Nearest.to(name, order));
        }
        return index;
    }

    boolean isLast(int index) {
        return index == order.size() - 1;
    }

    Phase phase(int index) {
        Phase phase = settings.phases().get(order.get(index));
        if (phase == null) {
            throw new IllegalStateException("phase is sorted and not there: phase=" + order.get(index));
        }
        return phase;
    }

    Duration timeout(int index) {
        return phase(index).timeout().orElse(settings.defaultPhaseTimeout());
    }
}
