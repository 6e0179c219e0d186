package io.garrick.testkit;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The test actor: puts what it gets into the inbox, in the sender's thread, and does for the kit what only an actor can. */
final class ProbeActor extends AbstractActor {

    private final Inbox inbox;

    private ProbeActor(Inbox inbox) {
        this.inbox = inbox;
    }

    static Props props(Inbox inbox) {
        return Props.create(ProbeActor.class, () -> new ProbeActor(inbox)).withDispatcher(CallingThreadDispatcher.ID);
    }

    /** Something that the kit wants done in the actor. */
    static final class Order implements DeadLetterSuppression {
        private final Consumer<ProbeActor> action;
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        Order(Consumer<ProbeActor> action) {
            this.action = action;
        }

        CompletableFuture<Boolean> done() {
            return done;
        }

        void carryOut(ProbeActor actor) {
            try {
                action.accept(actor);
                done.complete(true);
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        }
    }

    @Override
    public Receive createReceive() {
        return Receive.of(message -> {
            inbox.entered(this);
            try {
                if (message instanceof Order) {
                    ((Order) message).carryOut(this);
                } else {
                    inbox.receive(message, getSender());
                }
            } finally {
                inbox.entered(null);
            }
        });
    }

    Inbox inbox() {
        return inbox;
    }

    ActorRef child(Props props, @Nullable String name, @Nullable SupervisorStrategy strategy) {
        ActorRef child =
                name == null ? getContext().actorOf(props) : getContext().actorOf(props, name);
        if (strategy != null) {
            inbox.policies().put(child, new ChildPolicy(child, strategy));
        }
        return child;
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(this::decide);
    }

    private Directive decide(Throwable cause) throws Exception {
        ChildPolicy policy = inbox.policies().get(getSender());
        return policy == null
                ? SupervisorStrategy.defaultStrategy().decide(cause)
                : policy.decide(
                        cause,
                        SystemServices.of(getContext().getSystem()).clock().nanoTime());
    }
}
