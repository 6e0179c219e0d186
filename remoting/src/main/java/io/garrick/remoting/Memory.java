package io.garrick.remoting;

import io.garrick.dispatch.TimerTask;
import io.garrick.remoting.Associations.Grave;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an association has something that must not be forgotten; looked at again when it has been without a connection for a while. Guarded by the association's monitor. */
final class Memory {

    private final Association association;
    private final Node node;
    private final Grave grave;

    /** Since when there was no connection; while there is none. */
    private long quietSinceNanos;

    /** Present while it will be looked again. */
    @Nullable
    private TimerTask forgetting;

    private boolean isKept;
    private boolean isStranger;

    Memory(Association association, Grave grave) {
        this.association = association;
        this.node = association.node();
        this.grave = grave;
    }

    /** There is something to remember from here on. */
    void keep(boolean asStranger) {
        if (!isKept || isStranger && !asStranger) {
            isStranger = asStranger;
            isKept = true;
            node.associations().keep(association, asStranger);
        }
    }

    /** There is less to remember, or no connection: looks in a while. */
    void forgetLater(List<Runnable> then) {
        quietSinceNanos = node.nanoTime();
        if (isKept && forgetting == null) {
            lookAgain(node.settings().idleTimeout().toNanos(), then);
        }
    }

    private void lookAgain(long nanos, List<Runnable> then) {
        TimerTask task = new Forgetting();
        forgetting = task;
        then.add(() -> node.schedule(task, nanos));
    }

    /** Not under the monitor. */
    void forgetIfQuiet(long nanos) {
        association.change(then -> {
            if (isKept && association.hasNothingToRemember() && node.nanoTime() - quietSinceNanos >= nanos) {
                isKept = false;
                node.associations().release(association, grave);
            }
        });
    }

    private final class Forgetting extends TimerTask {

        @Override
        protected void run() {
            long idle = node.settings().idleTimeout().toNanos();
            association.change(then -> {
                forgetting = null;
                long left = quietSinceNanos + idle - node.nanoTime();
                if (left > 0 && !association.isConnected()) { // the end of a connection looks again itself
                    lookAgain(left, then);
                }
            });
            forgetIfQuiet(idle);
        }

        @Override
        public void abandon() {}
    }
}
