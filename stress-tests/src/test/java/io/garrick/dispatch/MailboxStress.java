package io.garrick.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The mailbox protocol of the design, line by line. The arbiter runs what has been given to the dispatcher, and nothing else. */
public class MailboxStress {

    /** A mailbox with one message, given to the dispatcher, which the second actor will run. */
    static StressBox scheduled(StressDispatcher dispatcher, boolean roomy, Object message) {
        StressBox box = StressBox.idle(dispatcher, roomy);
        box.enqueue(message);
        dispatcher.take();
        return box;
    }

    /** Lines (1) and (2): a producer enqueues and reads the status; a runner writes the status and reads the indices. */
    @JCStressTest
    @Outcome(
            id = "2",
            expect = ACCEPTABLE,
            desc = "in this run, or the producer has scheduled another, or the runner has")
    @Outcome(
            expect = FORBIDDEN,
            desc =
                    "enqueue: index CAS | run: status idle, index read before it | enqueue: status read before that: nobody runs")
    @State
    public static class EnqueueVersusLeave {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = scheduled(dispatcher, true, "first");

        @Actor
        public void producer() {
            box.enqueue("second");
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(I_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
        }
    }

    /** Lines (1) and (2) where the producer has to link a chunk: the index is published by a CAS to odd, then by a release store. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "the runner has seen the odd index, or the producer the idle status")
    @Outcome(
            expect = FORBIDDEN,
            desc =
                    "enqueue: index odd | run: status idle, odd index taken for empty | enqueue: status read before its index is out")
    @State
    public static class LinkingEnqueueVersusLeave {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = scheduled(dispatcher, false, "first");

        @Actor
        public void producer() {
            box.enqueue("second");
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(I_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
        }
    }

    /** Line (4): the runner closes the mailbox while a producer enqueues: whoever is later has the message disposed of. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "drained by the closing run or by one more")
    @Outcome(
            expect = FORBIDDEN,
            desc = "run: closes, drains, idle | enqueue: sees closed and leaves it: the message lies for ever")
    @State
    public static class EnqueueVersusClose {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = scheduled(dispatcher, true, StressBox.CLOSE);

        @Actor
        public void producer() {
            box.enqueue("late");
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(II_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
            r.r2 = box.disposed;
        }
    }

    /** Line (4) for system messages. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "handled before the mailbox closed")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "disposed of after it")
    @Outcome(expect = FORBIDDEN, desc = "lost, or twice")
    @State
    public static class SystemVersusClose {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = scheduled(dispatcher, true, StressBox.CLOSE);

        @Actor
        public void producer() {
            box.order(StressBox.Order.NOTHING);
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(II_Result r) {
            dispatcher.runAll();
            r.r1 = box.system;
            r.r2 = box.disposedSystem;
        }
    }

    /** The system stack: a push against the runner that takes it as a whole and leaves. */
    @JCStressTest
    @Outcome(id = "3, true", expect = ACCEPTABLE, desc = "all, in the order in which each thread has sent them")
    @Outcome(
            expect = FORBIDDEN,
            desc = "pushed between the read and the reset of the head, or not reversed, or nobody runs")
    @State
    public static class SystemVersusLeave {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = StressBox.idle(dispatcher, false);

        {
            box.order(StressBox.Order.NOTHING, 1);
            dispatcher.take();
        }

        @Actor
        public void producer() {
            box.order(StressBox.Order.NOTHING, 2);
            box.order(StressBox.Order.NOTHING, 3);
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            dispatcher.runAll();
            r.r1 = box.system;
            r.r2 = box.inOrder;
        }
    }

    /** The status word: two producers find the mailbox idle, and one of them schedules it. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one CAS succeeds")
    @Outcome(expect = FORBIDDEN, desc = "both have scheduled it, or neither")
    @State
    public static class ScheduledOnce {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = StressBox.idle(dispatcher, true);

        @Actor
        public void one() {
            box.enqueue("one");
        }

        @Actor
        public void two() {
            box.enqueue("two");
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = dispatcher.size();
        }
    }

    /** Line (5): two producers, each of which runs the mailbox if it has scheduled it: runners exclude and see each other. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "one after the other, plain fields handed over by the status")
    @Outcome(expect = FORBIDDEN, desc = "both have scheduled it, or the second has not seen what the first wrote")
    @State
    public static class RunnersHandOver {
        private final StressDispatcher dispatcher = new StressDispatcher(true);
        private final StressBox box = StressBox.idle(dispatcher, true);

        @Actor
        public void one() {
            box.enqueue("one");
        }

        @Actor
        public void two() {
            box.enqueue("two");
        }

        @Arbiter
        public void arbiter(II_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
            r.r2 = box.overlaps;
        }
    }

    /** The status word: a resume against a message for a suspended mailbox, which does not schedule it. */
    @JCStressTest
    @Outcome(
            id = "2",
            expect = ACCEPTABLE,
            desc = "the resuming run sees the message, or the producer the end of the suspension")
    @Outcome(
            expect = FORBIDDEN,
            desc = "enqueue: sees suspended | run: resumes, leaves without a look: the message lies")
    @State
    public static class EnqueueVersusResume {
        private final StressDispatcher dispatcher = new StressDispatcher(true);
        private final StressBox box = StressBox.idle(dispatcher, true);

        {
            box.order(StressBox.Order.SUSPEND);
            box.enqueue("first");
        }

        @Actor
        public void resumer() {
            box.order(StressBox.Order.RESUME);
        }

        @Actor
        public void producer() {
            box.enqueue("second");
        }

        @Arbiter
        public void arbiter(I_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
        }
    }

    /** The status word: a runner diverts what is queued, and then what comes, while a producer enqueues. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it was there when the way changed")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it came after that")
    @Outcome(
            expect = FORBIDDEN,
            desc = "run: diverts, idle | enqueue: sees a suspended mailbox and leaves it: the message lies")
    @State
    public static class EnqueueVersusDivert {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final StressBox box = StressBox.idle(dispatcher, true);

        {
            box.order(StressBox.Order.DIVERT);
            dispatcher.take();
        }

        @Actor
        public void producer() {
            box.enqueue("late");
        }

        @Actor
        public void runner() {
            box.run(64);
        }

        @Arbiter
        public void arbiter(II_Result r) {
            dispatcher.runAll();
            r.r1 = box.kept;
            r.r2 = box.disposed;
        }
    }

    /** Line (3): the queue has promised a message that is not visible yet: the runner goes to the back and does not spin for it. */
    @JCStressTest
    @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "handled, in this run or in the next")
    @Outcome(expect = FORBIDDEN, desc = "the runner asks again and again, or leaves for good")
    @State
    public static class PromisedMessage {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final PromisingQueue queue = new PromisingQueue();
        private final StressBox box = new StressBox(dispatcher, queue);
        private int asked;

        @Actor
        public void producer() {
            queue.visible = true;
        }

        @Actor
        public void runner() {
            box.run(64);
            asked = queue.asked;
        }

        @Arbiter
        public void arbiter(IZ_Result r) {
            dispatcher.runAll();
            r.r1 = box.handled;
            r.r2 = asked <= 2;
        }
    }

    /** Holds one message from the beginning, which its producer shows later. */
    static final class PromisingQueue implements MessageQueue {
        volatile boolean visible;
        int asked;
        private volatile boolean taken;

        @Override
        public Object offer(Object message) {
            throw new IllegalStateException("one is enough");
        }

        @Override
        @Nullable
        public Object poll() {
            asked++;
            if (!visible || taken) {
                return null;
            }
            taken = true;
            return "promised";
        }

        @Override
        public boolean isEmpty() {
            return taken;
        }

        @Override
        public int size() {
            return taken ? 0 : 1;
        }
    }
}
