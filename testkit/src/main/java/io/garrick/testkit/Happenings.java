package io.garrick.testkit;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.UnhandledMessage;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.event.LogEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What a system says of itself, brought to those who look at it at the moment: first to those who expect something, and what none of them did, to those who watch out for
 * surprises. In the thread that says it, so that nothing is missed when the system ends.
 */
final class Happenings implements Consumer<LogEvent> {

    private final SystemServices services;
    private final Post post;

    private final List<Attendee> expecting = new CopyOnWriteArrayList<>();
    private final List<Attendee> watching = new CopyOnWriteArrayList<>();

    /** Somebody who is told of happenings. */
    interface Attendee {

        /** Whether this is one of those that are expected; of what somebody else has expected, those who watch are not told. */
        boolean meet(Happening happening);

        /** The least level of lines that is of interest. Others are told too. */
        Level least();
    }

    Happenings(ActorSystem system) {
        this.services = SystemServices.of(system);
        this.post = new Post();
    }

    /** Begins to tell one who expects something. */
    void expect(Attendee who) {
        begin(expecting, who);
    }

    /** Begins to tell one who wants to know what nobody has expected. */
    void watch(Attendee who) {
        begin(watching, who);
    }

    private synchronized void begin(List<Attendee> group, Attendee who) {
        if (isDeserted()) {
            services.system().eventStream().subscribe(post, DeadLetter.class);
            services.system().eventStream().subscribe(post, UnhandledMessage.class);
        }
        group.add(who);
        tune();
    }

    /** Tells somebody no more. */
    synchronized void end(Attendee who) {
        expecting.remove(who);
        watching.remove(who);
        tune();
        if (isDeserted()) {
            services.system().eventStream().unsubscribe(post);
        }
    }

    private boolean isDeserted() {
        return expecting.isEmpty() && watching.isEmpty();
    }

    /** Hears what the least demanding of them wants to: a level that is listened to counts as enabled, so no more than that. */
    private void tune() {
        Level least = null;
        for (List<Attendee> group : List.of(expecting, watching)) {
            for (Attendee attendee : group) {
                least = least == null || attendee.least().toInt() < least.toInt() ? attendee.least() : least;
            }
        }
        if (least == null) {
            services.removeLogListener(this);
        } else {
            services.addLogListener(least, this);
        }
    }

    /** A line, in the thread that logs it. */
    @Override
    public void accept(LogEvent line) {
        happened(Happening.of(line));
    }

    private void happened(Happening happening) {
        boolean met = false;
        for (Attendee attendee : expecting) {
            met |= attendee.meet(happening);
        }
        if (!met) {
            watching.forEach(attendee -> attendee.meet(happening));
        }
    }

    /** A subscriber of the event stream without a mailbox. */
    private final class Post implements ReplyRef {

        private final ActorPath path = services.tempPath(services.nextUid());

        @Override
        public ActorSystem system() {
            return services.system();
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            if (message instanceof DeadLetter) {
                happened(Happening.of((DeadLetter) message));
            } else if (message instanceof UnhandledMessage) {
                happened(Happening.of((UnhandledMessage) message));
            }
        }

        @Override
        public ActorPath path() {
            return path;
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            return false;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(path.uid());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }
}
