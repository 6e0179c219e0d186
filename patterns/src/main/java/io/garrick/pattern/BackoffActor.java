package io.garrick.pattern;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The actor behind {@link BackoffSupervisor}. */
final class BackoffActor extends AbstractActorWithTimers {

    private final BackoffSettings settings;
    private final SystemServices services = SystemServices.of(getContext().getSystem());
    private final SupervisorStrategy strategy;

    /** Who gets the messages. */
    @Nullable
    private ActorRef child;

    /** Has failed and is to come back; there until its end has been told. */
    @Nullable
    private ActorRef failed;

    /** Since the last reset. */
    private int restarts;

    private boolean finalStop;

    /** What the timers bring, and are called. */
    private enum Tick {
        START,
        RESET,
        WINDOW
    }

    BackoffActor(BackoffSettings settings) {
        this.settings = settings;
        this.strategy = settings.onStop()
                ? settings.strategy()
                : settings.copy(RestartBudget.NO_LIMIT, RestartBudget.NO_WINDOW, this::decide);
    }

    @Override
    public void preStart() {
        start();
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .matchEquals(Tick.START, tick -> start())
                .match(Tick.class, tick -> restarts = 0)
                .match(BackoffSupervisor.Reset.class, this::reset)
                .match(
                        BackoffSupervisor.GetRestartCount.class,
                        question -> answer(new BackoffSupervisor.RestartCount(restarts)))
                .match(
                        BackoffSupervisor.GetCurrentChild.class,
                        question -> answer(new BackoffSupervisor.CurrentChild(Optional.ofNullable(child))))
                .match(Terminated.class, end -> ended())
                .matchAny(this::pass)
                .build();
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return strategy;
    }

    private void answer(Object answer) {
        getSender().tell(answer, getSelf());
    }

    // ---------------------------------------------------------------- the child's life

    private void start() {
        child = getContext().watch(getContext().actorOf(settings.childProps(), settings.childName()));
        Duration lasting = settings.resetAfter();
        if (lasting != null) {
            getTimers().startSingleTimer(Tick.RESET, Tick.RESET, lasting);
        }
    }

    /** A failure that the program answers with a restart ends the child, and it comes back later. */
    private Directive decide(Throwable cause) throws Exception {
        Directive directive = settings.strategy().decide(cause);
        if (directive != Directive.RESTART) {
            return directive;
        }
        failed = child;
        child = null;
        return Directive.STOP;
    }

    /** The only actor that is watched has ended. */
    private void ended() {
        boolean comesBack = !finalStop && (settings.onStop() || failed != null);
        child = null;
        failed = null;
        if (comesBack && mayRestart()) {
            startLater();
        } else {
            getContext().stop(getSelf());
        }
    }

    private boolean mayRestart() {
        int most = settings.strategy().budget().maxRestarts();
        if (most == RestartBudget.NO_LIMIT || restarts < most) {
            return true;
        }
        log().warn("back-off supervisor stops, its child has been started again too often: restarts={}", restarts);
        return false;
    }

    private void startLater() {
        getTimers().cancel(Tick.RESET);
        Duration window = settings.strategy().budget().window();
        if (restarts == 0 && !window.equals(RestartBudget.NO_WINDOW)) {
            getTimers().startSingleTimer(Tick.WINDOW, Tick.WINDOW, window);
        }
        getTimers().startSingleTimer(Tick.START, Tick.START, settings.delay().nth(restarts, services.random()));
        restarts++;
    }

    private void reset(BackoffSupervisor.Reset order) {
        if (settings.resetAfter() == null) {
            restarts = 0;
        } else {
            unhandled(order);
        }
    }

    // ---------------------------------------------------------------- messages of others

    private void pass(Object message) {
        ActorRef sender = getSender();
        if (sender.equals(child) || sender.equals(failed)) {
            getContext().getParent().tell(message, getSelf());
        } else if (child != null) {
            finalStop |= settings.isFinalStop().test(message);
            child.forward(message, getContext());
        } else if (settings.isFinalStop().test(message)) {
            getContext().stop(getSelf());
        } else {
            passToNobody(message, sender);
        }
    }

    private void passToNobody(Object message, ActorRef sender) {
        Object reply = settings.replyWhileStopped();
        ActorRef handler = settings.handlerWhileStopped();
        if (reply != null) {
            answer(reply);
        } else if (handler != null) {
            handler.forward(message, getContext());
        } else {
            services.deadLetter(new DeadLetter(message, sender, getSelf(), DeadLetter.Reason.RESTARTED));
        }
    }

    private Logger log() {
        return services.logger(getSelf(), BackoffSupervisor.class.getName());
    }
}
