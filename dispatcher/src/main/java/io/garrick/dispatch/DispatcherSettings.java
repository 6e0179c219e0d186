package io.garrick.dispatch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How a dispatcher is built: an immutable description, checked when it is made.
 *
 * @param id the name under which it is configured and that its threads carry; letters, digits, {@code . _ -}, not empty
 * @param kind what runs the mailboxes
 * @param parallelism threads of a {@link Kind#WORK_STEALING} or {@link Kind#THREAD_POOL} dispatcher, 1 to {@value #MAX_PARALLELISM}, or
 *     {@value #AVAILABLE_PROCESSORS} for as many as there are processors; the others ignore it
 * @param throughput user messages in one activation at most, at least 1
 * @param throughputDeadline how long one activation may last before it ends after the current message; zero for no limit, at most 292
 *     years
 * @param watchdog how long a handler may hold a worker of a {@link Kind#WORK_STEALING} dispatcher before it is reported, with its stack; zero for no
 *     report, at most 292 years. Found by looking eight times in that period, so it is reported after 1 to 1.5 of it, where it is not much shorter
 *     than ten ticks of the system's timers
 * @param daemon whether its threads let the JVM end; virtual threads always do
 * @param mailbox id of the mailbox that actors have who run there, unless their deployment or their props name another; empty for none
 * @param mailboxRequirement name of the interface {@code …MessageQueueSemantics} that every mailbox must meet that runs there; empty for none
 * @param executor who runs the tasks of a {@link Kind#EXECUTOR} dispatcher; the others have one that refuses
 */
public record DispatcherSettings(
        String id,
        Kind kind,
        int parallelism,
        int throughput,
        Duration throughputDeadline,
        Duration watchdog,
        boolean daemon,
        String mailbox,
        String mailboxRequirement,
        Executor executor) {

    /** The value of {@link #parallelism()} that stands for the number of processors. */
    public static final int AVAILABLE_PROCESSORS = 0;

    /** The largest {@link #parallelism()}. */
    public static final int MAX_PARALLELISM = 1024;

    /** The {@link #throughput()} of {@link #of}. */
    public static final int DEFAULT_THROUGHPUT = 64;

    private static final Duration WATCHDOG = Duration.ofSeconds(1);

    private static final Executor NONE = task -> {
        throw new RejectedExecutionException("dispatcher has no executor");
    };

    /** What runs the mailboxes. */
    public enum Kind {
        /** A fixed number of workers with queues of their own that steal from each other; handlers must not block. */
        WORK_STEALING,
        /** One thread for each mailbox; handlers may block. */
        PINNED,
        /** One virtual thread for each activation of a mailbox; handlers may block. Needs a JDK that has virtual threads (21 or newer). */
        VIRTUAL_THREADS,
        /** A fixed number of threads with one queue: a handler that blocks holds up only what waits for the same few threads. */
        THREAD_POOL,
        /** Somebody else's executor, given by {@link DispatcherSettings#withExecutor}. */
        EXECUTOR
    }

    /**
     * Checks the parts.
     *
     * @param id see {@link #id()}
     * @param kind see {@link #kind()}
     * @param parallelism see {@link #parallelism()}
     * @param throughput see {@link #throughput()}
     * @param throughputDeadline see {@link #throughputDeadline()}
     * @param watchdog see {@link #watchdog()}
     * @param daemon see {@link #daemon()}
     * @param mailbox see {@link #mailbox()}
     * @param mailboxRequirement see {@link #mailboxRequirement()}
     * @param executor see {@link #executor()}
     * @throws IllegalArgumentException when one is outside its range
     */
    public DispatcherSettings {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(mailboxRequirement, "mailboxRequirement");
        Objects.requireNonNull(executor, "executor");
        if (kind == Kind.EXECUTOR && executor == NONE) {
            throw new IllegalArgumentException("executor is missing, give it by withExecutor: id=" + id);
        }
        if (!isName(id)) {
            throw new IllegalArgumentException("dispatcher id must be letters, digits, '.', '_' or '-': id=" + id);
        }
        if (parallelism < AVAILABLE_PROCESSORS || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException("parallelism is out of range: id=" + id + " parallelism=" + parallelism
                    + " max=" + MAX_PARALLELISM);
        }
        if (throughput < 1) {
            throw new IllegalArgumentException("throughput must be at least 1: id=" + id + " throughput=" + throughput);
        }
        if (isOutOfRange(throughputDeadline)) {
            throw new IllegalArgumentException(
                    "throughput deadline is out of range: id=" + id + " throughputDeadline=" + throughputDeadline);
        }
        if (isOutOfRange(watchdog)) {
            throw new IllegalArgumentException(
                    "watchdog's limit is out of range, zero is for none: id=" + id + " watchdog=" + watchdog);
        }
    }

    private static boolean isOutOfRange(Duration duration) {
        return duration.isNegative() || duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0;
    }

    /**
     * Settings with the defaults: work-stealing, as many workers as processors, throughput {@value #DEFAULT_THROUGHPUT}, no deadline, a watchdog
     * with a limit of 1 s, threads that keep the JVM alive.
     *
     * @param id the name of the dispatcher
     * @return the settings
     */
    public static DispatcherSettings of(String id) {
        return new DispatcherSettings(
                id,
                Kind.WORK_STEALING,
                AVAILABLE_PROCESSORS,
                DEFAULT_THROUGHPUT,
                Duration.ZERO,
                WATCHDOG,
                false,
                "",
                "",
                NONE);
    }

    /**
     * These settings under another name.
     *
     * @param value see {@link #id()}
     * @return a changed copy
     */
    public DispatcherSettings withId(String value) {
        return new DispatcherSettings(
                value,
                kind,
                parallelism,
                throughput,
                throughputDeadline,
                watchdog,
                daemon,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings for another kind.
     *
     * @param value see {@link #kind()}
     * @return a changed copy
     */
    public DispatcherSettings withKind(Kind value) {
        return new DispatcherSettings(
                id,
                value,
                parallelism,
                throughput,
                throughputDeadline,
                watchdog,
                daemon,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with another number of workers.
     *
     * @param value see {@link #parallelism()}
     * @return a changed copy
     */
    public DispatcherSettings withParallelism(int value) {
        return new DispatcherSettings(
                id,
                kind,
                value,
                throughput,
                throughputDeadline,
                watchdog,
                daemon,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with another budget of an activation.
     *
     * @param value see {@link #throughput()}
     * @return a changed copy
     */
    public DispatcherSettings withThroughput(int value) {
        return new DispatcherSettings(
                id,
                kind,
                parallelism,
                value,
                throughputDeadline,
                watchdog,
                daemon,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with another deadline of an activation.
     *
     * @param value see {@link #throughputDeadline()}
     * @return a changed copy
     */
    public DispatcherSettings withThroughputDeadline(Duration value) {
        return new DispatcherSettings(
                id, kind, parallelism, throughput, value, watchdog, daemon, mailbox, mailboxRequirement, executor);
    }

    /**
     * These settings with another watchdog.
     *
     * @param value see {@link #watchdog()}
     * @return a changed copy
     */
    public DispatcherSettings withWatchdog(Duration value) {
        return new DispatcherSettings(
                id,
                kind,
                parallelism,
                throughput,
                throughputDeadline,
                value,
                daemon,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with daemon threads or without.
     *
     * @param value see {@link #daemon()}
     * @return a changed copy
     */
    public DispatcherSettings withDaemon(boolean value) {
        return new DispatcherSettings(
                id,
                kind,
                parallelism,
                throughput,
                throughputDeadline,
                watchdog,
                value,
                mailbox,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with another mailbox for those who run there.
     *
     * @param value see {@link #mailbox()}
     * @return a changed copy
     */
    public DispatcherSettings withMailbox(String value) {
        return new DispatcherSettings(
                id,
                kind,
                parallelism,
                throughput,
                throughputDeadline,
                watchdog,
                daemon,
                value,
                mailboxRequirement,
                executor);
    }

    /**
     * These settings with another demand on the mailboxes that run there.
     *
     * @param value see {@link #mailboxRequirement()}
     * @return a changed copy
     */
    public DispatcherSettings withMailboxRequirement(String value) {
        return new DispatcherSettings(
                id, kind, parallelism, throughput, throughputDeadline, watchdog, daemon, mailbox, value, executor);
    }

    /**
     * These settings for somebody else's executor, which the dispatcher uses and never shuts down. It must run every task that it takes, once, on a
     * thread that does not wait for it: not the calling one. When it refuses a task, the actor whose turn it was ends, which is logged; so an
     * executor with a bounded queue is for few actors.
     *
     * @param value who runs the tasks
     * @return a changed copy, of kind {@link Kind#EXECUTOR}
     */
    public DispatcherSettings withExecutor(Executor value) {
        return new DispatcherSettings(
                id,
                Kind.EXECUTOR,
                parallelism,
                throughput,
                throughputDeadline,
                watchdog,
                daemon,
                mailbox,
                mailboxRequirement,
                value);
    }

    private static boolean isName(String id) {
        return !id.isEmpty() && id.chars().allMatch(DispatcherSettings::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
