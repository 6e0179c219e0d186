package io.garrick.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Several mailboxes with one queue: who sends adds and then looks for somebody idle; who becomes idle, or ends, looks at the queue after that. */
public class SharedQueueStress {

    /** Nothing is exempt, nothing is compared. */
    private static final class Owner implements QueueOwner {
        @Override
        public boolean isExempt(Object element) {
            return false;
        }

        @Override
        public Object message(Object element) {
            return element;
        }

        @Override
        public Envelope envelope(Object element) {
            throw new UnsupportedOperationException("nobody compares");
        }

        @Override
        public void senderCannotWait() {}

        @Override
        public void rankingFailed(Throwable thrown) {}
    }

    private static StressBox member(StressDispatcher dispatcher, SharedQueue queue) {
        StressBox box = new StressBox(dispatcher, queue.newQueue(new Owner()));
        box.start();
        dispatcher.runAll();
        return box;
    }

    /** The mailbox that is told cannot take the message; the other one is just becoming idle. */
    @JCStressTest
    @Outcome(
            id = "0, 2",
            expect = ACCEPTABLE,
            desc = "the other has seen the message as it left, or has been woken for it")
    @Outcome(
            expect = FORBIDDEN,
            desc =
                    "tell: looks, all busy | run: idle, queue empty | tell: adds: the message lies beside an idle mailbox")
    @State
    public static class TellVersusLeave {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final SharedQueue queue = new SharedQueue();
        private final StressBox told = member(dispatcher, queue);
        private final StressBox other = member(dispatcher, queue);

        public TellVersusLeave() {
            told.order(StressBox.Order.SUSPEND);
            dispatcher.runAll();
            other.enqueue("first");
            dispatcher.take();
        }

        @Actor
        public void producer() {
            told.enqueue("second");
        }

        @Actor
        public void runner() {
            other.run(64);
        }

        @Arbiter
        public void arbiter(II_Result r) {
            dispatcher.runAll();
            r.r1 = told.handled;
            r.r2 = other.handled;
        }
    }

    /** The only member ends while it is told something. */
    @JCStressTest
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "disposed of by the run that closes, or by one more")
    @Outcome(
            expect = FORBIDDEN,
            desc = "run: leaves, queue empty | tell: adds, and finds nobody: the message lies for ever")
    @State
    public static class TellVersusLastEnds {
        private final StressDispatcher dispatcher = new StressDispatcher(false);
        private final SharedQueue queue = new SharedQueue();
        private final StressBox last = member(dispatcher, queue);

        public TellVersusLastEnds() {
            last.enqueue(StressBox.CLOSE);
            dispatcher.take();
        }

        @Actor
        public void producer() {
            last.enqueue("late");
        }

        @Actor
        public void runner() {
            last.run(64);
        }

        @Arbiter
        public void arbiter(III_Result r) {
            dispatcher.runAll();
            r.r1 = last.handled;
            r.r2 = last.disposed;
            r.r3 = queue.size();
        }
    }
}
