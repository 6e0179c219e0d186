package io.garrick.samples.flight.actors;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.RollCall;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Chaos;
import io.garrick.samples.flight.chaos.Chaos.Point;
import io.garrick.samples.flight.chaos.Rescues;
import java.util.Optional;

/**
 * What all actors of the sample have in common: chaos may strike them at each message, they tell whoever asked when
 * they crash, and then they let it crash.
 */
abstract class BookingActor extends AbstractActorWithTimers {

    /**
     * What strikes them.
     *
     * @param chaos      decides who crashes when
     * @param casualties counts it
     * @param rescues    counts how they were helped
     */
    record Fate(Chaos chaos, Casualties casualties, Rescues rescues) {}

    private final String kind;
    private final Fate fate;

    /** Where the handling of the current message shall crash. */
    private Point crash = Point.NOWHERE;

    private boolean failed;

    BookingActor(String kind, Fate fate) {
        this.kind = kind;
        this.fate = fate;
    }

    @Override
    public void aroundReceive(Receive receive, Object message) throws Exception {
        try {
            crash = message instanceof RollCall
                    ? Point.NOWHERE
                    : fate.chaos().roll(self().path().name());
            strike(Point.BEFORE);
            super.aroundReceive(receive, message);
            strike(Point.AFTER);
        } catch (Throwable cause) {
            failed = true;
            crashed(cause, message);
            throw cause;
        }
    }

    /** What there is to be said of a crash. */
    void crashed(Throwable cause, Object message) {
        casualty();
        if (message instanceof Request request) {
            sender().tell(new Crashed(request), self());
        }
    }

    /** Counts a crash. */
    final void casualty() {
        fate.casualties().crashed(kind);
    }

    /** Who has not failed is restarted for another one of the group. */
    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        if (!failed) {
            fate.rescues().takenAlong(kind, reason);
        }
        super.preRestart(reason, message);
    }

    @Override
    public void postRestart(Throwable reason) throws Exception {
        fate.casualties().restarted(kind);
        super.postRestart(reason);
    }

    /** Answers the message being handled; chaos may strike when all is done but this. */
    final void reply(Object answer) {
        strike(Point.AFTER);
        sender().tell(answer, self());
    }

    private void strike(Point here) {
        Chaos.strike(self().path().name(), here, crash);
    }
}
