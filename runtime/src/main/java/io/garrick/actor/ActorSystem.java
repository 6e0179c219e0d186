package io.garrick.actor;

import com.typesafe.config.Config;
import io.garrick.actor.internal.ActorSystems;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Dispatchers;
import io.garrick.event.EventStream;
import io.garrick.event.LoggingAdapter;
import java.util.concurrent.CompletionStage;

/**
 * A tree of actors with the dispatchers, timers and streams that they share. Start one per application; it keeps the JVM alive until it is
 * terminated (unless its settings say {@code daemonic}). All methods may be called from any thread.
 *
 * <pre>{@code
 * try (ActorSystem system = ActorSystem.create("hello")) {
 *     ActorRef greeter = system.actorOf(Props.create(Greeter.class), "greeter");
 *     greeter.tell("hi", ActorRef.noSender());
 * }
 * }</pre>
 */
public interface ActorSystem extends ActorRefFactory, AutoCloseable {

    /** What the classes that a configuration names may ask for: the whole configuration. {@link SystemSettings} are this. */
    interface Settings {

        /**
         * The configuration that the system was started with.
         *
         * @return all of it, the program's own sections too; empty where the system was started with settings made in code
         */
        Config config();
    }

    /**
     * Starts a system named {@code default}.
     *
     * @return the running system
     */
    static ActorSystem create() {
        return create("default");
    }

    /**
     * Starts a system with the defaults, overridden by what {@code application.conf} says under {@code garrick}.
     *
     * @param name letters, digits, {@code -} and {@code _}, not starting with either of the latter
     * @return the running system
     * @throws IllegalArgumentException when the name is malformed
     * @throws ConfigurationException when the configuration is wrong
     */
    static ActorSystem create(String name) {
        return ActorSystems.create(name);
    }

    /**
     * Starts a system with the defaults, overridden by what a configuration says under {@code garrick}.
     *
     * @param name as in {@link #create(String)}
     * @param config a whole configuration
     * @return the running system
     * @throws IllegalArgumentException when the name is malformed
     * @throws ConfigurationException when the configuration is wrong
     */
    static ActorSystem create(String name, Config config) {
        return ActorSystems.create(name, config);
    }

    /**
     * Starts a system with the defaults, overridden by what a configuration says under {@code garrick}.
     *
     * @param name as in {@link #create(String)}
     * @param config a whole configuration
     * @param classLoader loads every class that the configuration names
     * @return the running system
     * @throws IllegalArgumentException when the name is malformed
     * @throws ConfigurationException when the configuration is wrong
     */
    static ActorSystem create(String name, Config config, ClassLoader classLoader) {
        return ActorSystems.create(name, SystemSettings.from(config).withClassLoader(classLoader));
    }

    /**
     * Starts a system with these settings and no configuration file.
     *
     * @param name as in {@link #create(String)}
     * @param settings how to run
     * @return the running system
     * @throws IllegalArgumentException when the name is malformed
     */
    static ActorSystem create(String name, SystemSettings settings) {
        return ActorSystems.create(name, settings);
    }

    /**
     * The name given at creation.
     *
     * @return the name
     */
    String name();

    /**
     * How the system was told to run.
     *
     * @return the settings
     */
    SystemSettings settings();

    /**
     * The default dispatcher.
     *
     * @return where actors run that ask for no other
     */
    Dispatcher dispatcher();

    /**
     * The default dispatcher.
     *
     * @return as {@link #dispatcher()}
     */
    default Dispatcher getDispatcher() {
        return dispatcher();
    }

    /**
     * A dispatcher by id.
     *
     * @param id a configured id
     * @return the dispatcher, started if it was not yet
     * @throws ConfigurationException when no dispatcher has this id
     */
    Dispatcher dispatcher(String id);

    /**
     * The dispatchers, to look one up by its id.
     *
     * @return those of this system
     */
    Dispatchers dispatchers();

    /**
     * Messages and tasks in the future.
     *
     * @return the scheduler
     */
    Scheduler scheduler();

    /**
     * Messages and tasks in the future.
     *
     * @return as {@link #scheduler()}
     */
    default Scheduler getScheduler() {
        return scheduler();
    }

    /**
     * Where the system publishes what concerns everyone: dead letters, unhandled messages.
     *
     * @return the stream
     */
    EventStream eventStream();

    /**
     * Where the system publishes what concerns everyone.
     *
     * @return as {@link #eventStream()}
     */
    default EventStream getEventStream() {
        return eventStream();
    }

    /**
     * Where messages end that nobody can receive; also the sender of messages without one.
     *
     * @return the dead-letter ref
     */
    ActorRef deadLetters();

    /**
     * Where it is decided what becomes of messages that nobody got.
     *
     * @return the office of this system
     */
    DeadLetterOffice deadLetterOffice();

    /**
     * The system's own logger.
     *
     * @return a logger named after the system; its lines carry no actor's path
     */
    LoggingAdapter log();

    /**
     * Wall-clock time of the start.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long startTime();

    /**
     * A look at everything that runs here: the tree of actors, the dispatchers, what was lost. Any thread; no actor waits for it, and a system that is never
     * asked pays nothing for it.
     *
     * @return how things stand; an estimate while actors run
     */
    SystemSnapshot snapshot();

    /**
     * How long the system has been running.
     *
     * @return whole seconds
     */
    long uptime();

    /**
     * An extension of this system, made now if it is not there yet.
     *
     * @param id which one
     * @param <T> what it is
     * @return the same object at each call
     * @throws ExtensionException when it cannot be made; the next call tries again
     */
    <T extends Extension> T registerExtension(ExtensionId<T> id);

    /**
     * An extension that this system has already; {@link ExtensionId#get} makes it if need be.
     *
     * @param id which one
     * @param <T> what it is
     * @return the same object at each call
     * @throws IllegalArgumentException when it has not been made
     */
    <T extends Extension> T extension(ExtensionId<T> id);

    /**
     * Whether an extension has been made.
     *
     * @param id which one
     * @return {@code true} from when it can be had on
     */
    boolean hasExtension(ExtensionId<? extends Extension> id);

    /**
     * Calls back when every actor has ended, last-registered first, on the thread that then completes {@link #whenTerminated()}.
     *
     * @param callback what to run; its exceptions are logged
     * @throws IllegalStateException when the system has terminated already
     */
    void registerOnTermination(Runnable callback);

    /**
     * Runs the phases of the {@link CoordinatedShutdown}, unless the settings say otherwise, and stops all actors, children before parents. Does not drain mailboxes: what is queued
     * becomes dead letters. Returns at once. Where no task has been added the actors are told before it returns, and none is created any more.
     *
     * @return as {@link #whenTerminated()}
     */
    CompletionStage<Terminated> terminate();

    /**
     * The end of the system: no actor is alive any more, and no thread of it but the one that completes this stage, which then ends.
     *
     * @return a stage that completes with the termination of the root guardian
     */
    CompletionStage<Terminated> whenTerminated();

    /**
     * As {@link #whenTerminated()}.
     *
     * @return the same stage
     */
    default CompletionStage<Terminated> getWhenTerminated() {
        return whenTerminated();
    }

    /**
     * Terminates and waits until no actor and no thread of the system is left, at most the shutdown time-out of the settings, whatever the phases before may take.
     *
     * @throws IllegalStateException on a thread of this system (it would wait for itself), or when the time-out has passed: names the actors
     *     that are still alive, and the tasks that are not done
     */
    @Override
    void close();
}
