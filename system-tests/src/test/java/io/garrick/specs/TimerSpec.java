package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.NotInfluenceReceiveTimeout;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class TimerSpec {

    private static final Duration SHORT = Duration.ofMillis(30);

    private enum Quiet implements NotInfluenceReceiveTimeout {
        PING
    }

    private static ActorRef quiet(Stage stage, Journal journal) {
        return stage.actorOf(Puppet.of(journal, "a"));
    }

    // ---------------------------------------------------------------- actor timers

    @Staged
    @DisplayName(
            "T02 A timer that happens once sends its message once, from the actor to itself, and is then no longer active")
    void single_due_onceFromItself(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchAny(message -> self.write(message + " " + (self.sender() == self.self()) + " "
                                + self.timers().isTimerActive("k")))
                        .build())
                .props());
        tell(actor, self -> {
            self.timers().startSingleTimer("k", "tick", SHORT);
            self.write("active " + self.timers().isTimerActive("k"));
        });
        stage.await(journal, 2);
        stage.finish();
        assertEquals(List.of("a active true", "a tick true false"), journal.lines());
    }

    @Staged
    @DisplayName("T02 Timers with a fixed delay and at a fixed rate go on until they are cancelled")
    void periodic_untilCancelled_ticks(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(String.class, key -> {
                            self.write(key);
                            if (journal.count("a " + key) == 5) {
                                self.timers().cancel(key);
                                assertFalse(self.timers().isTimerActive(key));
                            }
                        })
                        .build())
                .props());
        tell(actor, self -> {
            self.timers().startTimerWithFixedDelay("delay", "delay", Duration.ofMillis(10));
            self.timers().startTimerAtFixedRate("rate", "rate", Duration.ZERO, Duration.ofMillis(10));
        });
        stage.await(journal, 10);
        stage.finish();
        assertEquals(5, journal.count("a delay"));
        assertEquals(5, journal.count("a rate"));
    }

    @Staged
    @DisplayName("T02 behaviour 19: The same key replaces: a tick of the old timer that is queued already is discarded")
    void sameKey_tickQueued_discarded(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = quiet(stage, journal);
        tell(actor, self -> {
            self.timers().startSingleTimer("k", "old", Duration.ZERO);
            self.timers().startTimerAtFixedRate("r", "old", Duration.ofMillis(1));
        });
        stage.settle();
        waitForTicks(stage, actor, 2);
        tell(actor, self -> {
            long before = journal.count("a old");
            self.timers().startSingleTimer("k", "new", SHORT);
            self.timers().startSingleTimer("r", "new", SHORT);
            self.write("replaced after " + before);
        });
        stage.await(() -> journal.count("a new") == 2);
        stage.finish();
        List<String> lines = journal.lines();
        assertFalse(
                lines.subList(lines.indexOf(replaced(journal)), lines.size()).contains("a old"), journal::toString);
    }

    private static String replaced(Journal journal) {
        return journal.startingWith("a replaced").get(0);
    }

    /** Lets ticks queue up behind a message that takes its time: on virtual time there is always one that overtakes, on threads one is made. */
    private static void waitForTicks(Stage stage, ActorRef actor, int ticks) {
        if (!stage.isRehearsal()) {
            tell(actor, self -> stage.await(() -> stage.queued(actor) >= ticks));
        } else {
            for (int i = 0; i < 40; i++) {
                tell(actor, self -> {});
            }
        }
    }

    @Staged
    @DisplayName("T02 behaviour 19: A tick that is queued when its timer is cancelled, or all are, is discarded")
    void cancel_tickQueued_discarded(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = quiet(stage, journal);
        for (boolean all : new boolean[] {true, false}) {
            tell(actor, self -> {
                self.timers().startSingleTimer("k", "tick", Duration.ZERO);
                self.timers().startTimerAtFixedRate("r", "tick", Duration.ofMillis(1));
                self.timers().startTimerWithFixedDelay("d", "tick", Duration.ofMillis(1));
            });
            waitForTicks(stage, actor, 3);
            tell(actor, self -> {
                if (all) {
                    self.timers().cancelAll();
                } else {
                    List.of("k", "r", "d", "unknown").forEach(self.timers()::cancel);
                }
                self.write("cancelled " + all);
            });
            stage.await(() -> journal.has("a cancelled " + all));
            int size = journal.size();
            stage.finish();
            assertEquals(size, journal.size(), journal::toString);
        }
    }

    @Staged
    @DisplayName(
            "T02 S03 behaviour 19: A crash ends the timers: ticks of the old instance that are queued already are discarded, the new instance's come")
    void crash_tickQueued_discarded(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .preStart(self -> {
                    if (self.generation == 1) {
                        self.timers().startTimerAtFixedRate("k", "tick of 1", Duration.ofMillis(1));
                        self.timers().startSingleTimer("only of 1", "tick of 1", Duration.ZERO);
                    } else {
                        self.write("instance 2");
                        assertFalse(self.timers().isTimerActive("only of 1"));
                        self.timers().startSingleTimer("k", "tick of 2", SHORT);
                    }
                })
                .props());
        waitForTicks(stage, actor, 2);
        crash(actor);
        stage.await(() -> journal.has("a tick of 2"));
        stage.finish();
        List<String> lines = journal.lines();
        assertEquals(
                List.of("a instance 2", "a tick of 2"), lines.subList(lines.indexOf("a instance 2"), lines.size()));
        assertTrue(stage.deadLetters().isEmpty(), "a discarded tick is no dead letter");
    }

    @Staged
    @DisplayName("T02 A resumed actor keeps its timers, also the one whose tick made it fail")
    void resume_afterTick_timersGoOn(Stage stage) {
        stage.expectFailures();
        stage.settings(settings -> settings.withGuardianStrategy(Stage.always(Directive.RESUME)));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(String.class, key -> {
                            self.write(key);
                            if (journal.count("a " + key) == 4) {
                                self.timers().cancel(key);
                            }
                            throw new Puppet.Crash();
                        })
                        .build())
                .props());
        tell(actor, self -> {
            self.timers().startTimerWithFixedDelay("delay", "delay", Duration.ofMillis(5));
            self.timers().startTimerAtFixedRate("rate", "rate", Duration.ofMillis(5));
        });
        stage.await(journal, 8);
        stage.finish();
        assertEquals(8, journal.size());
    }

    @Staged
    @DisplayName("T02 M07 A timer may send PoisonPill and Kill, which act as if they had been told")
    void timer_poisonPillAndKill_act(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef poisoned = stage.actorOf(Puppet.role(journal, "poisoned").props());
        ActorRef killed = stage.actorOf(Puppet.role(journal, "killed").props());
        tell(poisoned, self -> self.timers().startSingleTimer("k", PoisonPill.getInstance(), SHORT));
        tell(killed, self -> self.timers().startSingleTimer("k", Kill.getInstance(), SHORT));
        stage.await(() -> journal.has("poisoned postStop 1") && journal.has("killed postStop 1"));
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("T02 T01 Timers are never early: single ones, with a fixed delay and at a fixed rate")
    void timers_virtualTime_neverEarly(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<Long> begin = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Integer.class, period -> {
                            self.write(period);
                            long millis = (stage.nanoTime() - begin.get()) / 1_000_000;
                            long count = journal.count("a " + period);
                            assertTrue(millis >= count * period, period + " at " + millis);
                            if (count == 20) {
                                self.timers().cancel(period);
                            }
                        })
                        .build())
                .props());
        tell(actor, self -> {
            begin.set(stage.nanoTime());
            self.timers().startTimerAtFixedRate(7, 7, Duration.ofMillis(7));
            self.timers().startTimerWithFixedDelay(13, 13, Duration.ofMillis(13));
            self.timers().startTimerAtFixedRate(20_000, 20_000, Duration.ofSeconds(20));
        });
        stage.finish();
        assertEquals(60, journal.size());
    }

    // ---------------------------------------------------------------- receive timeout

    @Staged
    @DisplayName(
            "T03 A receive timeout comes when no message has come for so long, tells its duration, and repeats until it is cancelled")
    void receiveTimeout_noMessages_repeats(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(ReceiveTimeout.class, timeout -> {
                            self.write(timeout.equals(ReceiveTimeout.of(SHORT)));
                            if (journal.size() == 3) {
                                self.getContext().cancelReceiveTimeout();
                                assertTrue(self.getContext().getReceiveTimeout().isEmpty());
                            }
                        })
                        .build())
                .props());
        tell(actor, self -> {
            self.getContext().setReceiveTimeout(SHORT.multipliedBy(2));
            self.getContext().setReceiveTimeout(SHORT);
            assertEquals(SHORT, self.getContext().getReceiveTimeout().orElseThrow());
            assertThrows(IllegalArgumentException.class, () -> self.getContext().setReceiveTimeout(Duration.ZERO));
        });
        stage.await(journal, 3);
        stage.finish();
        assertEquals(List.of("a true", "a true", "a true"), journal.lines());
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "T03 Every message restarts it, ticks of timers and notices too; those marked NotInfluenceReceiveTimeout do not, nor does a discarded tick")
    void receiveTimeout_messages_restartUnlessMarked(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"));
        ActorRef actor = quiet(stage, journal);
        tell(actor, self -> {
            self.getContext().setReceiveTimeout(Duration.ofSeconds(10));
            self.getContext().watchWith(subject, "gone");
            self.timers().startSingleTimer("k", "tick", Duration.ofSeconds(14));
        });
        stage.pass(Duration.ofSeconds(7));
        actor.tell("message", ActorRef.noSender());
        stage.pass(Duration.ofSeconds(13));
        stage.system().stop(subject);
        stage.pass(Duration.ofSeconds(5));
        assertEquals(List.of("a message", "a tick", "a gone"), journal.lines());
        actor.tell(Quiet.PING, ActorRef.noSender());
        stage.pass(Duration.ofSeconds(6));
        assertEquals(
                List.of("a message", "a tick", "a gone", "a PING", "a " + ReceiveTimeout.of(Duration.ofSeconds(10))),
                journal.lines());
        tell(actor, self -> self.getContext().cancelReceiveTimeout());
        stage.finish();
    }

    private enum CancelTimer implements NotInfluenceReceiveTimeout {
        CANCEL_TIMER
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("T03 A discarded tick does not restart it")
    void receiveTimeout_discardedTick_doesNotRestart(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(CancelTimer.class, any -> {
                            self.timers().cancel("k");
                            self.write("cancelled");
                        })
                        .matchAny(self::write)
                        .build())
                .props());
        tell(actor, self -> {
            self.getContext().setReceiveTimeout(Duration.ofSeconds(10));
            self.getContext()
                    .system()
                    .scheduler()
                    .scheduleOnce(
                            Duration.ofSeconds(6),
                            self.self(),
                            CancelTimer.CANCEL_TIMER,
                            self.getContext().dispatcher(),
                            ActorRef.noSender());
            self.timers().startSingleTimer("k", "never", Duration.ofSeconds(6));
        });
        stage.pass(Duration.ofMillis(10_020));
        assertEquals(List.of("a cancelled", "a " + ReceiveTimeout.of(Duration.ofSeconds(10))), journal.lines());
        tell(actor, self -> self.getContext().cancelReceiveTimeout());
        stage.finish();
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("T03 S04 It stands still while the actor is suspended, and at most one is queued")
    void receiveTimeout_suspended_standsStill(Stage stage) throws InterruptedException {
        stage.expectFailures();
        Duration timeout = Duration.ofMillis(150);
        Journal journal = new Journal();
        CountDownLatch decision = new CountDownLatch(1);
        AtomicReference<ActorRef> child = new AtomicReference<>();
        AtomicLong resumedNanos = new AtomicLong();
        Puppet.Role role = Puppet.role(journal, "c")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(ReceiveTimeout.class, any -> {
                            self.write(stage.nanoTime() - resumedNanos.get() >= timeout.toNanos() * 9 / 10);
                            self.getContext().cancelReceiveTimeout();
                        })
                        .build());
        stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    decision.await();
                    resumedNanos.set(stage.nanoTime());
                    return Directive.RESUME;
                }))
                .preStart(self -> child.set(self.getContext().actorOf(role.props(), "c")))
                .props()
                .withDispatcher("pinned"));
        stage.await(() -> child.get() != null);
        tell(child.get(), self -> self.getContext().setReceiveTimeout(timeout));
        crash(child.get());
        stage.pass(timeout.multipliedBy(3));
        assertEquals(0, journal.size());
        stage.await(() -> stage.queued(child.get()) > 0);
        assertEquals(1, stage.queued(child.get()));
        decision.countDown();
        stage.await(journal, 1);
        stage.finish();
        assertEquals(List.of("c true"), journal.lines());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "T03 Behind a handler that takes longer than the time-out one is queued, and it does not count the handler's time")
    void receiveTimeout_busyActor_oneIsQueuedAndNoneComesAtOnce(Stage stage) {
        Duration timeout = Duration.ofMillis(100);
        Journal journal = new Journal();
        AtomicLong busyUntil = new AtomicLong();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(ReceiveTimeout.class, any -> {
                            self.write(stage.nanoTime() - busyUntil.get() >= timeout.toNanos());
                            self.getContext().cancelReceiveTimeout();
                        })
                        .build())
                .props()
                .withDispatcher("pinned"));
        tell(actor, self -> {
            self.getContext().setReceiveTimeout(timeout);
            stage.await(() -> stage.queued(actor) > 0);
            stage.pass(timeout.multipliedBy(3));
            self.write("queued " + stage.queued(actor));
            busyUntil.set(stage.nanoTime());
        });
        stage.await(() -> journal.size() > 0);
        assertEquals("a queued 1", journal.lines().get(0));
        stage.await(journal, 2);
        stage.finish();
        assertEquals(List.of("a queued 1", "a true"), journal.lines());
    }
}
