package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the test kit keeps for a system, from its first use there to the system's end. Any thread. */
final class TestSystem {

    private static final ConcurrentMap<ActorSystem, TestSystem> ALL = new ConcurrentHashMap<>();

    private final ActorSystem system;
    private final TestSettings settings;
    private final Patience patience;
    private final Happenings happenings;
    private final AtomicInteger lastTestActor = new AtomicInteger();
    private final List<ActorRef> testActors = new CopyOnWriteArrayList<>();

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
        CallingThreadDispatcher.register(system); // first: who finds what is made here needs it
        TestSystem made = new TestSystem(system);
        TestSystem other = ALL.putIfAbsent(system, made);
        if (other != null) {
            return other;
        }
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

    /** Makes a test actor, numbered. */
    ActorRef testActor(Props props, String name) {
        ActorRef actor = services().systemActorOf(props, name + "-" + lastTestActor.incrementAndGet());
        testActors.add(actor);
        return actor;
    }

    /** The test actors of this system in the order in which they were made, those that have ended too. */
    List<ActorRef> testActors() {
        return List.copyOf(testActors);
    }
}
