package io.garrick.routing;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.spi.RefInterceptor;
import io.garrick.actor.spi.SystemServices;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a router's mailbox and sends in the sender's thread, without a lock.
 *
 * <p><b>Closed, then open.</b> Until the routees are there, messages go to the router's mailbox, and each is counted before; the actor routes them
 * when it handles them, and opens the entrance in the moment when there are routees and no counted message is left. Counting and opening are changes
 * of one value by CAS. So a sender that finds the entrance open has no message in the mailbox any more, and its messages reach each routee in the
 * order of sending. Once open it stays so; others than the actor change nothing.
 */
final class RouterEntrance implements RefInterceptor {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RouterEntrance.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SystemServices services;
    private volatile State state;

    /** What senders go by. */
    private record State(Router router, int counted, boolean ready, boolean open) {

        State oneMore() {
            return new State(router, counted + 1, ready, false);
        }

        State oneLess() {
            int left = Math.max(0, counted - 1);
            return new State(router, left, ready, ready && left == 0);
        }

        State withRouter(Router next) {
            return new State(next, counted, true, counted == 0);
        }
    }

    /** One that has its routees already is open. */
    RouterEntrance(SystemServices services, Router router, boolean ready) {
        this.services = services;
        this.state = new State(router, 0, ready, ready);
    }

    @Override
    public boolean admits(ActorRef self, Object message, @Nullable ActorRef sender) {
        if (message instanceof RouterManagement) {
            return true;
        }
        State now = state;
        while (!now.open) {
            if (STATE.compareAndSet(this, now, now.oneMore())) {
                return true;
            }
            now = state;
        }
        route(now.router, self, message, sender);
        return false;
    }

    private void route(Router router, ActorRef self, Object message, @Nullable ActorRef sender) {
        if (!router.offer(message, sender)) {
            ActorRef from = sender == null ? services.system().deadLetters() : sender;
            services.deadLetter(new DeadLetter(message, from, self, DeadLetter.Reason.NO_RECIPIENT));
        }
    }

    // ---------------------------------------------------------------- for the router's actor

    Router router() {
        return state.router;
    }

    /** Whether the routees have been made, for whatever instance of the actor. */
    boolean isReady() {
        return state.ready;
    }

    /** From now on these are the routees. */
    void use(Router router) {
        change(now -> now.withRouter(router));
    }

    /** Sends what came through the mailbox. */
    void routeCounted(ActorRef self, Object message, ActorRef sender) {
        try {
            route(router(), self, message, sender);
        } finally {
            change(State::oneLess);
        }
    }

    private void change(UnaryOperator<State> change) {
        State now = state;
        while (!STATE.compareAndSet(this, now, change.apply(now))) {
            now = state;
        }
    }
}
