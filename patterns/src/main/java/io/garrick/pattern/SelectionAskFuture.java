package io.garrick.pattern;

import io.garrick.actor.ActorSelection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A question to whoever a selection means. */
final class SelectionAskFuture extends AskFuture {

    private final ActorSelection selection;

    SelectionAskFuture(ActorSelection selection, Duration timeout) {
        super(selection.anchor(), timeout);
        this.selection = selection;
    }

    @Override
    Object target() {
        return selection;
    }

    @Override
    @Nullable
    String whyNobody() {
        return !isElsewhere() && services.find(selection).isEmpty() ? "nobody is where the question went" : null;
    }

    /** Whether only another node knows who is asked. */
    private boolean isElsewhere() {
        return selection.anchorPath().address().hasGlobalScope()
                && services.remote().address().hasGlobalScope();
    }

    @Override
    void deliver(Object message) {
        selection.tell(message, this);
    }
}
