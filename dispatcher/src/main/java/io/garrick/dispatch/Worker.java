package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a {@link WorkStealingDispatcher}, with a queue of its own and a slot for the mailbox that was woken last.
 *
 * <p><b>A worker keeps what it wakes.</b> A mailbox that a run wakes goes into the slot and runs next, on this core, with its messages in the
 * cache; what it displaces goes to the back of the own queue. A run out of the slot shares the budget of the run that filled it, and at
 * most {@value #SLOT_RUNS} follow each other; then the occupant goes to the back, so that nobody is starved by two who talk to each other.
 *
 * <p><b>Nobody is woken for what its finder will run next itself</b>: only for what lies in the own queue while something else is about to run. The
 * slot is not searched by thieves; the sentinel takes out of it what has lain there from one look to the next without its owner having
 * begun another run.
 */
final class Worker extends DispatchThread {

    static final int WORK = 0;
    static final int SEARCH = 1;
    static final int SLEEP = 2;
    static final int WATCH = 3;

    /** Runs after which the outside queue is looked at, at the latest. */
    static final int OUTSIDE_INTERVAL = 61;

    static final int SLOT_RUNS = 3;

    private static final int OWN_CAPACITY = 256;
    private static final int STEAL_BATCH = 32;

    private static final VarHandle SLOT;
    private static final VarHandle RUNS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SLOT = lookup.findVarHandle(Worker.class, "slot", Runnable.class);
            RUNS = lookup.findVarHandle(Worker.class, "runs", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkStealingDispatcher dispatcher;
    private final IdleWorkers idle;
    private final OutsideQueue outside;
    private final ErrorHandler errors;
    private final int index;
    private final int throughput;
    private final SpmcVarHandleArrayQueue<Runnable> own = new SpmcVarHandleArrayQueue<>(OWN_CAPACITY);
    private final MessagePassingQueue.Consumer<Runnable> keepStolen = this::keepStolen;

    /** Only the owner puts in; the sentinel may take out. */
    @Nullable
    private volatile Runnable slot;

    /** Runs begun; written by the owner, read by the sentinel and for snapshots. */
    private long runs;

    private long lastLookOutside;

    @Nullable
    private Runnable stolen;

    /** What others have decided that this worker does while it rests. */
    private volatile int duty;

    Worker(WorkStealingDispatcher dispatcher, int index, String name, boolean daemon) {
        super(name, daemon, false);
        this.dispatcher = dispatcher;
        this.idle = dispatcher.idle();
        this.outside = dispatcher.outside();
        this.errors = dispatcher.errors();
        this.throughput = dispatcher.throughput();
        this.index = index;
    }

    // ---------------------------------------------------------------- queueing, by this thread within a run

    boolean worksFor(WorkStealingDispatcher other) {
        return dispatcher == other;
    }

    /** Queues a task that the current run has woken: it goes into the slot. */
    void push(Runnable task) {
        if (lvSlot() == null) {
            soSlot(task);
        } else {
            Runnable displaced = gasSlot(task);
            if (displaced != null) {
                keep(displaced);
                VarHandle.fullFence(); // queued, then read who is idle
                idle.wakeForWork();
            }
        }
        idle.watchSlots();
    }

    /** Queues a task at the back; whoever takes before it sees to it that it is found. Also used to take over a share of other queues. */
    void keep(Runnable task) {
        if (!own.relaxedOffer(task)) { // full, or a thief has not cleared its place yet
            outside.offer(task);
        }
    }

    /** How many tasks fit into the own queue. */
    int room() {
        return OWN_CAPACITY - own.size();
    }

    // ---------------------------------------------------------------- running

    @Override
    public void run() {
        Runnable task = nextTask();
        while (task != null) {
            runChain(task);
            task = nextTask();
        }
    }

    /** Runs a task and then what it and its successors put into the slot, within one budget. */
    private void runChain(Runnable first) {
        int left = throughput - runTask(first, throughput);
        for (int slotRuns = 0; slotRuns < SLOT_RUNS && left > 0; slotRuns++) {
            Runnable woken = takeSlot();
            if (woken == null) {
                return;
            }
            left -= runTask(woken, left);
        }
        Runnable late = takeSlot();
        if (late != null) {
            keep(late);
        }
    }

    private int runTask(Runnable task, int budget) {
        soRuns(runs + 1);
        interrupted();
        try {
            if (task instanceof Mailbox mailbox) {
                return mailbox.run(budget);
            }
            task.run();
            return 1;
        } catch (Throwable thrown) {
            report(errors, thrown);
            return budget;
        }
    }

    // ---------------------------------------------------------------- finding the next task

    @Nullable
    private Runnable nextTask() {
        Runnable task = null;
        if (runs - lastLookOutside >= OUTSIDE_INTERVAL - SLOT_RUNS) {
            task = takeOutside();
        }
        if (task == null) {
            task = takeOwn();
        }
        if (task == null) {
            task = takeOutside();
        }
        return task != null ? task : search();
    }

    @Nullable
    private Runnable takeSlot() {
        if (lvSlot() == null) {
            return null;
        }
        Runnable task = gasSlot(null);
        wakeForRest();
        return task;
    }

    @Nullable
    private Runnable takeOwn() {
        Runnable task = own.poll();
        wakeForRest();
        return task;
    }

    @Nullable
    private Runnable takeOutside() {
        lastLookOutside = runs;
        Runnable task = outside.poll(this);
        if (!outside.isEmpty()) {
            idle.wakeForWork();
        } else {
            wakeForRest();
        }
        return task;
    }

    /** Something has just been taken, by an atomic operation; if more is left, somebody else may have it. */
    private void wakeForRest() {
        if (!own.isEmpty()) {
            idle.wakeForWork();
        }
    }

    /** Looks everywhere, then rests until there is something to be found; {@code null} when the thread is to end. */
    @Nullable
    private Runnable search() {
        boolean searching = idle.startSearching();
        while (true) {
            Runnable task = searching ? findAnywhere() : null;
            if (task != null) {
                stopSearching();
                return task;
            }
            if (dispatcher.isShutdown()) {
                if (searching) {
                    stopSearching();
                }
                if (dispatcher.retire(this)) {
                    return null;
                }
                searching = idle.startSearching();
                continue;
            }
            if (idle.goIdle(this, searching)) {
                dispatcher.wakeIfAnyWork();
            }
            task = rest();
            if (task != null) {
                return task;
            }
            searching = true;
        }
    }

    private void stopSearching() {
        if (idle.stopSearching()) {
            dispatcher.wakeIfAnyWork();
        }
    }

    @Nullable
    private Runnable findAnywhere() {
        Runnable task = takeOutside();
        Worker[] all = dispatcher.workers();
        for (int i = 1; task == null && i < all.length; i++) {
            task = stealFrom(all[(index + i) % all.length]);
        }
        return task;
    }

    /** Takes half of what another has in its queue, one to run and the others into the own queue. */
    @Nullable
    private Runnable stealFrom(Worker victim) {
        int size = victim.own.size();
        if (size == 0) {
            return null;
        }
        victim.own.drain(keepStolen, Math.min(size - size / 2, STEAL_BATCH));
        Runnable task = stolen;
        stolen = null;
        return task;
    }

    private void keepStolen(Runnable task) {
        if (stolen == null) {
            stolen = task;
        } else {
            keep(task);
        }
    }

    /** Whether a thief would find something here. */
    boolean hasSurplus() {
        return !own.isEmpty();
    }

    // ---------------------------------------------------------------- resting

    /** Sleeps or watches until woken to search ({@code null}), or until the watch has found a task. */
    @Nullable
    private Runnable rest() {
        SlotWatch watch = null;
        Runnable task = null;
        int now = lvDuty();
        while (task == null && now != SEARCH) {
            interrupted();
            if (now == WATCH) {
                watch = watch == null ? new SlotWatch(this, dispatcher.workers()) : watch;
                task = watchFor(watch);
            } else {
                park(dispatcher);
            }
            now = lvDuty();
        }
        if (task != null) {
            idle.sentinelFoundWork(this);
            if (lvDuty() == SEARCH) {
                stopSearching();
            }
        }
        return task;
    }

    @Nullable
    private Runnable watchFor(SlotWatch watch) {
        park(dispatcher, watch.nextLookNanos());
        if (lvDuty() != WATCH) {
            return null;
        }
        idle.resignSentinel(this);
        return watch.look();
    }

    // ---------------------------------------------------------------- named access

    void duty(int value) {
        duty = value;
    }

    private int lvDuty() {
        return duty;
    }

    @Nullable
    Runnable lvSlot() {
        return slot;
    }

    private void soSlot(Runnable task) {
        SLOT.setRelease(this, task);
    }

    @Nullable
    private Runnable gasSlot(@Nullable Runnable task) {
        return (Runnable) SLOT.getAndSet(this, task);
    }

    boolean casSlot(Runnable expected, @Nullable Runnable task) {
        return SLOT.compareAndSet(this, expected, task);
    }

    long lvRuns() {
        return (long) RUNS.getVolatile(this);
    }

    private void soRuns(long value) {
        RUNS.setRelease(this, value);
    }
}
