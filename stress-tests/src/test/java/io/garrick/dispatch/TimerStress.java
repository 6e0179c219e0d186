package io.garrick.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The wheel's stack of new entries, its sleep, and cancelling. */
public class TimerStress {

    /** Counts how often it has run. */
    static final class Task extends TimerTask {
        int runs;

        @Override
        protected void run() {
            runs++;
        }
    }

    static ThreadedTimerWheel wheel() {
        return new ThreadedTimerWheel("stress", Clock.system(), 1_000_000, true, thrown -> {});
    }

    /** A task is cancelled when it is due. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "cancelled")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "run")
    @Outcome(expect = FORBIDDEN, desc = "both, or neither")
    @State
    public static class CancelVersusExpire {
        private final Task task = new Task();

        @Actor
        public void canceller(II_Result r) {
            r.r1 = task.cancel() ? 1 : 0;
        }

        @Actor
        public void wheel(II_Result r) {
            task.expire();
            r.r2 = task.runs;
        }
    }

    /** Two cancel one task. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "one of them has")
    @Outcome(expect = FORBIDDEN, desc = "both have, or neither")
    @State
    public static class CancelVersusCancel {
        private final Task task = new Task();

        @Actor
        public void one(II_Result r) {
            r.r1 = task.cancel() ? 1 : 0;
        }

        @Actor
        public void two(II_Result r) {
            r.r2 = task.cancel() ? 1 : 0;
        }
    }

    /** An entry comes while the thread falls asleep for longer: r1 = it sleeps, r2 = it has been woken. */
    @JCStressTest
    @Outcome(
            id = "false, false",
            expect = ACCEPTABLE,
            desc = "it sees the entry and stays awake; the entry's thread has seen it awake")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it sees the entry, and is woken to no purpose")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it has not seen the entry, and is woken")
    @Outcome(
            expect = FORBIDDEN,
            desc =
                    "schedule: entry pushed, time read before that is out | sleep: time written, stack seen empty: it oversleeps")
    @State
    public static class ScheduleVersusSleep {
        private final ThreadedTimerWheel wheel = wheel();
        private final Task task = new Task();

        @Actor
        public void producer() {
            wheel.schedule(task, 0);
        }

        @Actor
        public void thread(ZZ_Result r) {
            r.r1 = wheel.fallsAsleep(Long.MAX_VALUE);
        }

        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r2 = wheel.isAwake();
        }
    }

    /** Two entries come while the thread takes the stack. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are in the wheel after another take")
    @Outcome(expect = FORBIDDEN, desc = "one was pushed onto a stack that had been taken")
    @State
    public static class ScheduleVersusTake {
        private final ThreadedTimerWheel wheel = wheel();
        private final Task one = new Task();
        private final Task two = new Task();

        @Actor
        public void producer() {
            wheel.schedule(one, 0);
            wheel.schedule(two, 0);
        }

        @Actor
        public void thread() {
            wheel.takeInbound(null);
        }

        @Arbiter
        public void arbiter(I_Result r) {
            wheel.takeInbound(null);
            r.r1 = (int) wheel.held();
        }
    }
}
