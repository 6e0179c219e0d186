package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.SuppressedDeadLetter;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class MailboxSpec {

    private static final int CAPACITY = 10;

    private static void bounded(Stage stage, int capacity, Overflow overflow) {
        stage.settings(settings -> settings.withMailbox("bounded", Mailboxes.bounded(capacity, overflow)));
    }

    /** An actor with a bounded mailbox that handles nothing before the first await: under rehearsal nothing runs, on threads a latch holds it. */
    private static ActorRef held(Stage stage, Journal journal, CountDownLatch release) {
        return held(stage, journal, release, "bounded");
    }

    private static ActorRef held(Stage stage, Journal journal, CountDownLatch release, String mailbox) {
        ActorRef actor =
                stage.actorOf(Puppet.of(journal, "a").withMailbox(mailbox).withDispatcher("pinned"), "a");
        if (!stage.isRehearsal()) {
            CountDownLatch held = new CountDownLatch(1);
            tell(actor, self -> {
                held.countDown();
                release.await();
            });
            stage.await(() -> held.getCount() == 0);
        }
        return actor;
    }

    private static List<Object> lost(Stage stage) {
        return stage.deadLetters().stream().map(DeadLetter::message).toList();
    }

    private static void assertLetter(Stage stage, ActorRef recipient, ActorRef sender) {
        for (DeadLetter letter : stage.deadLetters()) {
            assertSame(recipient, letter.recipient());
            assertSame(sender, letter.sender());
            assertEquals(DeadLetter.Reason.OVERFLOW, letter.reason());
        }
    }

    private static String[] handled(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "a " + i).toArray(String[]::new);
    }

    // ---------------------------------------------------------------- system messages

    @Staged
    @DisplayName("Q01 System messages overtake user messages: a stop is handled before what has been queued for long")
    void stop_behindManyMessages_overtakes(Stage stage) {
        Journal journal = new Journal();
        int messages = 200;
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .matchAny(message -> {
                            self.write(message);
                            if (message.equals(7)) {
                                self.getContext().stop(self.self());
                            }
                        })
                        .build())
                .props());
        IntStream.range(0, messages).forEach(i -> actor.tell(i, ActorRef.noSender()));
        stage.await(() -> stage.deadLetters().size() == messages - 8);
        assertEquals(8, journal.size());
        assertEquals(IntStream.range(8, messages).boxed().collect(Collectors.toSet()), Set.copyOf(lost(stage)));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q01 S04 While a failed actor and its child wait for a decision, they handle system messages and no user message")
    void suspended_systemMessages_handled(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        CountDownLatch decision = new CountDownLatch(1);
        List<ActorRef> refs = Collections.synchronizedList(new ArrayList<>());
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
        Puppet.Role child = Puppet.role(journal, "c").quiet().preStart(self -> {
            refs.add(self.self());
            refs.add(self.getContext().actorOf(Puppet.of(journal, "g")));
            refs.add(self.getContext().actorOf(Puppet.of(journal, "h")));
        });
        stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new io.garrick.supervision.OneForOneStrategy(cause -> {
                    decision.await();
                    journal.add("decided");
                    return io.garrick.supervision.Directive.RESUME;
                }))
                .preStart(self -> self.getContext().actorOf(child.props(), "c"))
                .props()
                .withDispatcher("pinned"));
        stage.await(() -> refs.size() == 3);
        Puppet.crash(refs.get(0));
        stage.await(() -> refs.stream().allMatch(stage::isSuspended));
        refs.forEach(ref -> ref.tell("queued", ActorRef.noSender()));
        tell(watcher, self -> self.getContext().watch(refs.get(2)));
        tell(watcher, self -> self.getContext().system().stop(refs.get(2)));
        stage.await(() -> journal.size() > 0);
        assertEquals(1, journal.startingWith("watcher Terminated").size(), journal::toString);
        assertEquals(1, journal.size(), journal::toString);
        decision.countDown();
        stage.await(() -> journal.has("c queued") && journal.has("g queued"));
        assertEquals("decided", journal.lines().get(1), journal::toString);
        stage.deadLetters();
    }

    // ---------------------------------------------------------------- bounds

    @Staged
    @DisplayName(
            "Q02 Q03 behaviour 17: A mailbox of 10, drop newest: the 11th is a dead letter with recipient, sender and reason")
    void bounded_dropNewest_theNewIsLost(Stage stage) {
        bounded(stage, CAPACITY, Overflow.dropNewest());
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"));
        ActorRef actor = held(stage, journal, release);
        IntStream.rangeClosed(1, CAPACITY + 2).forEach(i -> actor.tell(i, sender));
        assertEquals(List.of(CAPACITY + 1, CAPACITY + 2), lost(stage));
        assertLetter(stage, actor, sender);
        release.countDown();
        stage.expect(journal, handled(1, CAPACITY));
    }

    @Staged
    @DisplayName("Q02 Q03 behaviour 17: A mailbox of 10, drop oldest: when the 11th comes, the first is a dead letter")
    void bounded_dropOldest_theOldIsLost(Stage stage) {
        bounded(stage, CAPACITY, Overflow.dropOldest());
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef sender = stage.actorOf(Puppet.of(journal, "sender"));
        ActorRef actor = held(stage, journal, release);
        IntStream.rangeClosed(1, CAPACITY + 2).forEach(i -> actor.tell(i, sender));
        assertEquals(List.of(1, 2), lost(stage));
        assertLetter(stage, actor, sender);
        release.countDown();
        stage.expect(journal, handled(3, CAPACITY + 2));
    }

    @Staged
    @DisplayName(
            "M03 Q02 behaviour 17: A mailbox of 10, fail: the 11th tell throws MailboxFullException and leaves no dead letter")
    void bounded_fail_senderIsTold(Stage stage) {
        bounded(stage, CAPACITY, Overflow.fail());
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(stage, journal, release);
        IntStream.rangeClosed(1, CAPACITY).forEach(i -> actor.tell(i, ActorRef.noSender()));
        MailboxFullException full =
                assertThrows(MailboxFullException.class, () -> actor.tell("one more", ActorRef.noSender()));
        assertEquals("mailbox is full: actor=/user/a capacity=10", full.getMessage());
        assertTrue(stage.deadLetters().isEmpty());
        release.countDown();
        stage.expect(journal, handled(1, CAPACITY));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q02 behaviour 17: A mailbox of 10, block: an outside sender waits for room, and after its patience the message is a dead letter")
    void bounded_blockOutside_waits(Stage stage) throws InterruptedException {
        Duration patience = Duration.ofMillis(100);
        stage.settings(settings -> settings.withMailbox(
                        "bounded", Mailboxes.bounded(CAPACITY, Overflow.block(Duration.ofHours(1))))
                .withMailbox("impatient", Mailboxes.bounded(CAPACITY, Overflow.block(patience))));
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(stage, journal, release, "impatient");
        IntStream.rangeClosed(1, CAPACITY).forEach(i -> actor.tell(i, ActorRef.noSender()));
        long begin = stage.nanoTime();
        actor.tell("too much", ActorRef.noSender());
        assertTrue(stage.nanoTime() - begin >= patience.toNanos());
        assertEquals(List.of("too much"), lost(stage));
        release.countDown();
        stage.expect(journal, handled(1, CAPACITY));
        stage.system().stop(actor);
        stage.settle();

        journal.clear();
        CountDownLatch releasePatient = new CountDownLatch(1);
        ActorRef patient = held(stage, journal, releasePatient, "bounded");
        IntStream.rangeClosed(1, CAPACITY).forEach(i -> patient.tell(i, ActorRef.noSender()));
        Thread blocked = new Thread(() -> patient.tell(CAPACITY + 1, ActorRef.noSender()));
        blocked.start();
        stage.await(() -> blocked.getState() == Thread.State.TIMED_WAITING);
        releasePatient.countDown();
        blocked.join();
        stage.expect(journal, handled(1, CAPACITY + 1));
        assertEquals(1, lost(stage).size());
        assertTrue(stage.warnings().isEmpty(), stage.warnings()::toString);
    }

    @Staged
    @DisplayName(
            "Q02 Block on a shared worker, and of an actor that tells itself, drops the newest, with one WARN for the mailbox")
    void bounded_blockOnWorkerOrItself_dropsAndWarnsOnce(Stage stage) {
        bounded(stage, CAPACITY, Overflow.block(Duration.ofHours(1)));
        Journal journal = new Journal();
        ActorRef itself = stage.actorOf(
                Puppet.of(journal, "itself").withMailbox("bounded").withDispatcher("pinned"), "itself");
        tell(
                itself,
                self -> IntStream.range(0, CAPACITY + 5)
                        .forEach(i -> self.self().tell(i, self.self())));
        stage.await(() -> journal.startingWith("itself").size() == CAPACITY);
        CountDownLatch release = new CountDownLatch(1);
        ActorRef actor = held(stage, journal, release);
        ActorRef worker = stage.actorOf(Puppet.of(journal, "worker"));
        tell(worker, self -> {
            IntStream.rangeClosed(1, CAPACITY + 5).forEach(i -> actor.tell(i, self.self()));
            self.write("done");
        });
        stage.await(() -> journal.has("worker done"));
        release.countDown();
        stage.await(() -> journal.startingWith("a ").size() == CAPACITY);
        assertEquals(10, stage.deadLetters().size());
        stage.deadLetters().forEach(letter -> assertEquals(DeadLetter.Reason.OVERFLOW, letter.reason()));
        assertEquals(2, stage.warnings().size(), stage.warnings()::toString);
        assertTrue(stage.warnings().get(0).contains("/user/itself"), stage.warnings()::toString);
        assertTrue(stage.warnings().get(1).contains("/user/a"), stage.warnings()::toString);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q02 What did not come by tell alone is neither counted nor dropped: PoisonPill, notices, ticks, and the stash on its way back")
    void bounded_exemptMessages_neitherCountedNorDropped(Stage stage) {
        bounded(stage, 1, Overflow.dropNewest());
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef actor = stage.actorOf(
                Puppet.role(journal, "a")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .match(Integer.class, any -> self.stash())
                                .matchAny(self::write)
                                .build())
                        .props()
                        .withMailbox("bounded")
                        .withDispatcher("pinned"),
                "a");
        for (int i = 1; i <= 2; i++) {
            actor.tell(i, ActorRef.noSender());
            stage.settle();
        }
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        tell(actor, self -> {
            self.getContext().watchWith(subject, "notice");
            self.timers().startSingleTimer("k", "tick", Duration.ZERO);
            self.getContext()
                    .become(AbstractActor.receiveBuilder().matchAny(self::write).build());
            self.unstashAll();
            held.countDown();
            release.await();
        });
        stage.await(() -> held.getCount() == 0);
        stage.await(() -> stage.queued(actor) == 1);
        actor.tell("fits", ActorRef.noSender());
        actor.tell("too much", ActorRef.noSender());
        stage.system().stop(subject);
        actor.tell(PoisonPill.getInstance(), ActorRef.noSender());
        assertEquals(List.of("too much"), lost(stage));
        assertEquals(3, stage.queued(actor));
        release.countDown();
        stage.await(() -> journal.size() == 4);
        stage.settle();
        assertEquals(List.of("a 1", "a 2", "a tick", "a fits"), journal.lines());
        assertEquals(List.of("too much"), lost(stage));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q02 A notice reaches a watcher whose bounded mailbox is full, and is not counted there")
    void bounded_noticeToFullMailbox_arrives(Stage stage) {
        bounded(stage, 1, Overflow.dropOldest());
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef actor =
                stage.actorOf(Puppet.of(journal, "a").withMailbox("bounded").withDispatcher("pinned"));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        tell(actor, self -> self.getContext().watchWith(subject, "notice"));
        stage.settle();
        tell(actor, self -> {
            held.countDown();
            release.await();
        });
        stage.await(() -> held.getCount() == 0);
        actor.tell("only one", ActorRef.noSender());
        stage.system().stop(subject);
        release.countDown();
        stage.await(journal, 2);
        assertEquals(Set.of("a only one", "a notice"), Set.copyOf(journal.lines()));
    }

    @Staged
    @DisplayName("Q02 The bound is exact for any number")
    void bounded_anyCapacity_exact(Stage stage) {
        List<Integer> capacities = List.of(1, 2, 3, 7, 16, 100);
        stage.settings(settings -> {
            var all = settings;
            for (int capacity : capacities) {
                all = all.withMailbox("of-" + capacity, Mailboxes.bounded(capacity, Overflow.dropNewest()));
            }
            return all;
        });
        for (int capacity : capacities) {
            Journal journal = new Journal();
            ActorRef actor = stage.actorOf(
                    Puppet.of(journal, "a").withMailbox("of-" + capacity).withDispatcher("pinned"));
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            if (!stage.isRehearsal()) {
                tell(actor, self -> {
                    held.countDown();
                    release.await();
                });
                stage.await(() -> held.getCount() == 0);
            }
            int before = stage.deadLetters().size();
            IntStream.rangeClosed(1, capacity).forEach(i -> actor.tell(i, ActorRef.noSender()));
            assertEquals(before, stage.deadLetters().size(), "capacity " + capacity);
            actor.tell("one more", ActorRef.noSender());
            assertEquals(before + 1, stage.deadLetters().size(), "capacity " + capacity);
            assertEquals(capacity, stage.queued(actor));
            release.countDown();
            stage.expect(journal, handled(1, capacity));
        }
    }

    // ---------------------------------------------------------------- dead letters

    @Staged
    @DisplayName(
            "Q03 Each message sent is handled, failed or a dead letter, exactly one of these, through crashes, restarts and the end")
    void conservation_crashesAndStop_setsAddUp(Stage stage) {
        stage.expectFailures();
        int actors = 4;
        int messages = 80;
        Choices choices = new Choices(stage.seed());
        Set<Integer> handled = Collections.synchronizedSet(new HashSet<>());
        Set<Integer> failed = Collections.synchronizedSet(new HashSet<>());
        AtomicInteger doubles = new AtomicInteger();
        List<ActorRef> refs = new ArrayList<>();
        for (int i = 0; i < actors; i++) {
            refs.add(stage.actorOf(Puppet.role(new Journal(), "a")
                    .quiet()
                    .behavior(self -> AbstractActor.receiveBuilder()
                            .match(Integer.class, id -> {
                                boolean crash = choices.oneIn(10);
                                doubles.addAndGet((crash ? failed : handled).add(id) ? 0 : 1);
                                if (choices.oneIn(120)) {
                                    self.getContext().stop(self.self());
                                }
                                if (crash) {
                                    throw new Puppet.Crash();
                                }
                            })
                            .build())
                    .props()));
        }
        Set<Integer> sent = new HashSet<>();
        for (int id = 0; id < actors * messages; id++) {
            refs.get(id % actors).tell(id, ActorRef.noSender());
            sent.add(id);
            if (id == actors * messages / 2) {
                stage.system().stop(refs.get(0));
            }
        }
        stage.settle();
        List<Object> lost = lost(stage);
        assertEquals(0, doubles.get());
        assertEquals(lost.size(), new HashSet<>(lost).size(), "no dead letter twice");
        assertEquals(sent.size(), handled.size() + failed.size() + lost.size());
        Set<Object> all = new HashSet<>(handled);
        all.addAll(failed);
        all.addAll(lost);
        assertEquals(sent, all);
    }

    @Staged
    @DisplayName(
            "Q03 What reaches the dead-letter ref itself has the reason NO_RECIPIENT; suppressed ones are told to those who ask for all")
    void deadLetterRef_told_noRecipient(Stage stage) {
        Journal journal = new Journal();
        ActorRef listener = stage.actorOf(Puppet.of(journal, "l"));
        stage.system().eventStream().subscribe(listener, SuppressedDeadLetter.class);
        record Unimportant() implements DeadLetterSuppression {}
        stage.system().deadLetters().tell("lost", listener);
        stage.system().deadLetters().tell(new Unimportant(), listener);
        stage.await(journal, 1);
        assertEquals(1, stage.deadLetters().size());
        assertEquals(
                new DeadLetter("lost", listener, stage.system().deadLetters(), DeadLetter.Reason.NO_RECIPIENT),
                stage.deadLetters().get(0));
    }

    @Staged
    @DisplayName("Q03 A listener that cannot take a dead letter any more makes no further one of it")
    void deadLetter_toDeadListener_notRepublished(Stage stage) {
        bounded(stage, 1, Overflow.dropNewest());
        Journal journal = new Journal();
        ActorRef full = stage.actorOf(Puppet.of(journal, "full").withMailbox("bounded"));
        stage.system().eventStream().subscribe(full, DeadLetter.class);
        for (int i = 0; i < 20; i++) {
            stage.system().deadLetters().tell(i, ActorRef.noSender());
        }
        stage.settle();
        assertEquals(20, stage.deadLetters().size());
        stage.system().stop(full);
        for (int i = 0; i < 20; i++) {
            stage.system().deadLetters().tell(i, ActorRef.noSender());
        }
        stage.settle();
        assertEquals(40, stage.deadLetters().size());
    }

    private record Secret(String content) {}

    /** One message to an actor that has ended, and one to an actor that does not handle it. */
    private static void loseSecrets(Stage stage) {
        ActorRef actor = stage.actorOf(Puppet.of(new Journal(), "a"));
        stage.system().stop(actor);
        stage.settle();
        actor.tell(new Secret("the password"), ActorRef.noSender());
        ActorRef listener = stage.actorOf(Puppet.role(new Journal(), "l")
                .behavior(self -> AbstractActor.emptyBehavior())
                .props());
        listener.tell(new Secret("the passphrase"), ActorRef.noSender());
        stage.settle();
        assertEquals(1, stage.deadLetters().size());
        assertTrue(stage.hasLogged(
                "message was not delivered: recipient=" + actor + " message=" + Secret.class.getName()));
        assertEquals(1, stage.warnings().size(), stage.warnings()::toString);
        assertTrue(stage.warnings().get(0).contains(Secret.class.getName()), stage.warnings()::toString);
    }

    @Staged
    @DisplayName("Q03 Logs name classes, not contents")
    void deadLetter_logged_withoutContent(Stage stage) {
        stage.settings(settings -> settings.withDeadLettersLogged(10));
        loseSecrets(stage);
        assertFalse(stage.hasLogged("the password"));
        assertFalse(stage.hasLogged("the passphrase"));
    }

    @Staged
    @DisplayName("Q03 Logs show contents where log-message-content is on")
    void deadLetter_loggedWithContent_whereThatIsOn(Stage stage) {
        stage.settings(settings -> settings.withDeadLettersLogged(10).withLogMessageContent(true));
        loseSecrets(stage);
        assertTrue(stage.hasLogged("the password"));
        assertTrue(stage.hasLogged("the passphrase"));
    }
}
