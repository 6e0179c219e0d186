package io.garrick.dispatch;

import java.util.List;

/**
 * A dispatcher with a fixed number of threads that many mailboxes share, for who watches that none of them is held for long. Any thread may look;
 * looking changes nothing and costs the workers nothing, since what is read they write anyway.
 */
public interface SharedWorkers {

    /**
     * The workers.
     *
     * @return the same threads in the same order at each call
     */
    List<Thread> threads();

    /**
     * Which run a worker is in, or was in last.
     *
     * @param worker its place in {@link #threads()}
     * @return the number of runs begun; the same number twice means: not another run
     */
    long run(int worker);

    /**
     * Whether a worker is parked and in no run.
     *
     * @param worker its place in {@link #threads()}
     * @return an estimate unless it stays so
     */
    boolean isResting(int worker);

    /**
     * Whether a worker does not rest. A worker that wakes says so (a full fence) before it calls what was given to {@link #whenWoken}, so who looks
     * after a fence of its own misses none.
     *
     * @return {@code false} when nobody is in a run
     */
    boolean isAnyAwake();

    /**
     * Asks for a call whenever a worker that rested has been woken; all may be awake already. Once, by one.
     *
     * @param call runs in the thread that wakes the worker; must be quick and not throw
     */
    void whenWoken(Runnable call);
}
