package io.garrick.testkit;

import io.garrick.actor.spi.MailboxView;
import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import io.garrick.testkit.Trace.Label;
import org.jspecify.annotations.Nullable;

/** Whoever can have work on the agenda: an actor, by its mailbox, one end of a connection, or a single task of a dispatcher. Has one task there at most. */
final class Source {

    private final long number;
    private final Label label;
    private final @Nullable Mailbox mailbox;
    private final @Nullable MailboxView view;
    private final RehearsalPlatform platform;

    /** What it has to do, while it waits for its turn. */
    @Nullable
    Task task;

    /** Neighbours on the agenda, by arrival. */
    @Nullable
    Source older;

    @Nullable
    Source younger;

    /** 0 until somebody asks for a task's. */
    private long id;

    /** The strategy's. */
    long priority;

    /** Has run and was not closed then. */
    boolean open;

    /** What it handled last, since it is likely to be what it handles next. */
    @Nullable
    private Class<?> known;

    private Label knownLabel = Trace.SYSTEM_MESSAGES;

    Source(long number, Label label, @Nullable Mailbox mailbox, RehearsalPlatform platform) {
        this.number = number;
        this.label = label;
        this.mailbox = mailbox;
        this.platform = platform;
        this.id = mailbox == null ? 0 : label.hash();
        this.view = mailbox instanceof MailboxView ? (MailboxView) mailbox : null;
    }

    /** Counts sources by their first appearance. */
    long number() {
        return number;
    }

    /** The actor's path, the ends of the connection, or the name of the system whose task it is. */
    Label label() {
        return label;
    }

    @Nullable
    Mailbox mailbox() {
        return mailbox;
    }

    /** Whose it is. */
    RehearsalPlatform platform() {
        return platform;
    }

    @Nullable
    MailboxView view() {
        return view;
    }

    /** Means the same source in another run of the same program: an actor by its path, a task by its class. */
    long id() {
        Task own = task;
        if (id == 0 && own != null) {
            id = SeededRandom.mix(
                    label.hash() + Label.of(Trace.nameOf(own.work().getClass())).hash());
        }
        return id;
    }

    Label label(Class<?> message, Trace trace) {
        if (message != known) {
            known = message;
            knownLabel = trace.label(message);
        }
        return knownLabel;
    }

    boolean isWaiting() {
        return task != null;
    }

    /** Takes its task, which runs now. */
    Task begin() {
        Task taken = task;
        if (taken == null) {
            throw new IllegalStateException("source has no task: source=" + label.text());
        }
        task = null;
        return taken;
    }

    @Override
    public String toString() {
        return label.text();
    }
}
