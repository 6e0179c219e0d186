package io.garrick.nodes;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.remoting.Remoting;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes of one rehearsal, each a system that listens at a port of its own. */
final class Nodes {

    private final Rehearsal rehearsal;
    private final String config;
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    Nodes(Rehearsal rehearsal) {
        this(rehearsal, "");
    }

    /** @param config further keys of garrick.remote, alike on all nodes */
    Nodes(Rehearsal rehearsal, String config) {
        this.rehearsal = rehearsal;
        this.config = config;
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    /** A node; the same port again is the next incarnation of one that was killed. */
    ActorSystem start(String name, int port) {
        SystemSettings settings = SystemSettings.from(
                        ConfigFactory.parseString("garrick.serialization.allow = [\"io.garrick.nodes.*\"]\n"
                                + "garrick.remote { host = \"host\", port = " + port + "\n" + config + "\n}"))
                .withDeadLettersLogged(0);
        ActorSystem system = rehearsal.create(name, settings);
        system.eventStream()
                .subscribe(new Ear(system, letter -> deadLetters.add((DeadLetter) letter)), DeadLetter.class);
        return system;
    }

    Address address(ActorSystem system) {
        return Remoting.get(system).address();
    }

    /** A ref of one node as another one has it. */
    ActorRef seenFrom(ActorSystem system, ActorRef ref) {
        ActorSystem home = io.garrick.actor.spi.SystemServices.of(ref).system();
        return RemoteServices.of(system).resolve(RemoteServices.of(home).export(ref));
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
