package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidActorNameException;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.testkit.Rehearsal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefSpec {

    @Staged
    @DisplayName("M08 S03 A restart keeps the ref with path and uid")
    void ref_restarted_isTheSame(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<ActorRef> selves = Collections.synchronizedList(new ArrayList<>());
        ActorRef actor = stage.actorOf(
                Puppet.role(journal, "a")
                        .preStart(self -> selves.add(self.self()))
                        .props(),
                "a");
        long uid = actor.path().uid();
        crash(actor);
        stage.await(() -> selves.size() == 2);
        assertSame(actor, selves.get(0));
        assertSame(actor, selves.get(1));
        assertEquals(uid, selves.get(1).path().uid());
        assertEquals("/user/a", actor.path().toStringWithoutAddress());
    }

    @Staged
    @DisplayName(
            "M08 Stopped and created again under its name, an actor has another uid, and the old ref never reaches it")
    void ref_recreated_oldOneIsDead(Stage stage) {
        Journal journal = new Journal();
        Set<Long> uids = new HashSet<>();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"), "p");
        ActorPath path = null;
        int rounds = 5;
        List<ActorRef> refs = Collections.synchronizedList(new ArrayList<>());
        for (int round = 1; round <= rounds; round++) {
            int number = round;
            tell(parent, self -> {
                self.getContext().findChild("c").ifPresent(old -> old.tell("to the old one", self.self()));
                refs.add(self.getContext().actorOf(Puppet.of(journal, "c" + number), "c"));
            });
            stage.await(() -> refs.size() == number);
            ActorRef ref = refs.get(round - 1);
            refs.forEach(any -> any.tell("for " + number, parent));
            assertTrue(uids.add(ref.path().uid()));
            assertTrue(path == null || path.equals(ref.path()), "path equality ignores the uid");
            path = ref.path();
            stage.await(() -> journal.has("c" + number + " for " + number));
            tell(parent, self -> self.getContext().watch(ref));
            tell(parent, self -> self.getContext().stop(ref));
            stage.await(() -> journal.startingWith("p Terminated").size() == number);
        }
        stage.settle();
        assertEquals(rounds, journal.startingWith("c").size());
        assertEquals(rounds * (rounds - 1) / 2, stage.deadLetters().size());
        for (int i = 1; i < rounds; i++) {
            assertNotEquals(refs.get(0), refs.get(i));
        }
    }

    @Staged
    @DisplayName("M08 Uids count from a number that the system's random gives")
    void uid_rehearsedAgain_isTheSame(Stage stage) {
        List<Long> uids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            uids.add(stage.actorOf(Puppet.of(new Journal(), "a")).path().uid());
        }
        assertEquals(uids.get(0) + 1, uids.get(1));
        assertEquals(uids.get(0) + 2, uids.get(2));
        assertTrue(Math.abs(uids.get(0)) > 1_000, "begins anywhere: " + uids);
    }

    @Test
    @DisplayName("M08 The first uid is drawn from the system's random: one seed gives it again, others give others")
    void uid_ofSystemsWithOneName_isDrawnFromTheRandom() {
        Set<Long> uids = new HashSet<>();
        for (int seed = 1; seed <= 10; seed++) {
            assertEquals(firstUid(seed), firstUid(seed));
            uids.add(firstUid(seed));
        }
        assertEquals(10, uids.size());
    }

    private static long firstUid(int seed) {
        try (Rehearsal rehearsal = Rehearsal.of(seed)) {
            return rehearsal
                    .create("one", SystemSettings.defaults())
                    .deadLetters()
                    .path()
                    .uid();
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("M08 Of actors that many threads create at once no two have one uid")
    void uid_createdByManyThreads_isUnique(Stage stage) throws Exception {
        ActorSystem system = stage.system();
        SystemServices services = SystemServices.of(system);
        int threads = 4;
        int each = 500;
        int drawn = 50_000; // without an actor between them, so that they are drawn at the same time indeed
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Future<Set<Long>>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> {
                    Set<Long> mine = new HashSet<>();
                    barrier.await();
                    for (int n = 0; n < drawn; n++) {
                        mine.add(services.nextUid());
                    }
                    for (int n = 0; n < each; n++) {
                        mine.add(system.actorOf(Props.empty()).path().uid());
                    }
                    return mine;
                }));
            }
            Set<Long> all = new HashSet<>();
            for (Future<Set<Long>> part : parts) {
                all.addAll(part.get());
            }
            assertEquals(threads * (drawn + each), all.size());
        } finally {
            pool.shutdownNow();
        }
    }

    @Staged
    @DisplayName("M08 What is done to the old ref does not concern the new actor: stop, watch, unwatch, poison")
    void ref_old_reachesTheNewActorByNoCall(Stage stage) {
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        List<ActorRef> refs = Collections.synchronizedList(new ArrayList<>());
        Puppet.Do create = self -> refs.add(self.getContext().actorOf(Puppet.of(journal, "c"), "c"));
        tell(parent, create);
        stage.settle();
        stage.system().stop(refs.get(0));
        stage.settle();
        tell(parent, create);
        stage.settle();
        ActorRef old = refs.get(0);
        ActorRef recreated = refs.get(1);
        tell(parent, self -> {
            self.getContext().watchWith(recreated, "the new one has ended");
            self.getContext().watchWith(old, "the old one has ended");
            self.getContext().stop(old);
        });
        stage.system().stop(old);
        old.tell(PoisonPill.getInstance(), parent);
        stage.await(journal, 1);
        tell(parent, self -> self.getContext().unwatch(old));
        stage.settle();
        recreated.tell("lives", parent);
        stage.await(journal, 2);
        stage.system().stop(recreated);
        stage.expect(journal, "p the old one has ended", "c lives", "p the new one has ended");
        assertEquals(1, stage.deadLetters().size());
    }

    @Staged
    @DisplayName(
            "N01 However a local ref is come by, it is the same object, equal with the same hash code, also after a restart")
    void ref_comeByInAnyWay_isOneObject(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<ActorRef> refs = Collections.synchronizedList(new ArrayList<>());
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(
                                ActorIdentity.class,
                                identity -> refs.add(identity.getActorRef().orElseThrow()))
                        .match(Terminated.class, terminated -> refs.add(terminated.getActor()))
                        .match(ActorRef.class, refs::add)
                        .matchAny(any -> refs.add(self.sender()))
                        .build())
                .props());
        tell(parent, self -> {
            ActorRef child = self.getContext()
                    .actorOf(Puppet.role(journal, "c")
                            .quiet()
                            .preStart(started -> {
                                parent.tell(started.self(), started.self());
                                parent.tell("sender", started.getSelf());
                            })
                            .props());
            refs.add(child);
            self.getContext().getChildren().forEach(refs::add);
            refs.add(self.getContext().findChild(child.path().name()).orElseThrow());
            child.tell(new Identify("who"), self.self());
            self.getContext().watch(child);
        });
        stage.await(() -> refs.size() == 6);
        crash(refs.get(0));
        stage.await(() -> refs.size() == 8);
        stage.system().stop(refs.get(0));
        stage.await(() -> refs.size() == 9);
        assertEquals(1, new HashSet<>(refs).size());
        refs.forEach(ref -> assertSame(refs.get(0), ref));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "M09 behaviour 3: 100 rounds of four threads that create one name at once: one ref and three exceptions each")
    void actorOf_oneNameByFourThreads_oneSucceeds(Stage stage) throws Exception {
        ActorSystem system = stage.system();
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            for (int round = 0; round < 100; round++) {
                List<String> names = new ArrayList<>(); // several, so that the threads meet at some of them indeed
                for (int i = 0; i < 10; i++) {
                    names.add("round-" + round + "-" + i);
                }
                List<Future<List<String>>> attempts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    attempts.add(pool.submit(() -> {
                        barrier.await();
                        return names.stream()
                                .filter(name -> hasCreated(system, name))
                                .toList();
                    }));
                }
                List<String> created = new ArrayList<>();
                for (Future<List<String>> attempt : attempts) {
                    created.addAll(attempt.get());
                }
                Collections.sort(created);
                assertEquals(names, created);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean hasCreated(ActorSystem system, String name) {
        try {
            system.actorOf(Props.empty(), name);
            return true;
        } catch (InvalidActorNameException taken) {
            assertTrue(taken.getMessage().contains(name), taken.getMessage());
            return false;
        }
    }

    /** Lives only in a props. */
    private static final class Plain extends AbstractActor {
        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    @Staged
    @DisplayName(
            "M11 new outside of a props is an ActorInitializationException: in a test, in a handler, in another's constructor")
    void new_outsideProps_fails(Stage stage) {
        assertThrows(ActorInitializationException.class, Plain::new);
        Journal journal = new Journal();
        Puppet.Do creation = self -> {
            try {
                new Plain();
                self.write("no error");
            } catch (ActorInitializationException e) {
                self.write(e.getMessage().contains(Plain.class.getName()));
            }
        };
        ActorRef inHandler = stage.actorOf(Puppet.of(journal, "handler"));
        tell(inHandler, creation);
        stage.await(journal, 1);
        stage.actorOf(Puppet.role(journal, "constructor")
                .quiet()
                .constructor(creation::on)
                .props());
        stage.expect(journal, "handler true", "constructor true");
    }

    @Staged
    @DisplayName("M11 After a failed construction the next one works, in the same handler and elsewhere")
    void actorOf_afterFailedConstruction_works(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Props failing = Puppet.role(journal, "failing")
                .constructor(self -> {
                    throw new Puppet.Crash();
                })
                .props();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        tell(parent, self -> {
            self.getContext().actorOf(failing);
            self.getContext().actorOf(Puppet.of(journal, "next")).tell("hello", self.self());
        });
        stage.await(() -> journal.has("next hello"));
        stage.actorOf(failing);
        stage.actorOf(Puppet.of(journal, "other")).tell("hello", parent);
        stage.await(() -> journal.has("other hello"));
        stage.settle();
    }

    @Staged
    @DisplayName(
            "M11 A creator that fails before it makes anything leaves no context behind: new is still refused there")
    void new_afterACreatorThatFailed_isRefused(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        tell(parent, self -> {
            for (int i = 0; i < 8; i++) {
                self.getContext().actorOf(Props.create(Plain.class, () -> {
                    throw new Puppet.Crash();
                }));
            }
        });
        stage.settle();
        assertTrue(newIsRefused());
        for (int i = 0; i < 8; i++) {
            tell(stage.actorOf(Puppet.of(journal, "next")), self -> self.write(newIsRefused()));
        }
        stage.await(journal, 8);
        assertEquals(8, journal.count("next true"));
    }

    private static boolean newIsRefused() {
        try {
            new Plain();
            return false;
        } catch (ActorInitializationException refused) {
            return refused.getMessage().contains("not with new");
        }
    }

    @Staged
    @DisplayName(
            "M11 S05 A props that gives the old instance again at a restart fails to create; with a fresh one it works again")
    void restart_instanceGivenAgain_isAFailedCreation(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Plain> made = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    journal.add(cause.getClass().getSimpleName());
                    return Directive.RESTART;
                }))
                .props());
        tell(parent, self -> {
            ActorRef child = self.getContext().actorOf(Props.create(Plain.class, () -> {
                if (calls.incrementAndGet() != 2) {
                    made.add(new Plain());
                }
                return made.get(made.size() - 1);
            }));
            child.tell(Kill.getInstance(), self.self());
            child.tell(new Identify("lives"), self.self());
        });
        stage.await(journal, 3);
        assertEquals(
                List.of("ActorKilledException", "ActorInitializationException"),
                journal.lines().subList(0, 2));
        assertEquals(2, made.size());
    }

    /** Always gives the same instance. */
    @Staged
    @DisplayName(
            "M11 A props that gives one instance twice fails to create the second actor, and nothing of the first one is touched")
    void actorOf_instanceGivenTwice_failsOnlyTheSecond(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Puppet> made = Collections.synchronizedList(new ArrayList<>());
        ActorRef first = stage.actorOf(
                Puppet.role(journal, "first").quiet().constructor(made::add).props());
        first.tell(1, first);
        stage.await(journal, 1);
        ActorRef second = stage.actorOf(Props.create(Puppet.class, () -> made.get(0)));
        second.tell("never", first);
        stage.await(() -> stage.deadLetters().size() == 1);
        first.tell(2, first);
        stage.expect(journal, "first 1", "first 2");
    }

    @Staged
    @DisplayName("M08 The dead-letter ref has a path of its own, and a dead actor's ref still tells its path")
    void path_ofTheDead_isKept(Stage stage) {
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"), "p");
        List<ActorRef> made = Collections.synchronizedList(new ArrayList<>());
        tell(parent, self -> {
            made.add(self.getContext().actorOf(Puppet.of(journal, "c")));
            made.add(self.getContext().actorOf(Puppet.of(journal, "d"), "d"));
            made.forEach(self.getContext()::watch);
        });
        stage.await(() -> made.size() == 2);
        List<String> before = made.stream().map(Object::toString).toList();
        assertTrue(before.get(0).contains("/user/p/$a#"), before.get(0));
        made.forEach(stage.system()::stop);
        stage.await(() ->
                journal.startingWith("p " + Terminated.class.getSimpleName()).size() == 2);
        assertEquals(before, made.stream().map(Object::toString).toList());
        made.get(0).tell("late", parent);
        DeadLetter letter = stage.deadLetters().get(0);
        assertSame(made.get(0), letter.recipient());
        assertEquals("/deadLetters", stage.system().deadLetters().path().toStringWithoutAddress());
    }
}
