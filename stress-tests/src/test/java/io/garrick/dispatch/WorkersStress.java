package io.garrick.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Slots, queues and the idle protocol of two workers that are not started: the actors do what their threads would. */
public class WorkersStress {

    /** Two workers, both awake, nobody searching. */
    abstract static class Pair {
        final WorkStealingDispatcher dispatcher = new WorkStealingDispatcher(
                "stress-", DispatcherSettings.of("stress").withParallelism(2), Clock.system(), thrown -> {});
        final IdleWorkers idle = dispatcher.idle();
        final Worker one = dispatcher.workers()[0];
        final Worker two = dispatcher.workers()[1];
        final Mailbox a = new StressBox(dispatcher);
        final Mailbox b = new StressBox(dispatcher);

        /** What a worker does that has searched in vain. */
        final void restAfterSearch(Worker worker) {
            if (idle.goIdle(worker, true)) {
                dispatcher.wakeIfAnyWork();
            }
        }

        static boolean isWoken(Worker worker) {
            return worker.lvDuty() == Worker.SEARCH;
        }
    }

    /** The slot: its owner takes out of it what the sentinel takes too. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the owner has it")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the thief has it")
    @Outcome(expect = FORBIDDEN, desc = "both have it, or nobody")
    @State
    public static class SlotTakenTwice extends Pair {
        {
            one.push(a);
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = one.takeSlot() == a ? 1 : 0;
        }

        @Actor
        public void thief(II_Result r) {
            Mailbox seen = one.lvSlot();
            r.r2 = seen != null && one.casSlot(seen, null) ? 1 : 0;
        }
    }

    /** The slot: its owner displaces the occupant while the sentinel takes it. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "displaced into the own queue")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "taken by the thief")
    @Outcome(expect = FORBIDDEN, desc = "the occupant is in two places, or in none")
    @State
    public static class SlotDisplacedAndTaken extends Pair {
        {
            one.push(a);
        }

        @Actor
        public void owner() {
            one.push(b);
        }

        @Actor
        public void thief(II_Result r) {
            r.r2 = one.casSlot(a, null) ? 1 : 0;
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = one.pollOwn() == a ? 1 : 0;
            if (one.takeSlot() != b) {
                r.r1 = -1;
            }
        }
    }

    /** A busy worker queues surplus while the last searcher gives up. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the searcher finds it in its last look, or is woken")
    @Outcome(
            expect = FORBIDDEN,
            desc = "push: queued, word read before that is out | rest: word written, queue seen empty: nobody is woken")
    @State
    public static class SurplusVersusLastSearcher extends Pair {
        {
            one.push(a);
            idle.startSearching();
        }

        @Actor
        public void busy() {
            one.push(b);
        }

        @Actor
        public void searcher() {
            restAfterSearch(two);
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = isWoken(two);
        }
    }

    /** A task comes from outside while the last searcher gives up and everybody else sleeps. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "somebody will search")
    @Outcome(
            expect = FORBIDDEN,
            desc = "submit: sees a searcher | searcher: last look before the task is out: all sleep")
    @State
    public static class SubmitVersusLastSearcher extends Pair {
        {
            idle.goIdle(two, false);
            idle.startSearching();
        }

        @Actor
        public void outside() {
            dispatcher.execute(a);
        }

        @Actor
        public void searcher() {
            restAfterSearch(one);
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = isWoken(one) || isWoken(two);
        }
    }

    /** The last searcher finds the outside queue locked by somebody who takes one of two tasks. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "both are taken, or the searcher is woken for the other")
    @Outcome(
            expect = FORBIDDEN,
            desc = "searcher: locked, gives up | holder: lets go, sees a searcher: a task lies beside a sleeper")
    @State
    public static class FailedTryLockVersusHolder extends Pair {
        private boolean found;

        {
            dispatcher.outside().offer(a);
            dispatcher.outside().offer(b);
            idle.startSearching();
        }

        @Actor
        public void holder() {
            one.takeOutside();
        }

        @Actor
        public void searcher() {
            found = dispatcher.outside().poll(two) != null;
            if (!found) {
                restAfterSearch(two);
            }
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = found || isWoken(two) || (dispatcher.outside().isEmpty() && !one.hasSurplus());
        }
    }

    /** A slot is filled while the other worker goes to rest: somebody must watch it. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "who rests beside a worker awake becomes sentinel")
    @Outcome(expect = FORBIDDEN, desc = "the slot is filled, the other sleeps, nobody watches")
    @State
    public static class SlotFilledVersusRest extends Pair {
        @Actor
        public void filler() {
            one.push(a);
        }

        @Actor
        public void rester() {
            idle.goIdle(two, false);
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = two.lvDuty() == Worker.WATCH;
        }
    }

    /** The sentinel resigns because nobody is awake, while somebody is woken and fills a slot. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "it stays sentinel, or is appointed again")
    @Outcome(
            expect = FORBIDDEN,
            desc = "fill: sees the sentinel's bit | resign: sees nobody awake: the slot is filled, nobody watches")
    @State
    public static class SentinelResignsVersusWoken extends Pair {
        {
            idle.goIdle(one, false);
            idle.goIdle(two, false);
        }

        @Actor
        public void wokenWorker() {
            idle.wakeForWork();
            (isWoken(one) ? one : two).push(a);
        }

        @Actor
        public void sentinel() {
            idle.resignSentinel(one);
        }

        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = (isWoken(two) ? one : two).lvDuty() == Worker.WATCH;
        }
    }

    /** A task comes from outside while the only worker ends after a shutdown. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "accepted and run")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "refused and not run")
    @Outcome(expect = FORBIDDEN, desc = "accepted and lost, or refused and run all the same")
    @State
    public static class SubmitVersusRetire {
        private final WorkStealingDispatcher dispatcher = new WorkStealingDispatcher(
                "stress-", DispatcherSettings.of("stress").withParallelism(1), Clock.system(), thrown -> {});
        private final Worker worker = dispatcher.workers()[0];
        private final StressBox box = new StressBox(dispatcher);
        private boolean accepted = true;
        private boolean run;

        @Actor
        public void outside() {
            try {
                dispatcher.execute((Runnable) box);
            } catch (RejectedExecutionException e) {
                accepted = false;
            }
        }

        @Actor
        public void last() {
            dispatcher.shutdown();
            while (!dispatcher.retire(worker)) {
                run |= dispatcher.outside().poll(worker) == box;
            }
        }

        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r1 = accepted;
            r.r2 = run;
        }
    }
}
