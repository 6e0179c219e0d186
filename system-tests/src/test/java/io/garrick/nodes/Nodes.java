package io.garrick.nodes;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.SystemServices;
import io.garrick.remoting.AssociatedEvent;
import io.garrick.remoting.DisassociatedEvent;
import io.garrick.remoting.QuarantinedEvent;
import io.garrick.remoting.Remoting;
import io.garrick.remoting.ThisActorSystemQuarantinedEvent;
import io.garrick.specs.Ear;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/** Nodes of one rehearsal, each a system that listens at a port of its own. */
final class Nodes {

    /** A line of the log for each signal that is taken: from whom, and its number. */
    private static final Pattern SIGNAL = Pattern.compile("signal has come: (from=.* number=\\d+) signal=.*");

    /** How many seeds a spec is played with. */
    static final int SEEDS = Integer.getInteger("specs.seeds", 50);

    private final Rehearsal rehearsal;
    private final String config;
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<Map.Entry<ActorSystem, String>> signals = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();

    /** @param config further keys of garrick.remote, alike on all nodes */
    Nodes(Rehearsal rehearsal, String config) {
        this.rehearsal = rehearsal;
        this.config = config;
    }

    /** Plays a scenario of nodes with many seeds. */
    static void explore(String config, BiConsumer<Nodes, Rehearsal> scenario) {
        explore(SEEDS, config, scenario);
    }

    static void explore(int seeds, String config, BiConsumer<Nodes, Rehearsal> scenario) {
        Rehearsal.explore(seeds, rehearsal -> scenario.accept(new Nodes(rehearsal, config), rehearsal));
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    /** A node; the same port again is the next incarnation of one that was killed. */
    ActorSystem start(String name, int port) {
        return start(name, port, "");
    }

    /** @param further lines of its configuration */
    ActorSystem start(String name, int port, String further) {
        SystemSettings settings = SystemSettings.from(
                        ConfigFactory.parseString("garrick.serialization.allow = [\"io.garrick.nodes.*\"]\n"
                                + "garrick.remote { host = \"host\", port = " + port + "\n" + config + "\n}\n"
                                + further))
                .withDeadLettersLogged(0);
        ActorSystem system = rehearsal.create(name, settings);
        system.eventStream()
                .subscribe(new Ear(system, letter -> deadLetters.add((DeadLetter) letter)), DeadLetter.class);
        SystemServices.of(system).addLogListener(Level.DEBUG, event -> heard(system, event.message()));
        return system;
    }

    /** Keeps account of the signals that have come. */
    private void heard(ActorSystem system, String line) {
        Matcher signal = SIGNAL.matcher(line);
        if (signal.matches() && !signals.add(Map.entry(system, signal.group(1)))) {
            doubled.add(system.name() + " " + line);
        }
    }

    /** Signals that were taken more than once (N04). */
    List<String> doubledSignals() {
        return doubled;
    }

    Address address(ActorSystem system) {
        return Remoting.get(system).address();
    }

    /** A ref of one node as another one has it. */
    ActorRef seenFrom(ActorSystem system, ActorRef ref) {
        ActorSystem home = SystemServices.of(ref).system();
        return RemoteServices.of(system).resolve(RemoteServices.of(home).export(ref));
    }

    /** What a node publishes about others, from now on. */
    List<Object> events(ActorSystem system) {
        List<Object> events = new ArrayList<>();
        Ear ear = new Ear(system, events::add);
        for (Class<?> type : List.of(
                AssociatedEvent.class,
                DisassociatedEvent.class,
                QuarantinedEvent.class,
                ThisActorSystemQuarantinedEvent.class)) {
            system.eventStream().subscribe(ear, type);
        }
        return events;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    List<Object> lost(DeadLetter.Reason reason) {
        return deadLetters.stream()
                .filter(letter -> letter.reason() == reason)
                .map(DeadLetter::message)
                .toList();
    }

    void runFor(int millis) {
        rehearsal.runFor(Duration.ofMillis(millis));
    }
}
