package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Kill;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.actor.Scheduler;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.pattern.Patterns;
import io.garrick.supervision.Directive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** More messages than a mailbox holds or an actor lives to see, from several threads. */
class OverloadSpec {

    private static final Duration LONG = Duration.ofHours(1);

    private static void mailbox(Stage stage, int capacity, Overflow overflow) {
        stage.settings(settings -> settings.withMailbox("bounded", Mailboxes.bounded(capacity, overflow)));
    }

    /** Makes an actor with a bounded mailbox and a thread of its own wait within a handler, which first does something. */
    private static ActorRef held(Stage stage, Puppet.Role role, CountDownLatch release, Puppet.Do first) {
        ActorRef actor =
                stage.actorOf(role.quiet().props().withMailbox("bounded").withDispatcher("pinned"), "held");
        CountDownLatch held = new CountDownLatch(1);
        tell(actor, self -> {
            first.on(self);
            held.countDown();
            release.await();
        });
        stage.await(() -> held.getCount() == 0);
        return actor;
    }

    private static List<Object> lost(Stage stage) {
        return stage.deadLetters().stream().map(DeadLetter::message).toList();
    }

    // ---------------------------------------------------------------- bounds

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q02 Kill, Terminated and a receive timeout are neither counted nor dropped")
    void bounded_killTerminatedAndReceiveTimeout_alwaysFit(Stage stage) {
        stage.expectFailures();
        stage.settings(settings -> settings.withMailbox("bounded", Mailboxes.bounded(1, Overflow.dropNewest()))
                .withGuardianStrategy(Stage.always(Directive.RESUME)));
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef actor = held(stage, Puppet.role(journal, "a"), release, self -> {
            self.getContext().watch(subject);
            self.getContext().setReceiveTimeout(Duration.ofMillis(1));
        });
        stage.await(() -> stage.queued(actor) == 1);
        actor.tell("fits", ActorRef.noSender());
        actor.tell("too much", ActorRef.noSender());
        actor.tell(Kill.getInstance(), ActorRef.noSender());
        actor.tell(Kill.getInstance(), ActorRef.noSender());
        stage.system().stop(subject);
        assertEquals(4, stage.queued(actor));
        assertEquals(List.of("too much"), lost(stage));
        tell(actor, self -> self.getContext().cancelReceiveTimeout());
        assertEquals(2, stage.deadLetters().size(), "what cancels it is a message as others are");
        release.countDown();
        stage.await(() -> journal.startingWith("a Terminated").size() == 1
                && !journal.startingWith("a " + ReceiveTimeout.of(Duration.ofMillis(1)))
                        .isEmpty());
        assertEquals(1, journal.count("a fits"));
        stage.await(() -> stage.warnings().stream()
                        .filter(line -> line.startsWith("actor failed"))
                        .count()
                == 2);
        stage.system().stop(actor);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q02 Block on the thread of the timers drops the newest, with one WARN, and the timers go on")
    void bounded_blockOnTimerThread_doesNotWait(Stage stage) {
        mailbox(stage, 1, Overflow.block(LONG));
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(stage, Puppet.role(journal, "a"), release, self -> {});
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        Scheduler scheduler = stage.system().scheduler();
        Dispatcher dispatcher = stage.system().dispatcher();
        for (int i = 0; i < 3; i++) {
            scheduler.scheduleOnce(Duration.ZERO, actor, "message", dispatcher, ActorRef.noSender());
        }
        stage.await(() -> stage.deadLetters().size() == 2);
        scheduler.scheduleOnce(Duration.ZERO, other, "goes on", dispatcher, ActorRef.noSender());
        stage.await(() -> journal.has("other goes on"));
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.OVERFLOW, letter.reason()));
        assertEquals(1, stage.warnings().size(), stage.warnings()::toString);
        assertTrue(stage.warnings().get(0).contains("-timer"), stage.warnings()::toString);
        release.countDown();
        stage.await(() -> journal.has("a message"));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q02 Block waits within an actor whose thread may block: pinned, and virtual where the JDK has those")
    void bounded_blockWithinActorThatMayBlock_waits(Stage stage) {
        stage.settings(settings -> settings.withMailbox("bounded", Mailboxes.bounded(1, Overflow.block(LONG)))
                .withDispatcher(DispatcherSettings.of("virtual").withKind(DispatcherSettings.Kind.VIRTUAL_THREADS)));
        boolean hasVirtualThreads = Runtime.version().feature() >= 21;
        List<String> dispatchers = hasVirtualThreads ? List.of("pinned", "virtual") : List.of("pinned");
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(stage, Puppet.role(journal, "a"), release, self -> {});
        actor.tell("fills it", ActorRef.noSender());
        List<AtomicReference<Thread>> senders = new ArrayList<>();
        for (String dispatcher : dispatchers) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            senders.add(thread);
            ActorRef sender = stage.actorOf(Puppet.of(journal, dispatcher).withDispatcher(dispatcher));
            tell(sender, self -> {
                thread.set(Thread.currentThread());
                actor.tell("from " + dispatcher, self.self());
                self.write("sent");
            });
        }
        for (AtomicReference<Thread> sender : senders) {
            stage.await(() -> sender.get() != null && sender.get().getState() == Thread.State.TIMED_WAITING);
        }
        assertEquals(0, journal.size(), journal::toString);
        release.countDown();
        stage.await(journal, 1 + 2 * dispatchers.size());
        dispatchers.forEach(dispatcher -> {
            assertTrue(journal.has("a from " + dispatcher), journal::toString);
            assertTrue(journal.has(dispatcher + " sent"), journal::toString);
        });
        assertTrue(stage.warnings().isEmpty(), stage.warnings()::toString);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q02 Q03 Senders that wait for room when the mailbox's actor ends go on, and their messages are dead letters STOPPED")
    void bounded_stopWhileSendersWait_letsThemGo(Stage stage) throws InterruptedException {
        mailbox(stage, 2, Overflow.block(LONG));
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(
                stage,
                Puppet.role(journal, "a"),
                release,
                self -> self.getContext().stop(self.self()));
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            Thread sender = new Thread(() -> actor.tell(number, ActorRef.noSender()));
            sender.start();
            senders.add(sender);
        }
        stage.await(() -> senders.stream()
                        .filter(sender -> sender.getState() == Thread.State.TIMED_WAITING)
                        .count()
                == 6);
        release.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        stage.await(() -> stage.deadLetters().size() == 8);
        assertEquals(IntStream.range(0, 8).boxed().collect(Collectors.toSet()), Set.copyOf(lost(stage)));
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.STOPPED, letter.reason()));
        assertEquals(0, journal.size());
    }

    // ---------------------------------------------------------------- nothing lost

    private static final int PRODUCERS = 20;
    private static final int EACH = 500;

    /** Has 20 threads send their numbers, and looks at the mailbox's size meanwhile. */
    private static void produce(Stage stage, ActorRef actor, int mostQueued) throws InterruptedException {
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int first = i * EACH;
            producers.add(new Thread(() ->
                    IntStream.range(first, first + EACH).forEach(number -> actor.tell(number, ActorRef.noSender()))));
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                int size = stage.queued(actor);
                wrong.addAndGet(size < 0 || size > mostQueued ? 1 : 0);
            }
        });
        looking.start();
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        over.set(true);
        looking.join();
        assertEquals(0, wrong.get());
    }

    private static Puppet.Role counting(List<Integer> handled, int stopAfter) {
        return Puppet.role(new Journal(), "counting")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Integer.class, number -> {
                            handled.add(number);
                            if (handled.size() == stopAfter) {
                                self.getContext().stop(self.self());
                            }
                        })
                        .build());
    }

    private static void assertEachIsHandledOrLostOnce(Stage stage, List<Integer> handled) {
        int all = PRODUCERS * EACH;
        stage.await(() -> handled.size() + stage.deadLetters().size() >= all);
        stage.settle();
        List<Object> both = new ArrayList<>(handled);
        both.addAll(lost(stage));
        assertEquals(all, both.size());
        assertEquals(IntStream.range(0, all).boxed().collect(Collectors.toSet()), new HashSet<>(both));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q03 Q02 M01 behaviour 18: 10,000 messages from 20 producers: none lost, none twice, each producer's in order; the size is never negative")
    void producers_unbounded_eachHandledOnceInOrder(Stage stage) throws InterruptedException {
        List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
        ActorRef actor = stage.actorOf(counting(handled, -1).props());
        produce(stage, actor, PRODUCERS * EACH);
        assertEachIsHandledOrLostOnce(stage, handled);
        assertEquals(0, stage.deadLetters().size());
        for (int producer = 0; producer < PRODUCERS; producer++) {
            int first = producer * EACH;
            assertEquals(
                    IntStream.range(first, first + EACH).boxed().toList(),
                    handled.stream()
                            .filter(number -> number >= first && number < first + EACH)
                            .toList());
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q03 behaviour 18: The actor ends under 20 producers: what was not handled is a dead letter, and nothing is both")
    void producers_actorEnds_restIsDeadLetters(Stage stage) throws InterruptedException {
        List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
        ActorRef actor = stage.actorOf(counting(handled, 1_000).props());
        produce(stage, actor, PRODUCERS * EACH);
        assertEachIsHandledOrLostOnce(stage, handled);
        assertEquals(1_000, handled.size());
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.STOPPED, letter.reason()));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q02 Q03 behaviour 18: A mailbox of 7 under 20 producers, each policy: never more than 7 queued; each message handled or a dead letter")
    void producers_bounded_eachHandledOrDropped(Stage stage) throws InterruptedException {
        stage.settings(settings -> settings.withMailbox("newest", Mailboxes.bounded(7, Overflow.dropNewest()))
                .withMailbox("oldest", Mailboxes.bounded(7, Overflow.dropOldest()))
                .withMailbox("block", Mailboxes.bounded(7, Overflow.block(LONG))));
        Set<String> dropping = Set.of("newest", "oldest");
        int before = 0;
        for (String mailbox : List.of("newest", "oldest", "block")) {
            List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
            ActorRef actor = stage.actorOf(counting(handled, -1).props().withMailbox(mailbox));
            int known = before;
            produce(stage, actor, 7);
            stage.await(() -> handled.size() + stage.deadLetters().size() - known >= PRODUCERS * EACH);
            stage.settle();
            List<DeadLetter> letters = stage.deadLetters();
            List<Object> both = new ArrayList<>(handled);
            letters.subList(known, letters.size()).forEach(letter -> both.add(letter.message()));
            assertEquals(PRODUCERS * EACH, both.size(), mailbox);
            assertEquals(PRODUCERS * EACH, new HashSet<>(both).size(), mailbox);
            assertTrue(dropping.contains(mailbox) || letters.size() == known, mailbox);
            before = letters.size();
        }
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.OVERFLOW, letter.reason()));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q03 T02 T03 Ticks, a notice and a receive timeout that are queued when their actor ends are no dead letters")
    void stop_signalsQueued_noDeadLetters(Stage stage) {
        mailbox(stage, 1, Overflow.dropNewest());
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"));
        ActorRef actor = held(stage, Puppet.role(journal, "a"), release, self -> {
            self.getContext().watch(subject);
            self.getContext().setReceiveTimeout(Duration.ofMillis(1));
            self.timers().startSingleTimer("k", "tick", Duration.ZERO);
            Patterns.gracefulStop(subject, LONG).toCompletableFuture().join();
            stage.await(() -> stage.queued(self.self()) == 2);
            self.getContext().stop(self.self());
        });
        actor.tell("lost", ActorRef.noSender());
        release.countDown();
        stage.settle();
        assertEquals(List.of("lost"), lost(stage));
        assertEquals(0, journal.size(), journal::toString);
    }
}
