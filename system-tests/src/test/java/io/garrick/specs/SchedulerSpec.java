package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Cancellable;
import io.garrick.actor.Scheduler;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;

class SchedulerSpec {

    /** The wheel's tick, and ten times that for machines that have other things to do. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static Duration latest(Stage stage) {
        return stage.isRehearsal() ? TICK : Duration.ofSeconds(5);
    }

    /** Looks at the moment when a task is handed over: how long it waits there is the executor's affair. */
    @Staged
    @DisplayName("T01 Once: never early, at most one tick late")
    void once_anyDelay_isNeverEarlyAndHardlyLate(Stage stage) {
        Clock clock = SystemServices.of(stage.system()).clock();
        Random random = new Random(stage.seed());
        AtomicInteger ran = new AtomicInteger();
        AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
        AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
        int tasks = 50;
        for (int i = 0; i < tasks; i++) {
            Duration delay = Duration.ofNanos(random.nextInt(200_000_000));
            long due = clock.nanoTime() + delay.toNanos();
            stage.system()
                    .scheduler()
                    .scheduleOnce(
                            delay,
                            () -> {
                                long late = clock.nanoTime() - due;
                                earliest.accumulateAndGet(late, Math::min);
                                latest.accumulateAndGet(late, Math::max);
                                ran.incrementAndGet();
                            },
                            Runnable::run);
        }
        stage.await(() -> ran.get() == tasks);
        assertTrue(earliest.get() >= 0, "early by " + -earliest.get() + " ns");
        assertTrue(latest.get() <= latest(stage).toNanos(), "late by " + latest.get() + " ns");
    }

    @Staged
    @DisplayName("T01 A message is told when it is due, with its sender; a task runs on the dispatcher")
    void once_messageAndTask_arriveWhereTheyShould(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        Dispatcher dispatcher = stage.system().dispatcher();
        Scheduler scheduler = stage.system().scheduler();
        Puppet.Do reply = self -> self.sender().tell("reply", self.self());
        Cancellable message =
                scheduler.scheduleOnce(Duration.ofMillis(20), actor, "first", dispatcher, ActorRef.noSender());
        scheduler.scheduleOnce(Duration.ofMillis(60), actor, reply, dispatcher, sender);
        scheduler.scheduleOnce(Duration.ofMillis(100), () -> journal.add("task " + dispatcher.runsHere()), dispatcher);
        stage.await(journal, 3);
        assertEquals(
                List.of("a first", "s reply", "task true"),
                journal.lines().stream().sorted().toList());
        assertFalse(message.cancel());
        assertFalse(message.isCancelled());
    }

    @Staged
    @DisplayName(
            "T01 behaviour 20: Tasks with random cancels: fired + cancelled = scheduled, each cancel() true once, none early")
    void tasks_cancelledAtRandom_fireOrAreCancelled(Stage stage) {
        int tasks = stage.isRehearsal() ? 500 : 100_000;
        Random random = new Random(stage.seed());
        Scheduler scheduler = stage.system().scheduler();
        Clock clock = SystemServices.of(stage.system()).clock();
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        int cancelled = 0;
        List<Cancellable> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            Duration delay = Duration.ofMillis(random.nextInt(300));
            long due = clock.nanoTime() + delay.toNanos();
            all.add(scheduler.scheduleOnce(
                    delay,
                    () -> {
                        fired.incrementAndGet();
                        early.addAndGet(clock.nanoTime() < due ? 1 : 0);
                    },
                    stage.system().dispatcher()));
            if (random.nextBoolean()) {
                cancelled += all.get(random.nextInt(all.size())).cancel() ? 1 : 0;
            }
        }
        int sum = cancelled;
        stage.await(() -> fired.get() + sum >= tasks);
        stage.pass(Duration.ofMillis(50));
        assertEquals(tasks, fired.get() + cancelled);
        assertEquals(0, early.get());
        assertEquals(0, all.stream().filter(Cancellable::cancel).count());
        assertEquals(cancelled, all.stream().filter(Cancellable::isCancelled).count());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "T01 cancel() by several threads while tasks are due: each task either fires or was cancelled, by one of them")
    void cancel_byManyWhileDue_trueForOneOrItFires(Stage stage) throws InterruptedException {
        int tasks = 20_000;
        int threads = 4;
        AtomicIntegerArray fired = new AtomicIntegerArray(tasks);
        AtomicIntegerArray cancelled = new AtomicIntegerArray(tasks);
        AtomicInteger handed = new AtomicInteger();
        List<Cancellable> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int task = i;
            all.add(stage.system()
                    .scheduler()
                    .scheduleOnce(Duration.ofNanos(i * 5_000L), () -> fired.incrementAndGet(task), run -> {
                        handed.incrementAndGet();
                        run.run();
                    }));
        }
        List<Thread> cancelling = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            cancelling.add(new Thread(() -> {
                for (int task = 0; task < tasks; task++) {
                    cancelled.addAndGet(task, all.get(task).cancel() ? 1 : 0);
                }
            }));
        }
        stage.await(() -> handed.get() > tasks / 4);
        cancelling.forEach(Thread::start);
        for (Thread thread : cancelling) {
            thread.join();
        }
        stage.finish();
        for (int task = 0; task < tasks; task++) {
            assertEquals(1, fired.get(task) + cancelled.get(task), "task=" + task);
        }
    }

    @Staged
    @DisplayName("T01 Messages at a fixed rate and with a fixed delay come until they are cancelled")
    void periodicMessages_untilCancelled_come(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        Scheduler scheduler = stage.system().scheduler();
        Duration period = Duration.ofMillis(20);
        Cancellable rate = scheduler.scheduleAtFixedRate(
                period, period, actor, "rate", stage.system().dispatcher(), ActorRef.noSender());
        Cancellable delay = scheduler.scheduleWithFixedDelay(
                period, period, actor, "delay", stage.system().dispatcher(), ActorRef.noSender());
        stage.await(() -> journal.count("a rate") >= 5 && journal.count("a delay") >= 5);
        assertTrue(rate.cancel());
        assertTrue(delay.cancel());
        stage.settle();
        int size = journal.size();
        stage.pass(period.multipliedBy(3));
        stage.settle();
        assertTrue(journal.size() <= size + 2, "one of each may have been under way");
        if (stage.isRehearsal()) {
            assertEquals(size, journal.size());
        }
    }

    @Staged
    @DisplayName("T01 The rate holds: in virtual time as many runs as periods have passed")
    void fixedRate_longTime_asManyRunsAsPeriods(Stage stage) {
        AtomicInteger runs = new AtomicInteger();
        Duration period = Duration.ofMillis(25); // no multiple of the tick
        Cancellable task = stage.system()
                .scheduler()
                .scheduleAtFixedRate(
                        period, period, runs::incrementAndGet, stage.system().dispatcher());
        if (stage.isRehearsal()) {
            stage.pass(period.multipliedBy(1_000).plus(TICK));
            assertEquals(1_000, runs.get());
        } else {
            stage.await(() -> runs.get() >= 10);
        }
        assertTrue(task.cancel());
    }

    @Staged
    @DisplayName(
            "T01 A periodic task ends when it throws, which is reported; a periodic message ends when its receiver has ended, without dead letters for ever")
    void periodic_throwsOrReceiverHasEnded_ends(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        Scheduler scheduler = stage.system().scheduler();
        Duration period = Duration.ofMillis(10);
        Cancellable throwing = scheduler.scheduleWithFixedDelay(
                period,
                period,
                () -> {
                    journal.add("throws");
                    throw new IllegalStateException("task is broken");
                },
                stage.system().dispatcher());
        Cancellable message = scheduler.scheduleAtFixedRate(
                period, period, actor, "m", stage.system().dispatcher(), ActorRef.noSender());
        stage.await(() -> journal.has("throws") && journal.has("a m"));
        stage.system().stop(actor);
        stage.settle();
        int queued = stage.deadLetters().size(); // what had come before the end
        stage.pass(period.multipliedBy(3));
        int letters = stage.deadLetters().size();
        stage.pass(period.multipliedBy(5));
        assertEquals(letters, stage.deadLetters().size());
        assertTrue(letters <= queued + 1, "letters=" + letters + " queued=" + queued);
        assertFalse(throwing.cancel());
        assertFalse(message.cancel());
        assertEquals(1, journal.count("throws"));
        assertTrue(stage.hasLogged("task is broken"));
        assertEquals(1, stage.errors().size());
    }

    @Staged
    @DisplayName("T01 Nothing can be scheduled after the end of the system, and nothing fires")
    void schedule_systemHasEnded_isRefused(Stage stage) {
        Journal journal = new Journal();
        Scheduler scheduler = stage.system().scheduler();
        Dispatcher dispatcher = stage.system().dispatcher();
        Duration period = Duration.ofMillis(10);
        scheduler.scheduleOnce(Duration.ofHours(1), () -> journal.add("never"), dispatcher);
        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        assertThrows(
                IllegalStateException.class, () -> scheduler.scheduleOnce(period, () -> journal.add("x"), dispatcher));
        assertEquals(List.of(), journal.lines());
    }
}
