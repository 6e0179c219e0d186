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
    private static final VarHandle STEALS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SLOT = lookup.findVarHandle(Worker.class, "slot", Mailbox.class);
            RUNS = lookup.findVarHandle(Worker.class, "runs", long.class);
            STEALS = lookup.findVarHandle(Worker.class, "steals", long.class);
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
    private final SpmcVarHandleArrayQueue<Object> own = new SpmcVarHandleArrayQueue<>(OWN_CAPACITY);
    private final MessagePassingQueue.Consumer<Object> keepStolen = this::keepStolen;

    /** Only the owner puts in; the sentinel may take out. */
    @Nullable
    private volatile Mailbox slot;

    /** Runs begun; written by the owner, read by the sentinel and for snapshots. */
    private long runs;

    /** Tasks taken from other workers' queues; written by the owner, read for snapshots. */
    private long steals;

    private long lastLookOutside;

    @Nullable
    private Object stolen;

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

    /** Queues a mailbox that the current run has woken: it goes into the slot. */
    void push(Mailbox mailbox) {
        if (lvSlot() == null) {
            soSlot(mailbox);
        } else {
            Mailbox displaced = gasSlot(mailbox);
            if (displaced != null) {
                keep(displaced);
                wakeForQueued();
            }
        }
        idle.watchSlots();
    }

    /** Queues a task that the current run has given: at the back. If nothing else waits, this worker will most likely take it next. */
    void push(PlainTask task) {
        boolean first = lvSlot() == null && own.isEmpty();
        keep(task);
        if (first) {
            idle.watchSlots();
        } else {
            wakeForQueued();
        }
    }

    private void wakeForQueued() {
        VarHandle.fullFence(); // queued, then read who is idle
        idle.wakeForWork();
    }

    /** Queues a task at the back; whoever takes before it sees to it that it is found. Also used to take over a share of other queues. */
    void keep(Object task) {
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
        Object task = nextTask();
        while (task != null) {
            runChain(runTask(task));
            task = nextTask();
        }
    }

    /**
     * Runs what a run and its successors have put into the slot, within the budget that the first has left. When it is used up, or
     * {@value #SLOT_RUNS} runs have followed each other, the occupant goes to the back of the own queue; where that is empty, it begins a chain of
     * its own.
     */
    private void runChain(int budget) {
        int left = budget;
        int slotRuns = 0;
        Mailbox woken = takeSlot();
        while (woken != null) {
            if (slotRuns < SLOT_RUNS && left > 0) {
                slotRuns++;
            } else if (own.isEmpty() && !isOutsideDue()) {
                slotRuns = 0;
                left = throughput;
            } else {
                keep(woken);
                return;
            }
            left -= runMailbox(woken, left);
            woken = takeSlot();
        }
    }

    /** Runs a task out of a queue; gives what is left of the budget. */
    private int runTask(Object task) {
        if (task instanceof PlainTask plain) {
            return throughput - runPlain(plain);
        }
        return throughput - runMailbox((Mailbox) task, throughput);
    }

    private int runMailbox(Mailbox mailbox, int budget) {
        soRuns(runs + 1);
        interrupted();
        try {
            return mailbox.run(budget);
        } catch (Throwable thrown) {
            report(errors, thrown);
            return budget;
        }
    }

    private int runPlain(PlainTask task) {
        soRuns(runs + 1);
        interrupted();
        try {
            task.code().run();
        } catch (Throwable thrown) {
            report(errors, thrown);
        }
        return 1;
    }

    // ---------------------------------------------------------------- finding the next task

    @Nullable
    private Object nextTask() {
        Object task = null;
        if (isOutsideDue()) {
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

    /** Whether the next run but a few would be too late: up to {@value #SLOT_RUNS} may follow it without a look. */
    private boolean isOutsideDue() {
        return runs - lastLookOutside >= OUTSIDE_INTERVAL - 1 - SLOT_RUNS;
    }

    @Nullable
    Mailbox takeSlot() {
        if (lvSlot() == null) {
            return null;
        }
        Mailbox task = gasSlot(null);
        wakeForRest();
        return task;
    }

    @Nullable
    private Object takeOwn() {
        Object task = own.poll();
        wakeForRest();
        return task;
    }

    @Nullable
    Object takeOutside() {
        lastLookOutside = runs;
        Object task = outside.poll(this);
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
    private Object search() {
        boolean searching = idle.startSearching();
        while (true) {
            Object task = searching ? findAnywhere() : null;
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
    private Object findAnywhere() {
        Object task = takeOutside();
        Worker[] all = dispatcher.workers();
        for (int i = 1; task == null && i < all.length; i++) {
            task = stealFrom(all[(index + i) % all.length]);
        }
        return task;
    }

    /** Takes one task that the owner has left lying, for the sentinel. */
    @Nullable
    Object pollOwn() {
        return own.poll();
    }

    /** How many tasks have been taken out of the own queue so far; with {@link #hasSurplus()} it tells whether the oldest is still there. */
    long takenFromOwn() {
        return own.currentConsumerIndex();
    }

    /** Takes half of what another has in its queue, one to run and the others into the own queue. */
    @Nullable
    private Object stealFrom(Worker victim) {
        int size = victim.own.size();
        if (size == 0) {
            return null;
        }
        soSteals(steals + victim.own.drain(keepStolen, Math.min(size - size / 2, STEAL_BATCH)));
        Object task = stolen;
        stolen = null;
        return task;
    }

    private void keepStolen(Object task) {
        if (stolen == null) {
            stolen = task;
        } else {
            keep(task);
        }
    }

    /** How many tasks wait here, the one in the slot included; an estimate. */
    int queued() {
        return own.size() + (lvSlot() == null ? 0 : 1);
    }

    /** Whether a thief would find something here. */
    boolean hasSurplus() {
        return !own.isEmpty();
    }

    // ---------------------------------------------------------------- resting

    /** Whether it is parked, or about to be: in no run. */
    boolean isResting() {
        int now = lvDuty();
        return now == SLEEP || now == WATCH;
    }

    /** Sleeps or watches until woken to search ({@code null}), or until the watch has found a task. */
    @Nullable
    private Object rest() {
        SlotWatch watch = null;
        Object task = null;
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
    private Object watchFor(SlotWatch watch) {
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

    int lvDuty() {
        return duty;
    }

    @Nullable
    Mailbox lvSlot() {
        return slot;
    }

    private void soSlot(Mailbox task) {
        SLOT.setRelease(this, task);
    }

    @Nullable
    private Mailbox gasSlot(@Nullable Mailbox task) {
        return (Mailbox) SLOT.getAndSet(this, task);
    }

    boolean casSlot(Mailbox expected, @Nullable Mailbox task) {
        return SLOT.compareAndSet(this, expected, task);
    }

    long lvRuns() {
        return (long) RUNS.getVolatile(this);
    }

    private void soRuns(long value) {
        RUNS.setRelease(this, value);
    }

    long lvSteals() {
        return (long) STEALS.getVolatile(this);
    }

    private void soSteals(long value) {
        STEALS.setRelease(this, value);
    }
}
