package io.garrick.testkit;

import io.garrick.actor.spi.MailboxView;
import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import io.garrick.testkit.Trace.Label;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/** Who has been on the agenda; actors are remembered until they have ended. Never iterated but in the order of their numbers. */
final class Sources {

    private final IdentityHashMap<Mailbox, Source> actors = new IdentityHashMap<>();
    private long count;

    /** Whose task it is. */
    Source of(Task task) {
        Runnable work = task.work();
        Object origin = work instanceof Resumption ? ((Resumption) work).resumes() : work;
        if (origin instanceof LinkEnd) {
            return of((LinkEnd) origin);
        }
        if (!(origin instanceof Mailbox)) {
            return new Source(++count, task.platform().label(), null, task.platform());
        }
        Mailbox mailbox = (Mailbox) origin;
        Source known = actors.get(mailbox);
        if (known == null) {
            known = new Source(++count, Label.of(nameOf(mailbox)), mailbox, task.platform());
            actors.put(mailbox, known);
        }
        return known;
    }

    private Source of(LinkEnd end) {
        Source known = end.source;
        if (known == null) {
            known = new Source(++count, end.label(), null, end.node());
            end.source = known;
        }
        return known;
    }

    private static String nameOf(Mailbox mailbox) {
        return mailbox instanceof MailboxView
                ? ((MailboxView) mailbox).getSelf().path().toString()
                : mailbox.toString();
    }

    /** Called after each run of an actor. */
    void hasRun(Source source, Mailbox mailbox) {
        source.open = !mailbox.isClosed() || mailbox.queuedMessages() > 0;
        if (!source.open && !source.isWaiting()) {
            actors.remove(mailbox);
        }
    }

    /** Those of a system that is dead. */
    void forget(RehearsalPlatform platform) {
        actors.values().removeIf(source -> source.platform() == platform);
    }

    /** Those who have run and were not closed then, in order of their first appearance. */
    List<Source> open() {
        return actors.values().stream()
                .filter(source -> source.open)
                .sorted(Comparator.comparingLong(Source::number))
                .toList();
    }

    @Override
    public String toString() {
        return "Sources[seen=" + count + " remembered=" + actors.size() + "]";
    }
}
