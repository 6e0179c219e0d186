package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the test kit keeps for a system, from its first use there to the system's end. Any thread. */
final class TestSystem {

    private static final ConcurrentMap<ActorSystem, TestSystem> ALL = new ConcurrentHashMap<>();

    private final ActorSystem system;
    private final TestSettings settings;
    private final Patience patience;
    private final Happenings happenings;
    private final AtomicInteger lastTestActor = new AtomicInteger();

    private TestSystem(ActorSystem system) {
        this.system = system;
        this.settings = TestSettings.from(system.settings().config());
        this.patience = Patience.of(system);
        this.happenings = new Happenings(system);
    }

    static TestSystem of(ActorSystem system) {
        TestSystem known = ALL.get(system);
        return known == null ? join(system) : known;
    }

    private static TestSystem join(ActorSystem system) {
        TestSystem made = new TestSystem(system);
        TestSystem other = ALL.putIfAbsent(system, made);
        if (other != null) {
            return other;
        }
        CallingThreadDispatcher.register(system);
        try {
            system.registerOnTermination(() -> ALL.remove(system));
        } catch (IllegalStateException terminated) {
            ALL.remove(system);
            throw terminated;
        }
        return made;
    }

    ActorSystem system() {
        return system;
    }

    SystemServices services() {
        return SystemServices.of(system);
    }

    TestSettings settings() {
        return settings;
    }

    Patience patience() {
        return patience;
    }

    Happenings happenings() {
        return happenings;
    }

    /** A number for the next test actor of this system. */
    int nextTestActor() {
        return lastTestActor.incrementAndGet();
    }
}
