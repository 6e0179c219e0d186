package io.garrick.nodes;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.Props;
import io.garrick.nodes.LargeSpec.Blob;
import io.garrick.nodes.Mime.Gift;
import io.garrick.nodes.Mime.Number;
import java.util.Optional;

/** An actor that may be created from elsewhere. It keeps a journal at its own node, with an actor at {@code /user/journal}. */
final class Hand extends AbstractActor {

    private final int start;

    /** How many messages the instance has handled. */
    private int count;

    /** Fail with this. */
    record Fail(String text) {}

    /** Fail with an exception that only tests have. */
    record Break(String text) {}

    /** Say that it has come, and fail. */
    record Again(String text) {}

    /** Has a constructor that nobody can call with a text alone. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(int number, String text) {
            super(text + number);
        }
    }

    Hand(int start) {
        this.start = start;
        journal("made " + start);
        if (start < 0) {
            throw new IllegalStateException("cannot be made");
        }
    }

    static Props props(int start) {
        return Props.create(Hand.class, start);
    }

    private void journal(String line) {
        getContext().getSystem().actorSelection("/user/journal").tell(line, getSelf());
    }

    @Override
    public void preStart() {
        journal("preStart");
    }

    @Override
    public void preRestart(Throwable cause, Optional<Object> message) throws Exception {
        journal("preRestart " + cause.getMessage() + " " + message.orElse(null));
        super.preRestart(cause, message);
    }

    @Override
    public void postStop() {
        journal("postStop");
    }

    @Override
    public void postRestart(Throwable cause) {
        journal("postRestart " + cause.getMessage());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Number.class, number -> {
                    count++;
                    getSender().tell(new Number(start + number.value()), getSelf());
                })
                .match(
                        Blob.class,
                        blob -> getSender().tell(new Number(blob.isWhole() ? blob.bytes().length : -1), getSelf()))
                .match(Fail.class, fail -> {
                    count++;
                    throw new IllegalStateException(fail.text());
                })
                .match(Break.class, broken -> {
                    throw new Broken(1, broken.text());
                })
                .match(Again.class, again -> {
                    journal("got " + again.text());
                    throw new IllegalStateException(again.text());
                })
                .matchEquals("count", any -> getSender().tell(new Number(count), getSelf()))
                .matchEquals("parent", any -> getContext().getParent().tell("from your child", getSelf()))
                .match(Gift.class, gift -> gift.ref().tell(new Gift(getSelf()), getSelf()))
                .matchEquals("up", any -> getContext().actorSelection("..").tell("from below", getSelf()))
                .matchEquals(
                        "over", any -> getContext().actorSelection("../other").tell("from beside", getSelf()))
                .matchEquals("child", any -> getContext().actorOf(Hand.props(1_000), "below"))
                .matchEquals("end", any -> getContext().stop(getSelf()))
                .matchEquals("kill yourself", any -> {
                    throw new AssertionError("killed");
                })
                .build();
    }
}
