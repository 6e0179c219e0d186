package io.garrick.checks;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/** Hands on what it is given, until all of them have handled enough. */
final class Relay extends AbstractActor {

    private final Course course;

    @Nullable
    private ActorRef next;

    Relay(Course course) {
        this.course = course;
    }

    /** What is handed on. */
    static final class Baton {}

    /** How far they have come, all together; only one of them runs at a time. */
    static final class Course {
        private final int length;
        private int handled;

        Course(int length) {
            this.length = length;
        }

        int handled() {
            return handled;
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Baton.class, this::handOn)
                .match(ActorRef.class, ref -> next = ref)
                .build();
    }

    private void handOn(Baton baton) {
        course.handled++;
        if (course.handled <= course.length && next != null) {
            next.tell(baton, self());
        }
    }
}
