package io.garrick.house;

import java.util.List;
import java.util.Map;

/** The exceptions to the rules, each with its reason. An exception that nothing needs any more fails the rule too. */
final class Allowances {

    /** Who may make which calls. */
    static final List<Allowance> CALLS = List.of(
            new Allowance("io.garrick.dispatch.SystemClock", Calls.CLOCK, "it is the machine's clock"),
            new Allowance("io.garrick.dispatch.DispatchThread", Calls.THREAD, "every thread of ours is one of these"),
            new Allowance("io.garrick.dispatch.DispatchThread", Calls.WAIT, "an idle worker and the timer park here"),
            new Allowance(
                    "io.garrick.testkit.Player",
                    Calls.THREAD,
                    "in a rehearsal, an actor that may block has a thread of its own, which acts when nobody else does"),
            new Allowance(
                    "io.garrick.testkit.TurnWatch",
                    Calls.THREAD,
                    "it sees from outside that a turn of a rehearsal does not end"),
            new Allowance(
                    "io.garrick.remoting.netty.Loops",
                    Calls.THREAD,
                    "an event loop of Netty's is an executor service; its thread comes from Dispatchers"),
            new Allowance(
                    "io.garrick.actor.internal.ThreadPlatform",
                    Calls.RANDOM,
                    "it makes the system's random source where no rehearsal does"),
            new Allowance(
                    "io.garrick.samples.flight.domain.BookingGenerator",
                    Calls.RANDOM,
                    "it makes the customers from the seed on the command line, before any actor runs"));

    /** How many classes may read the clock, by DESIGN. */
    static final int CLOCK_READERS = 2;

    /** Public types of {@code runtime} that may name {@code io.garrick.actor.internal}: factories and bases. */
    static final Map<String, String> NAME_INTERNAL = Map.of(
            "io.garrick.actor.AbstractActor", "base: its constructor claims the context that waits for it",
            "io.garrick.actor.AbstractLoggingActor", "base: its log is the cell's",
            "io.garrick.actor.ActorSystem", "factory: create() makes the one implementation",
            "io.garrick.actor.Stash", "base: its default methods are the cell's stash",
            "io.garrick.actor.SystemSettings", "factory: reads a configuration; its default platform is hidden",
            "io.garrick.actor.Timers", "base: its default method is the cell's timers");

    /** Class names with an ending that is otherwise not used here, because programs know them. */
    static final Map<String, String> PORTED_NAMES = Map.of();

    private Allowances() {}

    /** One exception: this top-level class, with what is nested in it, may make calls of this kind. */
    record Allowance(String type, Calls calls, String reason) {}
}
