package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSnapshot;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Decider;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever supervision does, each message is handled, or has failed, or is a dead letter; and nothing is left of those that are gone. */
class ConservationSpec {

    private static final int REDELIVERIES = 2;
    private static final int STEPS = 50;

    /** A timer that has been cancelled stays in the wheel until it is due, and one that is due is away for a moment. */
    private static final int LOOKS = 5;

    private enum Strategy {
        ONE_FOR_ONE,
        ALL_FOR_ONE,
        ALL_FOR_ONE_ORDERED,
        REST_FOR_ONE;

        SupervisorStrategy with(Decider decider) {
            return switch (this) {
                case ONE_FOR_ONE -> new OneForOneStrategy(decider);
                case ALL_FOR_ONE -> new AllForOneStrategy(decider);
                case ALL_FOR_ONE_ORDERED -> new AllForOneStrategy(decider).withOrderedRestart();
                case REST_FOR_ONE -> new RestForOneStrategy(decider);
            };
        }
    }

    private record Combination(
            Strategy strategy, ChildKind kind, Directive directive, boolean backsOff, boolean redelivers) {

        SupervisorStrategy supervision() {
            SupervisorStrategy made = quiet(strategy.with(cause -> directive)).withKind(kind);
            made = backsOff ? made.withBackoff(Duration.ofMillis(1), Duration.ofMillis(2), 0.5) : made;
            return redelivers ? made.withRedelivery(REDELIVERIES) : made;
        }

        /** Whether what has failed comes again or is given up, always; a failure that is escalated or resumed is not about its message. */
        boolean neverFailsOnly() {
            boolean replaced = directive == Directive.RESTART || directive == Directive.STOP;
            return redelivers && (replaced || kind == ChildKind.TEMPORARY);
        }
    }

    private static SupervisorStrategy quiet(SupervisorStrategy strategy) {
        SupervisorStrategy quiet = strategy;
        for (Directive each : Directive.values()) {
            quiet = quiet.withLogLevel(each, Level.OFF);
        }
        return quiet;
    }

    static Stream<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            for (ChildKind kind : ChildKind.values()) {
                for (Directive directive : Directive.values()) {
                    all.add(new Combination(strategy, kind, directive, false, false));
                    all.add(new Combination(strategy, kind, directive, true, true));
                    if (directive == Directive.RESTART) {
                        all.add(new Combination(strategy, kind, directive, true, false));
                        all.add(new Combination(strategy, kind, directive, false, true));
                    }
                }
            }
        }
        return all.stream();
    }

    // ---------------------------------------------------------------- the actors around the group

    private static final class Sender extends AbstractActor {
        private final Conservation books;
        private final int number;

        Sender(Conservation books, int number) {
            this.books = books;
            this.number = number;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Conservation.More.class, more -> books.sendNext(number))
                    .build();
        }
    }

    /** Watches whom it is told of, and counts. */
    private static final class Mourner extends AbstractActor {
        private final AtomicInteger watched;
        private final ConcurrentHashMap<ActorRef, Integer> ends;

        Mourner(AtomicInteger watched, ConcurrentHashMap<ActorRef, Integer> ends) {
            this.watched = watched;
            this.ends = ends;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, actor -> {
                        watched.incrementAndGet();
                        getContext().watch(actor);
                    })
                    .match(Terminated.class, end -> ends.merge(end.getActor(), 1, Integer::sum))
                    .build();
        }
    }

    // ---------------------------------------------------------------- one combination

    private static final class Play {
        private final Stage stage;
        private final Combination combination;
        private final int messages;
        private final int failures;
        private final Conservation books;
        private final AtomicInteger watched = new AtomicInteger();
        private final ConcurrentHashMap<ActorRef, Integer> ends = new ConcurrentHashMap<>();
        private final AtomicInteger instances = new AtomicInteger();
        private final AtomicInteger escalations = new AtomicInteger();
        private final long timersBefore;

        Play(Stage stage, Combination combination, int messages, int failures) {
            this.stage = stage;
            this.combination = combination;
            this.messages = messages;
            this.failures = failures;
            this.books = new Conservation(messages, failures, combination.redelivers());
            this.timersBefore = timers();
        }

        private long timers() {
            return SystemServices.of(stage.system()).timers().pending();
        }

        void play() {
            stage.system()
                    .eventStream()
                    .subscribe(new Ear(stage.system(), letter -> books.lost((DeadLetter) letter)), DeadLetter.class);
            ActorRef mourning = stage.actorOf(Props.create(Mourner.class, () -> new Mourner(watched, ends)));
            AtomicInteger restarts = new AtomicInteger();
            Props member = Props.create(Member.class, () -> {
                instances.incrementAndGet();
                return new Member(books);
            });
            Props group = Props.create(
                    MemberGroup.class,
                    () -> new MemberGroup(books, member, combination.supervision(), mourning, restarts));
            ActorRef top = stage.actorOf(Puppet.role(new Journal(), "top")
                    .quiet()
                    .strategy(quiet(new OneForOneStrategy(
                            cause -> escalations.incrementAndGet() % 3 == 0 ? Directive.RESUME : Directive.RESTART)))
                    .preStart(self -> self.getContext().actorOf(group, "group"))
                    .props());
            stage.await(() -> instances.get() >= Conservation.SLOTS);
            stage.settle();
            send();
            comeToRest(top);
            end(top, mourning);
        }

        private void send() {
            List<ActorRef> senders = new ArrayList<>();
            for (int i = 0; i < Conservation.SENDERS; i++) {
                int number = i;
                ActorRef sender = stage.actorOf(Props.create(Sender.class, () -> new Sender(books, number)));
                books.sender(number, sender);
                senders.add(sender);
            }
            for (int i = 0; i < Conservation.WINDOW; i++) {
                senders.forEach(sender -> sender.tell(Conservation.More.MORE, ActorRef.noSender()));
            }
            for (int step = 1; step <= STEPS; step++) {
                int enough = (int) ((long) messages * step / STEPS);
                stage.await(() -> books.allArrived() >= enough);
            }
            books.close();
            books.slots().forEach(slot -> slot.tell(Member.Flush.FLUSH, ActorRef.noSender()));
            stage.await(() -> books.settled() == messages);
            senders.forEach(stage.system()::stop);
        }

        /** The group is as it was in the beginning: nobody too many, nobody missing, nobody waits, no timer but one for each. */
        private void comeToRest(ActorRef top) {
            AtomicInteger inARow = new AtomicInteger();
            stage.await(() -> {
                boolean whole = isWhole(top) && timers() == timersBefore + Conservation.SLOTS;
                return inARow.updateAndGet(looks -> whole ? looks + 1 : 0) == (stage.isRehearsal() ? 1 : LOOKS);
            });
        }

        private boolean isWhole(ActorRef top) {
            List<ActorSnapshot> groups = snapshot(top).children();
            return groups.size() == 1
                    && isAlive(groups.get(0))
                    && groups.get(0).children().size() == Conservation.SLOTS
                    && groups.get(0).children().stream()
                            .allMatch(member -> isAlive(member)
                                    && member.children().size() == 1
                                    && isAlive(member.children().get(0)));
        }

        private static boolean isAlive(ActorSnapshot actor) {
            return actor.state() == ActorSnapshot.State.ALIVE && actor.mailboxSize() == 0;
        }

        private ActorSnapshot snapshot(ActorRef top) {
            return find(stage.system().snapshot().root(), top).orElseThrow();
        }

        private static Optional<ActorSnapshot> find(ActorSnapshot in, ActorRef actor) {
            return in.path().equals(actor.path())
                    ? Optional.of(in)
                    : in.children().stream()
                            .flatMap(child -> find(child, actor).stream())
                            .findFirst();
        }

        private void end(ActorRef top, ActorRef mourning) {
            stage.system().stop(top);
            stage.await(() -> ends.size() == watched.get() && timers() == timersBefore);
            stage.settle();
            assertEquals(List.of(), books.complaints());
            assertTrue(ends.values().stream().allMatch(count -> count == 1), ends::toString);
            assertEquals(timersBefore, timers());
            assertTrue(books.failures() >= failures, () -> "failures=" + books.failures());
            if (combination.neverFailsOnly()) {
                assertEquals(0, books.failedOnly());
            }
            stage.system().stop(mourning);
            stage.settle();
        }

        @Override
        public String toString() {
            return combination + " messages=" + messages + " settled=" + books.settled() + " arrived="
                    + books.allArrived() + " failures=" + books.failures() + " complaints="
                    + books.complaints().stream().limit(5).toList();
        }
    }

    private static void play(Stage stage, Combination combination, int messages, int failures) {
        stage.expectFailures();
        stage.deadLetters();
        Play play = new Play(stage, combination, messages, failures);
        try {
            play.play();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(play + ": " + e.getMessage(), e);
        }
    }

    private static void settings(Stage stage) {
        stage.settings(settings -> settings.withTick(Duration.ofMillis(1))
                .withDeadLettersLogged(0)
                .withDefaultDispatcher(settings.defaultDispatcher().withWatchdog(Duration.ZERO))); // timers are counted
    }

    // ---------------------------------------------------------------- the plays

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "S02 S04 S09 S13 S14 Q03 M01 Rehearsed, each message is handled, failed or a dead letter, and once; in order; nothing is left behind")
    void restarts_rehearsed_everyMessageIsInOneSet(Stage stage) {
        settings(stage);
        List<Combination> all = combinations().toList();
        play(stage, all.get((int) (stage.seed() * 7 % all.size())), 600, 15);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "S02 S04 S09 S13 S14 Q03 M01 For each strategy, kind and directive each message is handled, failed or a dead letter, and once; in order; nothing is left behind")
    void restarts_manySmall_everyMessageIsInOneSet(Stage stage) {
        settings(stage);
        List<Combination> all = combinations().toList();
        for (int i = (int) stage.seed() % 3; i < all.size(); i += 3) {
            play(stage, all.get(i), 2_000, 20);
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Tag("nightly")
    @DisplayName(
            "S02 S04 S09 S13 S14 Q03 M01 With 1,000 failures within 100,000 messages each message is handled, failed or a dead letter, and once; in order; nothing is left behind")
    void restarts_inFull_everyMessageIsInOneSet(Combination combination) {
        Stage stage = new ThreadStage((int)
                combinations().takeWhile(each -> !each.equals(combination)).count());
        try {
            settings(stage);
            play(stage, combination, 100_000, 1_000);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown.getMessage() + stage.abandon(), thrown);
        }
        stage.close();
    }
}
