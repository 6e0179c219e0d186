package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.StandIn;
import java.util.Objects;
import org.agrona.collections.Object2ObjectHashMap;
import org.agrona.collections.ObjectHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of death watch (Erlang's monitors): whom this actor watches, and who watches it. Runner only, but for {@link #notify}.
 *
 * <p>A subject's notice comes through the watcher's system queue; it is then put at the end of its user queue, behind everything that the subject
 * had told it (W02), together with the {@link Watch} that it is for. It is handled only if that very watch still stands, so that none comes
 * after an unwatch and none twice (W01).
 */
final class DeathWatch {

    private final Object2ObjectHashMap<ActorRef, Watch> watching = new Object2ObjectHashMap<>();

    @Nullable
    private ObjectHashSet<ActorRef> watchers;

    /** One standing watch; its identity is what a queued notice is checked against. */
    private static final class Watch {
        @Nullable
        final Object message;

        boolean noticeQueued;

        Watch(@Nullable Object message) {
            this.message = message;
        }
    }

    /** A notice in the user queue. */
    private static final class Notice extends Signal {
        private final ActorRef subject;
        private final Watch watch;

        Notice(Object message, ActorRef subject, Watch watch) {
            super(message, subject);
            this.subject = subject;
            this.watch = watch;
        }

        @Override
        boolean arrives(ActorCell cell) {
            DeathWatch deathWatch = cell.extras().deathWatch();
            return deathWatch.watching.get(subject) == watch && deathWatch.watching.remove(subject) != null;
        }
    }

    // ---------------------------------------------------------------- whom this actor watches

    /** Begins a watch, or finds the same one standing. */
    void watch(ActorCell self, ActorRef watched, @Nullable Object message) {
        ActorRef subject = StandIn.actual(watched);
        if (subject == self.ref()) {
            return;
        }
        Watch standing = watching.get(subject);
        if (standing == null) {
            watching.put(subject, new Watch(message));
            send(subject, self.ref(), true);
        } else if (!Objects.equals(standing.message, message)) {
            throw new IllegalStateException("actor is watched already with another message, unwatch it first: actor="
                    + subject + " watcher=" + self.ref());
        }
    }

    void unwatch(ActorCell self, ActorRef watched) {
        ActorRef subject = StandIn.actual(watched);
        if (watching.remove(subject) != null) {
            send(subject, self.ref(), false);
        }
    }

    void unwatchAll(ActorCell self) {
        for (ActorRef subject : watching.keySet().toArray(new ActorRef[0])) {
            self.system().guarded(subject, () -> unwatch(self, subject));
        }
    }

    /** A subject has ended: queues the notice, unless it is not watched or noticed already. */
    void noticed(ActorCell self, CellMessage.DeathNotice notice) {
        Watch watch = watching.get(notice.subject);
        if (watch == null || watch.noticeQueued) {
            return;
        }
        watch.noticeQueued = true;
        Object message = watch.message == null
                ? new Terminated(notice.subject, notice.existenceConfirmed, notice.addressTerminated)
                : watch.message;
        self.enqueue(new Notice(message, notice.subject, watch));
    }

    // ---------------------------------------------------------------- who watches this actor

    void addWatcher(ActorRef watcher) {
        if (watchers == null) {
            watchers = new ObjectHashSet<>();
        }
        watchers.add(watcher);
    }

    void removeWatcher(ActorRef watcher) {
        if (watchers != null) {
            watchers.remove(watcher);
        }
    }

    void notifyWatchers(LocalRef self) {
        if (watchers != null) {
            for (ActorRef watcher : watchers.toArray(new ActorRef[0])) {
                notify(self.system(), watcher, self, true, false);
            }
            watchers = null;
        }
    }

    // ---------------------------------------------------------------- any thread

    /** Tells a subject that it is, or is no longer, watched. */
    static void send(ActorRef watched, ActorRef watcher, boolean begin) {
        ActorRef subject = StandIn.actual(watched);
        if (subject instanceof InternalRef) {
            ((InternalRef) subject)
                    .sendSystem(begin ? new CellMessage.Watch(watcher) : new CellMessage.Unwatch(watcher));
        } else if (subject instanceof ReplyRef) {
            ReplyRef reply = (ReplyRef) subject;
            if (begin) {
                reply.addWatcher(watcher);
            } else {
                reply.removeWatcher(watcher);
            }
        }
    }

    /** Tells a watcher that a subject has ended. */
    static void notify(
            LocalSystem system,
            ActorRef watcher,
            ActorRef subject,
            boolean existenceConfirmed,
            boolean addressTerminated) {
        if (watcher instanceof InternalRef) {
            ((InternalRef) watcher)
                    .sendSystem(new CellMessage.DeathNotice(subject, existenceConfirmed, addressTerminated));
        } else {
            Terminated notice = new Terminated(subject, existenceConfirmed, addressTerminated);
            system.tell(watcher, notice, subject);
        }
    }
}
