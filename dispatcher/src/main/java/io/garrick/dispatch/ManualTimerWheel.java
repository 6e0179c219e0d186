package io.garrick.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A timing wheel that turns when it is told to: six levels of 64 slots each, as in Tokio and Linux. A slot of one level spans a whole
 * turn of the level below; when its time comes, its entries move down. So an entry is touched at most six times, however long its delay, and one
 * bit mask a level finds the next occupied slot without looking at empty ones.
 *
 * <p>Not thread-safe but for {@link #entryCancelled()}: all other methods are called by one thread at a time, which hands over safely. A rehearsal drives it with
 * virtual time; the threaded wheel of {@link TimerWheels} is one of these with a thread.
 *
 * <p>Entries of one tick fire in no promised order, but always in the same one for the same calls. Delays beyond a full turn of the highest level wait there and
 * go round again.
 */
public final class ManualTimerWheel implements TimerWheel {

    private static final int LEVELS = 6;
    private static final int SLOT_BITS = 6;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final long LONGEST_TURN = 1L << (LEVELS * SLOT_BITS);
    private static final long NEVER = Long.MAX_VALUE;

    /** Cancelled entries that are never worth a sweep. */
    static final int SWEEP_MINIMUM = 1024;

    private final long tickNanos;
    private final long startNanos;
    private final ErrorHandler errors;

    /** Entries by level and slot: the newest of a circular list, whose next one is the oldest. */
    private final @Nullable TimerEntry[] slots = new TimerEntry[LEVELS * SLOTS];

    private final long[] occupied = new long[LEVELS];

    /** Ticks that are over: what was due up to then has fired. */
    private long elapsedTicks;

    /** Time of the latest turn, since the start. */
    private long nowNanos;

    private final CancelledCount cancelled = new CancelledCount();
    private long pending;
    private boolean closed;

    /**
     * Makes an empty wheel.
     *
     * @param tickNanos its precision in nanoseconds, at least 1
     * @param startNanos the time now, on the clock that {@link #advanceTo} will be told of
     * @param errors where it reports what entries throw
     */
    public ManualTimerWheel(long tickNanos, long startNanos, ErrorHandler errors) {
        if (tickNanos < 1) {
            throw new IllegalArgumentException("tick must be at least 1 ns: tickNanos=" + tickNanos);
        }
        this.tickNanos = tickNanos;
        this.startNanos = startNanos;
        this.errors = errors;
    }

    /** {@inheritDoc} The delay counts from the time of the latest {@link #advanceTo}; within an expiry that is the time advanced to. */
    @Override
    public void schedule(TimerEntry entry, long delayNanos) {
        if (closed) {
            throw new IllegalStateException("timer wheel has been closed");
        }
        entry.deadlineNanos(saturatedSum(nowNanos, Math.max(delayNanos, 0)));
        insert(entry);
    }

    @Override
    public void entryCancelled() {
        cancelled.increment();
    }

    @Override
    public long pending() {
        return pending;
    }

    @Override
    public void close() {
        closed = true;
        for (int level = 0; level < LEVELS; level++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                abandonSlot(level, slot);
            }
        }
        pending = 0;
    }

    private void abandonSlot(int level, int slot) {
        TimerEntry entry = takeSlot(level, slot);
        while (entry != null) {
            TimerEntry current = entry;
            entry = current.nextEntry();
            current.nextEntry(null);
            if (!current.isObsolete()) {
                guarded(current::abandon);
            }
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            DispatchThread.report(errors, thrown);
        }
    }

    /**
     * Turns the wheel: every entry that is due by then expires, in the order of the ticks.
     *
     * @param nanos the time now, on the same clock as the start; earlier than before counts as before
     * @return how many entries have expired
     */
    public int advanceTo(long nanos) {
        nowNanos = Math.max(nowNanos, nanos - startNanos);
        long target = nowNanos / tickNanos;
        int fired = 0;
        while (true) {
            sweepIfWorthIt();
            int level = nextOccupiedLevel();
            if (level < 0) {
                break;
            }
            long tick = slotTick(level);
            if (tick > target) {
                break;
            }
            elapsedTicks = Math.max(elapsedTicks, tick);
            fired += level == 0 ? expireSlot(tick) : moveDown(level, tick);
        }
        elapsedTicks = Math.max(elapsedTicks, target);
        return fired;
    }

    /**
     * When the wheel has to be turned next.
     *
     * @return a time on the wheel's clock, never later than the tick at which the earliest entry is due (perhaps earlier, when entries have to move down a level);
     *     {@link Long#MAX_VALUE} when there is nothing to wait for
     */
    public long nextDeadlineNanos() {
        int level = nextOccupiedLevel();
        if (level < 0) {
            return NEVER;
        }
        long tick = slotTick(level);
        long sinceStart = tick > NEVER / tickNanos ? NEVER : tick * tickNanos;
        return saturatedSum(startNanos, sinceStart);
    }

    // ---------------------------------------------------------------- for the threaded wheel

    /** The deadline of an entry that is given to the wheel now, as {@link TimerEntry#deadlineNanos()} holds it: since the start, saturated. */
    long deadline(long clockNanos, long delayNanos) {
        return saturatedSum(clockNanos - startNanos, Math.max(delayNanos, 0));
    }

    /** When an entry with that deadline fires: at the end of its tick, since the start, saturated. */
    long dueNanos(long deadline) {
        long tick = dueTick(deadline);
        return tick > NEVER / tickNanos ? NEVER : tick * tickNanos;
    }

    /** Takes an entry whose deadline has been set. */
    void insert(TimerEntry entry) {
        pending++;
        place(entry);
    }

    CancelledCount cancelledCount() {
        return cancelled;
    }

    // ---------------------------------------------------------------- slots

    /** Puts an entry where the highest bit in which its tick differs from now says: so a level holds only what is due within its present turn. */
    private void place(TimerEntry entry) {
        long due = Math.max(dueTick(entry.deadlineNanos()), elapsedTicks + 1);
        long ticks = Math.min(due, elapsedTicks + LONGEST_TURN - 1);
        long differing = (elapsedTicks ^ ticks) | SLOT_MASK;
        int level = Math.min((63 - Long.numberOfLeadingZeros(differing)) / SLOT_BITS, LEVELS - 1);
        int slot = (int) (ticks >>> (level * SLOT_BITS)) & SLOT_MASK;
        append(level, slot, entry);
    }

    /** The first tick at which it is not early. */
    private long dueTick(long nanos) {
        return nanos / tickNanos + (nanos % tickNanos == 0 ? 0 : 1);
    }

    private void append(int level, int slot, TimerEntry entry) {
        int at = level * SLOTS + slot;
        TimerEntry newest = slots[at];
        if (newest == null) {
            entry.nextEntry(entry);
            occupied[level] |= 1L << slot;
        } else {
            entry.nextEntry(newest.nextEntry());
            newest.nextEntry(entry);
        }
        slots[at] = entry;
    }

    /** Empties a slot; gives its oldest entry, the last one's next is null. */
    @Nullable
    private TimerEntry takeSlot(int level, int slot) {
        int at = level * SLOTS + slot;
        TimerEntry newest = slots[at];
        if (newest == null) {
            return null;
        }
        TimerEntry oldest = newest.nextEntry();
        newest.nextEntry(null);
        slots[at] = null;
        occupied[level] &= ~(1L << slot);
        return oldest;
    }

    /** The lowest level that holds anything: what it holds is due before all that is on higher ones. */
    private int nextOccupiedLevel() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                return level;
            }
        }
        return -1;
    }

    /** The tick at which the next occupied slot of a level begins. The slot we are in comes last: it can only hold what is due a turn later. */
    private long slotTick(int level) {
        int shift = level * SLOT_BITS;
        int now = (int) (elapsedTicks >>> shift) & SLOT_MASK;
        int ahead = 1 + Long.numberOfTrailingZeros(Long.rotateRight(occupied[level], now + 1));
        int slot = (now + ahead) & SLOT_MASK;
        long turn = SLOTS * (1L << shift);
        long tick = (elapsedTicks & -turn) + ((long) slot << shift);
        return slot <= now ? tick + turn : tick; // on the highest level only
    }

    private int expireSlot(long tick) {
        int fired = 0;
        TimerEntry entry = takeSlot(0, (int) tick & SLOT_MASK);
        while (entry != null) {
            TimerEntry current = entry;
            entry = current.nextEntry();
            current.nextEntry(null);
            pending--;
            fired += expire(current);
        }
        return fired;
    }

    private int expire(TimerEntry entry) {
        if (entry.isObsolete()) {
            cancelled.decrement();
            return 0;
        }
        try {
            entry.expire();
        } catch (Throwable thrown) {
            DispatchThread.report(errors, thrown);
        }
        return 1;
    }

    private int moveDown(int level, long tick) {
        TimerEntry entry = takeSlot(level, (int) (tick >>> (level * SLOT_BITS)) & SLOT_MASK);
        int fired = 0;
        while (entry != null) {
            TimerEntry current = entry;
            entry = current.nextEntry();
            current.nextEntry(null);
            if (current.isObsolete()) {
                drop();
            } else if (dueTick(current.deadlineNanos()) <= elapsedTicks) {
                pending--;
                fired += expire(current);
            } else {
                place(current);
            }
        }
        return fired;
    }

    // ---------------------------------------------------------------- cancelled entries

    /** Takes cancelled entries out of all slots when they are more than half of what is held; so each costs a constant share of a sweep. */
    void sweepIfWorthIt() {
        if (!cancelled.isWorthSweep(pending)) {
            return;
        }
        for (int level = 0; level < LEVELS; level++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                sweepSlot(level, slot);
            }
        }
        cancelled.reset();
    }

    private void sweepSlot(int level, int slot) {
        TimerEntry entry = takeSlot(level, slot);
        while (entry != null) {
            TimerEntry current = entry;
            entry = current.nextEntry();
            current.nextEntry(null);
            if (current.isObsolete()) {
                pending--;
            } else {
                append(level, slot, current);
            }
        }
    }

    private void drop() {
        pending--;
        cancelled.decrement();
    }

    private static long saturatedSum(long time, long delay) {
        long sum = time + delay;
        return delay > 0 && sum < time ? NEVER : sum;
    }
}
