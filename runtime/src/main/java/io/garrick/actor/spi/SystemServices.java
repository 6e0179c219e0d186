package io.garrick.actor.spi;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.Scheduler;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.TimerWheel;
import io.garrick.event.LogEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** What a system offers to those who build patterns on it. Any thread. Every system and every ref leads to one. */
public interface SystemServices {

    /**
     * The services of a system.
     *
     * @param system a system of this runtime
     * @return its services
     */
    static SystemServices of(ActorSystem system) {
        return (SystemServices) system;
    }

    /**
     * The services of the system that a ref was obtained from.
     *
     * @param ref a ref of this runtime
     * @return the services of its system
     * @throws IllegalArgumentException when the ref is of a foreign implementation
     */
    static SystemServices of(ActorRef ref) {
        if (ref instanceof ReplyRef) {
            return of(((ReplyRef) ref).system());
        }
        if (ref instanceof SystemBound) {
            return of(((SystemBound) ref).system());
        }
        throw new IllegalArgumentException("ref is not one of this runtime: ref=" + ref + " class="
                + ref.getClass().getName());
    }

    /**
     * The services of the system that a scheduler belongs to; for what is given a scheduler and needs a clock or random numbers, too.
     *
     * @param scheduler the scheduler of a system of this runtime
     * @return the services of its system
     * @throws IllegalArgumentException when the scheduler is of a foreign implementation
     */
    static SystemServices of(Scheduler scheduler) {
        if (scheduler instanceof SystemBound) {
            return of(((SystemBound) scheduler).system());
        }
        throw new IllegalArgumentException("scheduler is not one of this runtime, use system.scheduler(): scheduler="
                + scheduler + " class=" + scheduler.getClass().getName());
    }

    /**
     * The system behind these services.
     *
     * @return the system
     */
    ActorSystem system();

    /**
     * What makes contexts travel with the messages, for patterns that send on behalf of a caller who may have gone on (Q11).
     *
     * @return the one that the settings name, guarded: what it throws is logged; empty when there is none
     */
    Optional<ContextPropagation> contextPropagation();

    /**
     * The system's time.
     *
     * @return the clock
     */
    Clock clock();

    /**
     * The system's randomness: a rehearsal's seed decides it.
     *
     * @return the one generator of the system; any thread may use it
     */
    RandomGenerator random();

    /**
     * The system's timers.
     *
     * @return the wheel
     */
    TimerWheel timers();

    /**
     * Creates an actor under {@code /system}: one that belongs to a tool and not to the program, is no child of {@code /user}, and is stopped after all
     * that are.
     *
     * @param props how to make it
     * @param name as for {@link io.garrick.actor.ActorRefFactory#actorOf(Props, String)}
     * @return its ref
     * @throws io.garrick.actor.InvalidActorNameException when the name is malformed or in use
     * @throws IllegalStateException when {@code /system} is stopping
     */
    ActorRef systemActorOf(Props props, String name);

    /**
     * The packages of the classes whose actors this system has made with {@code actorOf}, without ours: what of an application's classes may travel
     * where nothing else was said (promise N08). From any thread.
     *
     * @return a live view, which only grows
     */
    Set<String> actorPackages();

    /**
     * What joins this system with others.
     *
     * @return always the same
     */
    RemoteServices remote();

    /**
     * Adds a dispatcher of the caller's own making, so that {@link Props#withDispatcher} finds it by its id. The system uses it and does not shut it
     * down.
     *
     * @param dispatcher a running dispatcher
     * @return the one that has this id from now on: this one, or another that was there before
     */
    Dispatcher addDispatcher(Dispatcher dispatcher);

    /**
     * The root of the tree of actors, {@code /}; {@link #children} leads to all others.
     *
     * @return its ref
     */
    ActorRef rootGuardian();

    /**
     * The children of an actor of this system, those that are stopping included.
     *
     * @param actor whose children
     * @return a snapshot in order of start; empty when it has ended
     */
    List<ActorRef> children(ActorRef actor);

    /**
     * Whom a selection of this system means now.
     *
     * @param selection who is looked for
     * @return a snapshot in the order of the tree, each once; empty when nobody is there
     */
    List<ActorRef> find(ActorSelection selection);

    /**
     * A look at an actor of this system.
     *
     * @param actor whom to look at
     * @return the view; empty when it has ended, or has no mailbox
     */
    Optional<MailboxView> mailbox(ActorRef actor);

    /**
     * Does something inside an actor, ahead of its messages and also while it is suspended: in its activation, on its dispatcher; at once where the calling thread is the
     * one that runs it. For test kits.
     *
     * @param <T> what the visit gives
     * @param actor an actor of this system
     * @param visit what to do; what it throws is not the actor's failure
     * @return what it gives or throws; an {@link IllegalStateException} when the actor has ended
     * @throws IllegalArgumentException when the ref is not that of an actor of this process
     */
    <T extends @Nullable Object> CompletionStage<T> visit(ActorRef actor, ActorVisit<T> visit);

    /**
     * What is done inside an actor.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface ActorVisit<T extends @Nullable Object> {

        /**
         * Called once, on the thread that runs the actor.
         *
         * @param inside the actor, until this returns
         * @return anything
         * @throws Exception whatever it does
         */
        T visit(ActorInside inside) throws Exception;
    }

    /**
     * The function before an actor's mailbox.
     *
     * @param actor an actor of this system
     * @return what its props made; empty when they make none
     */
    Optional<RefInterceptor> interceptor(ActorRef actor);

    /**
     * A number that no other ref of this system has or will have.
     *
     * @return the next uid
     */
    long nextUid();

    /**
     * The path of a reply ref. Nothing is registered: the path is for reading and equality, it leads nowhere.
     *
     * @param uid from {@link #nextUid()}
     * @return a path under {@code /temp}
     */
    ActorPath tempPath(long uid);

    /**
     * Tells a reply ref {@link io.garrick.actor.Terminated} once the subject has ended, at once if it has ended already.
     *
     * @param watcher who wants to know
     * @param subject whom to watch
     */
    void watch(ReplyRef watcher, ActorRef subject);

    /**
     * Takes back {@link #watch}; a notice may be under way already.
     *
     * @param watcher who wanted to know
     * @param subject who was watched
     */
    void unwatch(ReplyRef watcher, ActorRef subject);

    /**
     * Tells a watcher that a reply ref has served its purpose; each implementation of {@link ReplyRef#addWatcher} owes this once.
     *
     * @param subject the reply ref
     * @param watcher who watches it
     */
    void terminated(ReplyRef subject, ActorRef watcher);

    /**
     * The further root of the configuration that is read for a program that brings it along, {@code garrick.migration-root}.
     *
     * @return {@code akka} or {@code pekko}; empty where there is none
     */
    String migrationRoot();

    /**
     * A logger of the backend whose lines log listeners of this system hear too.
     *
     * @param name its name
     * @return the logger, with the backend's levels, but for what a listener wants to hear
     */
    Logger logger(String name);

    /**
     * As {@link #logger(String)}, for lines of an actor.
     *
     * @param actor whose lines they are
     * @param name its name
     * @return the logger
     */
    Logger logger(ActorRef actor, String name);

    /**
     * Listens to what this system and its actors log: the runtime's own lines about it, and what is written by {@code log()} and by
     * {@link io.garrick.event.Logging}. Independent of the logging backend: there need not be one, and its levels do not matter. Not heard: what programs log by SLF4J directly, and
     * what tasks throw on dispatchers that are no actors. While somebody listens to a level it counts as enabled. A listener that is there already gets the new level.
     * For tests.
     *
     * @param least the least level to hear
     * @param listener called in the thread that logs, before the backend; must not block, throw or log
     */
    void addLogListener(Level least, Consumer<LogEvent> listener);

    /**
     * Takes back {@link #addLogListener}.
     *
     * @param listener the same object
     */
    void removeLogListener(Consumer<LogEvent> listener);

    /**
     * Publishes a dead letter, counts it and logs it with a rate limit.
     *
     * @param letter what could not be delivered
     */
    void deadLetter(DeadLetter letter);
}
