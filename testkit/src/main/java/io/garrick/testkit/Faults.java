package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a rehearsal, on demand: {@link Rehearsal#faults()}. Whatever is left open here is drawn from the seed. Nothing that the runtime promises is broken:
 * an actor that is late is late with all its messages, so that their order stays.
 *
 * <p>The rehearsal's thread only, between its steps.
 */
public final class Faults {

    private final Rehearsal rehearsal;
    private final SeededRandom random;
    private final Map<ActorSystem, RehearsalPlatform> systems = new HashMap<>();
    private final Map<Mailbox, Crash> crashes = new HashMap<>();
    private final Map<Mailbox, Long> lateActors = new HashMap<>();
    private final Map<RehearsalPlatform, Map<String, Long>> slow = new HashMap<>();
    private final List<Stop> stops = new ArrayList<>();

    private boolean delaysAnything;

    @Nullable
    private NetworkFaults network;

    Faults(Rehearsal rehearsal, SeededRandom random) {
        this.rehearsal = rehearsal;
        this.random = random;
    }

    /** A system that ends before an event. */
    private record Stop(ActorSystem system, long event) {}

    void belongs(ActorSystem system, RehearsalPlatform platform) {
        systems.put(system, platform);
    }

    // ---------------------------------------------------------------- on demand

    /**
     * What goes wrong between systems, and with whole nodes.
     *
     * @return the same object at each call
     */
    public NetworkFaults network() {
        if (network == null) {
            network = new NetworkFaults(rehearsal, this);
        }
        return network;
    }

    /**
     * Has an actor fail when it comes to a message, which it then does not handle; its supervisor decides on the failure as on any other.
     *
     * @param actor a living actor of the rehearsal; a restart keeps the fault, its end ends it
     * @param nthMessage which of those that it takes from its mailbox from now on; 1 for the next. What it has stashed does not count again. One that the runtime
     *     handles itself, as {@link io.garrick.actor.PoisonPill}, counts; the failure comes with the next one then
     * @param cause makes what is thrown
     * @throws IllegalArgumentException when the number is not positive, or the ref is not that of a living actor in this rehearsal
     */
    public void crashAt(ActorRef actor, long nthMessage, Supplier<? extends RuntimeException> cause) {
        rehearsal.ensureOwner("crashAt");
        if (nthMessage < 1) {
            throw new IllegalArgumentException("number of a message must be positive: nthMessage=" + nthMessage);
        }
        Mailbox mailbox = mailbox(actor);
        crashes.put(mailbox, new Crash(actor, mailbox.takenMessages() + nthMessage, cause));
    }

    /**
     * Terminates a system in the midst of whatever it does.
     *
     * @param system a system of the rehearsal
     * @param withinEvents before one of so many events to come, which the seed says; or as soon as there is nothing else to do
     * @throws IllegalArgumentException when the number is not positive, or the system is not of this rehearsal
     */
    public void stop(ActorSystem system, long withinEvents) {
        rehearsal.ensureOwner("stop");
        platform(system);
        if (withinEvents < 1) {
            throw new IllegalArgumentException("number of events must be positive: withinEvents=" + withinEvents);
        }
        stops.add(new Stop(system, rehearsal.events() + upTo(withinEvents - 1)));
    }

    /**
     * Has an actor come late to whatever it has to do: each of its activations, which handle a message each, begins up to so long after its time. The order of its
     * messages stays.
     *
     * @param recipient a living actor of the rehearsal
     * @param atMost how late; zero for as usual
     * @throws IllegalArgumentException when the duration is negative, or the ref is not that of a living actor in this rehearsal
     */
    public void delay(ActorRef recipient, Duration atMost) {
        rehearsal.ensureOwner("delay");
        lateActors.put(mailbox(recipient), nanos(atMost));
        delaysAnything = true;
    }

    /**
     * Has a dispatcher be slow: each activation, and each task, that it is given begins up to so long after its time.
     *
     * @param system a system of the rehearsal
     * @param dispatcherId as in {@code Props.withDispatcher}
     * @param atMost how late; zero for as usual
     * @throws IllegalArgumentException when the duration is negative, or the system is not of this rehearsal
     */
    public void slow(ActorSystem system, String dispatcherId, Duration atMost) {
        rehearsal.ensureOwner("slow");
        slow.computeIfAbsent(platform(system), any -> new HashMap<>()).put(dispatcherId, nanos(atMost));
        delaysAnything = true;
    }

    /**
     * Puts the wall clock of all systems forward or back at once, as an administrator does; timers and deadlines, which are by the monotonic clock, do not care.
     *
     * @param by how far, in whole milliseconds; negative for back
     */
    public void jumpWallClock(Duration by) {
        rehearsal.ensureOwner("jumpWallClock");
        rehearsal.clock().jump(by.toMillis());
    }

    private static long nanos(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: atMost=" + atMost);
        }
        return atMost.toNanos();
    }

    RehearsalPlatform platform(ActorSystem system) {
        RehearsalPlatform platform = systems.get(system);
        if (platform == null) {
            throw new IllegalArgumentException("system is not of this rehearsal: system=" + system.name());
        }
        return platform;
    }

    private Mailbox mailbox(ActorRef actor) {
        SystemServices services = SystemServices.of(actor);
        platform(services.system());
        MailboxView view = services.mailbox(actor).orElse(null);
        if (!(view instanceof Mailbox) || view.isClosed()) {
            throw new IllegalArgumentException("actor does not live: actor=" + actor);
        }
        return (Mailbox) view;
    }

    /** From 0 to {@code most}. */
    private long upTo(long most) {
        return most == Long.MAX_VALUE ? random.nextLong() >>> 1 : Long.remainderUnsigned(random.nextLong(), most + 1);
    }

    // ---------------------------------------------------------------- for the loop

    /** How late a task begins. */
    long delayNanos(Source source, Task task) {
        if (!delaysAnything) {
            return 0;
        }
        long atMost = lateActors.getOrDefault(source.mailbox(), 0L)
                + slow.getOrDefault(task.platform(), Map.of())
                        .getOrDefault(task.dispatcher().id(), 0L);
        return atMost <= 0 ? 0 : upTo(atMost);
    }

    /** An actor is about to run. */
    void beforeActor(Mailbox mailbox) {
        if (crashes.isEmpty()) {
            return;
        }
        Crash crash = crashes.get(mailbox);
        if (crash == null) {
            return;
        }
        if (crash.isOver() || mailbox.isClosed()) {
            crashes.remove(mailbox);
        } else {
            crash.beforeRun(mailbox);
        }
    }

    /** Stops systems whose event has come; all the others too when there is nothing else to do. Returns whether there were any. */
    boolean stopSystems(boolean atRest) {
        if (stops.isEmpty()) {
            return false;
        }
        List<Stop> due = stops.stream()
                .filter(stop -> atRest || stop.event() <= rehearsal.events())
                .toList();
        stops.removeAll(due);
        due.forEach(stop -> stop.system().terminate());
        return !due.isEmpty();
    }

    /** A system is dead. */
    void forget(ActorSystem system) {
        stops.removeIf(stop -> stop.system() == system);
    }

    /** The systems end anyway. */
    void end() {
        stops.clear();
        crashes.clear();
        rehearsal.loop().network().lines().breaks(0);
    }
}
