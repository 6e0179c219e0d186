package io.garrick.specs;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActorWithStashAndTimers;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import java.time.Duration;

/**
 * One of the receivers of a {@link ConservationSpec}. Some letters make it fail, as the books say; at some it ends, in one way or the other; and now and then it stashes a few
 * letters and puts them back in their order. Each instance has a timer and a child, which must go with it.
 */
final class Member extends AbstractActorWithStashAndTimers {

    private static final int ENDS_ONE_IN = 211;
    private static final int STASHES_ONE_IN = 97;
    private static final int STASHED = 5;

    /** Puts back what is stashed. */
    enum Flush {
        FLUSH
    }

    /** What a member has as a child. */
    static final class Pet extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault() {
            super("fault", null, false, false);
        }
    }

    private final Conservation books;
    private int toStash;

    Member(Conservation books) {
        this.books = books;
    }

    @Override
    public void preStart() {
        getContext().actorOf(Props.create(Pet.class, Pet::new), "pet");
        timers().startTimerWithFixedDelay("clock", "tick", Duration.ofMillis(100));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Conservation.Letter.class, this::receive)
                .match(Flush.class, flush -> {
                    toStash = 0;
                    unstashAll();
                })
                .matchAny(tick -> {})
                .build();
    }

    private void receive(Conservation.Letter letter) {
        books.arrived(letter);
        if (toStash > 0) {
            stash();
            if (--toStash == 0) {
                unstashAll();
            }
        } else if (books.isToBeStashed(letter, STASHES_ONE_IN)) {
            toStash = STASHED;
            stash();
        } else if (books.fails(letter)) {
            throw new Fault();
        } else {
            books.handled(letter);
            end(letter.id());
        }
    }

    /** Some of the members end by themselves, some by their parent. */
    private void end(int id) {
        if (id % ENDS_ONE_IN == 0) {
            switch (id / ENDS_ONE_IN % 3) {
                case 0 -> getContext().stop(self());
                case 1 -> self().tell(PoisonPill.getInstance(), self());
                default -> getContext().getSystem().stop(self());
            }
        }
    }
}
