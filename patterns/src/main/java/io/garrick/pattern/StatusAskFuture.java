package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Status;
import java.time.Duration;

/** A question whose answer says by a {@link StatusReply} whether all went well. */
final class StatusAskFuture extends AskFuture {

    StatusAskFuture(ActorRef target, Duration timeout) {
        super(target, timeout);
    }

    @Override
    boolean completeBy(Object answer) {
        if (answer instanceof StatusReply<?> reply) {
            return reply.isError() ? completeExceptionally(reply.getError()) : completeWith(reply.getValue());
        }
        if (answer instanceof Status.Failure) {
            return super.completeBy(answer);
        }
        return completeExceptionally(new IllegalArgumentException("answer is no StatusReply: target=" + target()
                + " answerClass=" + answer.getClass().getName()));
    }
}
