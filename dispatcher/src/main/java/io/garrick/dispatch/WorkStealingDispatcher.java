package io.garrick.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The default dispatcher: a fixed number of {@link Worker}s with queues of their own, which steal from each other, and one shared
 * {@link OutsideQueue}. {@link IdleWorkers} decides who is woken.
 *
 * <p><b>Shutdown.</b> A producer from outside queues first and then asks whether the dispatcher is shut down. If it is not, the last worker to
 * end, which looks at the queue after that, finds the task. If it is, the two settle it under the lock that the last worker ends under: the task
 * has been or will be run, or it is taken out again and refused.
 */
final class WorkStealingDispatcher implements Dispatcher, SharedWorkers {

    private final DispatcherSettings settings;
    private final Clock clock;
    private final ErrorHandler errors;
    private final long deadlineNanos;
    private final OutsideQueue outside;
    private final IdleWorkers idle;
    private final Worker[] workers;
    private final LiveThreads threads = new LiveThreads();

    /** Tasks that came too late and whose producers have not asked yet; guarded by the lock of the threads. */
    private final List<Object> late = new ArrayList<>();

    private volatile boolean shutdown;

    /** Makes a dispatcher whose workers are not started. */
    WorkStealingDispatcher(String threadPrefix, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        int parallelism = settings.parallelism() == DispatcherSettings.AVAILABLE_PROCESSORS
                ? Runtime.getRuntime().availableProcessors()
                : settings.parallelism();
        this.settings = settings;
        this.clock = clock;
        this.errors = errors;
        this.deadlineNanos = settings.throughputDeadline().toNanos();
        this.outside = new OutsideQueue(parallelism);
        this.idle = new IdleWorkers(parallelism);
        this.workers = new Worker[parallelism];
        for (int i = 0; i < parallelism; i++) {
            workers[i] = new Worker(this, i, threadPrefix + (i + 1), settings.daemon());
            threads.add(workers[i]);
        }
    }

    /** Makes a dispatcher whose workers run. */
    static WorkStealingDispatcher start(
            String threadPrefix, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        WorkStealingDispatcher dispatcher = new WorkStealingDispatcher(threadPrefix, settings, clock, errors);
        for (Worker worker : dispatcher.workers) {
            worker.start();
        }
        return dispatcher;
    }

    // ---------------------------------------------------------------- queueing

    @Override
    public void execute(Mailbox mailbox) {
        if (Thread.currentThread() instanceof Worker worker && worker.worksFor(this)) {
            refuseAfterShutdown();
            worker.push(mailbox);
        } else {
            submit(mailbox);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Mailbox mailbox) {
            execute(mailbox);
        } else if (runsHere()) {
            refuseAfterShutdown();
            ((Worker) Thread.currentThread()).push(new PlainTask(task));
        } else {
            submit(new PlainTask(task));
        }
    }

    @Override
    public void yield(Mailbox mailbox) {
        if (Thread.currentThread() instanceof Worker worker && worker.worksFor(this)) {
            refuseAfterShutdown();
            worker.keep(mailbox);
        } else {
            submit(mailbox);
        }
    }

    private void submit(Object task) {
        refuseAfterShutdown();
        outside.offer(task);
        if (shutdown) {
            threads.settle(allEnded -> settle(task, allEnded));
        } else {
            idle.wakeForWork();
        }
    }

    private void refuseAfterShutdown() {
        if (shutdown) {
            throw refusal();
        }
    }

    private void settle(Object task, boolean allEnded) {
        if (!allEnded) {
            return;
        }
        for (Object next = outside.pollAlone(); next != null; next = outside.pollAlone()) {
            late.add(next);
        }
        for (int i = 0; i < late.size(); i++) {
            if (late.get(i) == task) {
                late.remove(i);
                throw refusal();
            }
        }
    }

    private RejectedExecutionException refusal() {
        return new RejectedExecutionException("dispatcher has been shut down: dispatcher=" + settings.id());
    }

    // ---------------------------------------------------------------- for the workers

    Worker[] workers() {
        return workers;
    }

    IdleWorkers idle() {
        return idle;
    }

    OutsideQueue outside() {
        return outside;
    }

    ErrorHandler errors() {
        return errors;
    }

    boolean isShutdown() {
        return shutdown;
    }

    /** The calling worker has found nothing and ends, unless it is the last and a producer was just in time. */
    boolean retire(Worker worker) {
        return threads.retire(worker, outside::isEmpty);
    }

    /** Wakes a worker if any queue has something that nobody is about to take; the caller has just left the searchers. */
    void wakeIfAnyWork() {
        boolean work = outside.needsWorker();
        for (int i = 0; !work && i < workers.length; i++) {
            work = workers[i].hasSurplus();
        }
        if (work) {
            idle.wakeForWork();
        }
    }

    // ---------------------------------------------------------------- for who watches the workers

    @Override
    public List<Thread> threads() {
        return List.of(workers);
    }

    @Override
    public long run(int worker) {
        return workers[worker].lvRuns();
    }

    @Override
    public boolean isResting(int worker) {
        return workers[worker].isResting();
    }

    @Override
    public boolean isAnyAwake() {
        return idle.parked() < workers.length;
    }

    @Override
    public void whenWoken(Runnable call) {
        idle.whenWoken(call);
    }

    // ---------------------------------------------------------------- the rest of the contract

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public int throughput() {
        return settings.throughput();
    }

    @Override
    public long throughputDeadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public boolean runsHere() {
        return Thread.currentThread() instanceof Worker worker && worker.worksFor(this);
    }

    @Override
    public DispatcherSnapshot snapshot() {
        int queued = outside.size();
        long runs = 0;
        long steals = 0;
        for (Worker worker : workers) {
            queued += worker.queued();
            runs += worker.lvRuns();
            steals += worker.lvSteals();
        }
        return new DispatcherSnapshot(id(), threads.count(), idle.parked(), queued, runs, steals);
    }

    @Override
    public void shutdown() {
        shutdown = true;
        idle.close();
        threads.complete();
    }

    @Override
    public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
        return threads.await(timeoutNanos);
    }

    @Override
    public String toString() {
        return "Dispatcher[" + settings.id() + "]";
    }
}
