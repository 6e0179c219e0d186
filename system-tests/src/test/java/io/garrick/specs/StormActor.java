package io.garrick.specs;

import io.garrick.actor.AbstractActorWithStashAndTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.InvalidActorNameException;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An actor that does whatever comes into its mind, also in its hooks, as long as the {@link Storm} lasts, and keeps an eye on what the runtime does with it: that
 * hooks and messages come in an order that is legal.
 */
final class StormActor extends AbstractActorWithStashAndTimers {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

    /** Tells an actor to have so many children more. */
    record Plant(int children) {}

    /** Tells an actor to do something. */
    record Act(int id) {}

    /** Asks an actor for a sign of life. */
    record Ping(int id) {}

    private enum Phase {
        CONSTRUCTED,
        STARTED,
        REPLACED,
        STOPPED
    }

    private static final Duration WINDOW = Duration.ofMillis(50);

    private final Storm storm;
    private final int depth;
    private Phase phase = Phase.CONSTRUCTED;
    private boolean replacing;

    /** The same for all of an instance's life; null until it is asked for. */
    @Nullable
    private SupervisorStrategy strategy;

    private StormActor(Storm storm, int depth) throws Exception {
        this.storm = storm;
        this.depth = depth;
        maybeHaveChild(3);
        maybeFail("constructor", 12);
    }

    static Props props(Storm storm) {
        return props(storm, storm.kind.depth);
    }

    private static Props props(Storm storm, int depth) {
        return Props.create(StormActor.class, () -> new StormActor(storm, depth));
    }

    // ---------------------------------------------------------------- hooks

    @Override
    public void preStart() throws Exception {
        ensure(phase == Phase.CONSTRUCTED, "preStart");
        maybeHaveChild(2);
        maybeFail("preStart", 12);
        phase = Phase.STARTED;
    }

    @Override
    public void postRestart(Throwable reason) throws Exception {
        ensure(phase == Phase.CONSTRUCTED, "postRestart");
        maybeFail("postRestart", 10);
        super.postRestart(reason);
    }

    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        ensure(phase == Phase.STARTED, "preRestart");
        replacing = true;
        if (storm.kind == Storm.Kind.PLAIN ? storm.choose(3) == 0 : storm.choose(8) > 0) {
            phase = Phase.REPLACED;
            maybeHaveChild(4);
            maybeFail("preRestart", 4);
        } else {
            maybeFail("preRestart", 10);
            super.preRestart(reason, message);
        }
        phase = Phase.REPLACED;
    }

    @Override
    public void postStop() throws Exception {
        ensure(phase == Phase.STARTED, "postStop");
        ensure(replacing || children().isEmpty(), "postStop before the end of its children");
        phase = Phase.STOPPED;
        if (!replacing) {
            storm.ended(self());
        }
        maybeFail("postStop", 8);
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        if (storm.choose(30) == 0) {
            throw new StormFailure("strategy");
        }
        if (storm.kind == Storm.Kind.PLAIN) {
            int most = storm.choose(4) == 0 ? storm.choose(3) : RestartBudget.NO_LIMIT;
            return new OneForOneStrategy(most, WINDOW, this::decide);
        }
        if (strategy == null) {
            strategy = anyStrategy();
        }
        return strategy;
    }

    private Directive decide(Throwable cause) {
        ensure(phase == Phase.STARTED, "decider");
        maybeFail("decider", 20);
        int choice = storm.choose(20);
        int stops = storm.kind == Storm.Kind.PLAIN || storm.choose(4) == 0 ? 1 : 0; // a stop takes a whole group along
        return choice < stops
                ? Directive.STOP
                : choice < 5 ? Directive.ESCALATE : choice < 10 ? Directive.RESUME : Directive.RESTART;
    }

    private SupervisorStrategy anyStrategy() {
        boolean delayed = storm.pick(3) == 0; // a budget must have a window that holds the delays
        int most = delayed ? RestartBudget.NO_LIMIT : storm.pick(8) == 0 ? storm.pick(4) : RestartBudget.NO_LIMIT;
        SupervisorStrategy any = switch (storm.pick(4)) {
            case 0 -> new RestForOneStrategy(most, WINDOW, this::decide);
            case 1 -> new AllForOneStrategy(most, WINDOW, this::decide).withOrderedRestart();
            case 2 -> new AllForOneStrategy(most, WINDOW, this::decide);
            default -> new OneForOneStrategy(most, WINDOW, this::decide);
        };
        if (delayed) {
            Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(8), 0.5);
            any = any.withBackoff(storm.pick(2) == 0 ? backoff.withDeadLettersWhileStopped() : backoff);
        }
        if (storm.pick(4) == 0) {
            any = any.withOrderedStop(WINDOW);
        }
        return any.withRedelivery(storm.pick(2) == 0 ? 2 : 0);
    }

    // ---------------------------------------------------------------- messages

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Act.class, this::act)
                .match(Ping.class, ping -> {
                    ensure(phase == Phase.STARTED, "message");
                    storm.answered(ping.id());
                })
                .match(
                        Plant.class,
                        plant -> NAMES.stream()
                                .filter(name -> getContext().findChild(name).isEmpty())
                                .limit(plant.children())
                                .forEach(this::haveChild))
                .match(Terminated.class, end -> maybeFail("Terminated", 5))
                .matchAny(any -> {
                    maybeFail("tick", 5);
                    calmDown();
                })
                .build();
    }

    private void calmDown() {
        if (!storm.lasts()) {
            unstashAll();
            getContext().cancelReceiveTimeout();
        }
    }

    private void act(Act act) throws Exception {
        ensure(phase == Phase.STARTED, "message");
        storm.handled(act.id());
        storm.next().ifPresent(next -> storm.anyone().tell(next, self()));
        int choice = storm.choose(40);
        if (choice < 7) {
            if (storm.kind == Storm.Kind.ALL_STRATEGIES) {
                storm.mayComeAgain(act.id());
            }
            if (choice == 0) {
                throw new StormError();
            }
            throw new StormFailure("handler");
        } else if (choice < 20) {
            actOnOthers(choice);
        } else {
            actAlone(choice, act.id());
        }
        calmDown();
    }

    private void actOnOthers(int choice) {
        switch (choice) {
            case 7 -> child().ifPresent(getContext()::stop);
            case 8 -> child().ifPresent(child -> child.tell(PoisonPill.getInstance(), self()));
            case 9, 10 -> child().ifPresent(child -> child.tell(Kill.getInstance(), self()));
            case 11, 12 -> getContext().watch(storm.anyone());
            case 13 -> getContext().unwatch(storm.anyone());
            default -> maybeHaveChild(1);
        }
    }

    private void actAlone(int choice, int id) {
        switch (choice) {
            case 20 -> getContext().stop(self());
            case 21, 22, 23 -> timers().startSingleTimer(storm.choose(2), "tick", Duration.ofMillis(storm.choose(30)));
            case 24, 25 -> getContext().setReceiveTimeout(Duration.ofMillis(10 + storm.choose(30)));
            case 26, 27, 28 -> {
                stash();
                storm.mayComeAgain(id);
            }
            case 29, 30 -> unstashAll();
            default -> getContext().cancelReceiveTimeout();
        }
    }

    private void maybeHaveChild(int oneIn) {
        boolean full = depth == 0 || !storm.roomForMore();
        if (full || storm.choose(oneIn) != 0 || children().size() >= storm.kind.breadth) {
            return;
        }
        haveChild(NAMES.get(storm.choose(storm.kind.breadth)));
    }

    private void haveChild(String name) {
        boolean free = getContext().findChild(name).isEmpty();
        try {
            ActorRef child = getContext().actorOf(propsOfChild(), name);
            ensure(free, "name given twice");
            storm.created(child);
            if (storm.choose(2) == 0) {
                getContext().watch(child);
            }
        } catch (InvalidActorNameException taken) {
            ensure(!free, "free name refused");
        }
    }

    private Props propsOfChild() {
        Props props = props(storm, depth - 1);
        return storm.kind == Storm.Kind.PLAIN
                ? props
                : switch (storm.pick(8)) {
                    case 0 -> props.withKind(ChildKind.TEMPORARY);
                    case 1, 2 -> props.withKind(ChildKind.PERMANENT);
                    default -> props;
                };
    }

    private List<ActorRef> children() {
        List<ActorRef> children = new ArrayList<>();
        getContext().getChildren().forEach(children::add);
        return children;
    }

    private Optional<ActorRef> child() {
        List<ActorRef> children = children();
        return children.isEmpty() ? Optional.empty() : Optional.of(children.get(storm.choose(children.size())));
    }

    private void maybeFail(String where, int oneIn) {
        if (storm.choose(oneIn) == 0) {
            throw new StormFailure(where);
        }
    }

    private void ensure(boolean legal, String event) {
        if (!legal) {
            storm.report(event + " in phase " + phase + " of " + self());
        }
    }

    /** An exception of the storm. */
    static final class StormFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StormFailure(String where) {
            super(where, null, false, false);
        }
    }

    /** An error that the default decider escalates. */
    static final class StormError extends Error {
        private static final long serialVersionUID = 1L;

        StormError() {
            super("storm", null, false, false);
        }
    }
}
