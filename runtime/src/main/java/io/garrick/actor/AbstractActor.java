package io.garrick.actor;

import static java.util.stream.Collectors.joining;

import io.garrick.actor.internal.Construction;
import io.garrick.supervision.SupervisorStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The base class of actors: private state, private behaviour, one message at a time.
 *
 * <p>Extend it, describe the behaviour in {@link #createReceive()}, and create it with {@link ActorRefFactory#actorOf}, never with
 * {@code new}. The context works in field initialisers, initialiser blocks and constructors. Everything an actor wrote while it handled one
 * message is visible when it handles the next, on whatever thread (promise M02), so fields need no {@code volatile} and no locks.
 *
 * <p>Life: constructor, {@link #preStart()}, messages, {@link #postStop()}. A failure is the supervisor's to decide; on a restart this
 * instance gets {@link #preRestart}, and a fresh one {@link #postRestart}.
 */
public abstract class AbstractActor {

    private final ActorContext context;

    /**
     * Called by the runtime through {@link Props}.
     *
     * @throws io.garrick.supervision.ActorInitializationException when called with {@code new} outside a props
     */
    @SuppressWarnings("this-escape") // the class is only named in the error
    protected AbstractActor() {
        context = Construction.claim(getClass());
    }

    /**
     * The initial behaviour; called once per instance, after the constructor.
     *
     * @return what handles messages, usually made with {@link #receiveBuilder()}
     */
    public abstract Receive createReceive();

    /**
     * Starts a behaviour.
     *
     * @return an empty builder
     */
    public static ReceiveBuilder receiveBuilder() {
        return ReceiveBuilder.create();
    }

    /**
     * A behaviour that handles nothing.
     *
     * @return every message is unhandled
     */
    public static Receive emptyBehavior() {
        return Receive.empty();
    }

    /**
     * This actor's surroundings.
     *
     * @return the context
     */
    public final ActorContext getContext() {
        return context;
    }

    /**
     * This actor's surroundings.
     *
     * @return the context
     */
    public final ActorContext context() {
        return context;
    }

    /**
     * This actor's ref. Any thread.
     *
     * @return the ref
     */
    public final ActorRef getSelf() {
        return context.getSelf();
    }

    /**
     * This actor's ref. Any thread.
     *
     * @return the ref
     */
    public final ActorRef self() {
        return context.getSelf();
    }

    /**
     * Who sent the message that is being handled.
     *
     * @return the sender, or the dead-letter ref; never null
     * @throws IllegalStateException on a thread that is not running this actor
     */
    public final ActorRef getSender() {
        return context.getSender();
    }

    /**
     * Who sent the message that is being handled.
     *
     * @return the sender, or the dead-letter ref; never null
     * @throws IllegalStateException on a thread that is not running this actor
     */
    public final ActorRef sender() {
        return context.getSender();
    }

    /**
     * What to do when a child fails, or ends. Asked of an instance when it has its first child, and when the first of its children fails; should be
     * ready by then, and say the same each time.
     *
     * @return the strategy; by default one-for-one with {@link SupervisorStrategy#defaultDecider()}
     */
    public SupervisorStrategy supervisorStrategy() {
        return SupervisorStrategy.defaultStrategy();
    }

    /**
     * Called after the constructor, before the first message. A failure here is a failure to start.
     *
     * @throws Exception stops the actor, unless its supervisor decides otherwise
     */
    public void preStart() throws Exception {}

    /**
     * Called when the actor has ended, after its children; the last call on an instance that has not been replaced.
     *
     * @throws Exception is logged
     */
    public void postStop() throws Exception {}

    /**
     * Called on the old instance before it is replaced. By default unwatches and stops all children, then calls {@link #postStop()}.
     *
     * @param reason why the supervisor restarts it
     * @param message what was being handled when it failed; empty when it is restarted with its group or its parent
     * @throws Exception is logged; the restart goes on
     */
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        for (ActorRef child : context.getChildren()) {
            context.unwatch(child);
            context.stop(child);
        }
        postStop();
    }

    /**
     * Called on the new instance after its constructor. By default calls {@link #preStart()}.
     *
     * @param reason why it was restarted
     * @throws Exception is a new failure
     */
    public void postRestart(Throwable reason) throws Exception {
        preStart();
    }

    /**
     * Called for a message that the behaviour does not handle. By default publishes an {@link UnhandledMessage}; a {@link Terminated} is
     * a {@link io.garrick.supervision.DeathPactException}.
     *
     * @param message the message
     */
    public void unhandled(Object message) {
        Construction.unhandled(context, message);
    }

    /**
     * Called for every message; hands it to the behaviour, and to {@link #unhandled} when that has no case for it. Override it to do something
     * around all messages of an actor; call {@code super} to go on.
     *
     * @param receive the current behaviour
     * @param message the message
     * @throws Exception whatever the handler throws
     */
    public void aroundReceive(Receive receive, Object message) throws Exception {
        if (!receive.handle(message)) {
            unhandled(message);
        }
    }

    /**
     * A behaviour: cases in order, the first one that matches a message handles it (promise M05). Immutable; made with {@link #receiveBuilder()}.
     * May be shared between actors if its handlers may.
     */
    public static final class Receive implements PartialHandler {

        private static final Receive EMPTY = new Receive(new ReceiveCase[0]);

        private final ReceiveCase[] cases;

        /**
         * Makes a behaviour of a function.
         *
         * @param handler what handles messages where it is defined
         */
        public Receive(PartialHandler handler) {
            this(
                    handler instanceof Receive
                            ? ((Receive) handler).cases
                            : new ReceiveCase[] {new ReceiveCase(Object.class, handler::isDefinedAt, handler::apply)});
        }

        Receive(ReceiveCase[] cases) {
            this.cases = cases;
        }

        /**
         * A behaviour that handles nothing.
         *
         * @return the shared instance
         */
        public static Receive empty() {
            return EMPTY;
        }

        /**
         * A behaviour that handles everything.
         *
         * @param handler gets every message
         * @return a behaviour of one case
         */
        public static Receive of(FI.UnitApply<Object> handler) {
            return new Receive(new ReceiveCase[] {ReceiveCase.any(handler)});
        }

        /**
         * Handles a message with the first case that matches. Called by the runtime, on the thread that runs the actor.
         *
         * @param message the message
         * @return whether there was a case for it
         * @throws Exception whatever the handler throws
         */
        public boolean handle(Object message) throws Exception {
            for (ReceiveCase candidate : cases) {
                if (candidate.matches(message)) {
                    candidate.handle(message);
                    return true;
                }
            }
            return false;
        }

        /**
         * Tries another behaviour where this one has no case.
         *
         * @param other what to try next
         * @return a behaviour with the cases of both
         */
        public Receive orElse(Receive other) {
            ReceiveCase[] both = Arrays.copyOf(cases, cases.length + other.cases.length);
            System.arraycopy(other.cases, 0, both, cases.length, other.cases.length);
            return new Receive(both);
        }

        @Override
        public PartialHandler orElse(PartialHandler other) {
            return orElse(new Receive(other));
        }

        /**
         * This behaviour as a function, for code that combines or tries behaviours itself.
         *
         * @return the function; {@link Receive#Receive(PartialHandler)} is the way back
         */
        public PartialHandler onMessage() {
            return this;
        }

        @Override
        public boolean isDefinedAt(Object message) {
            for (ReceiveCase candidate : cases) {
                if (candidate.matches(message)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void apply(Object message) throws Exception {
            if (!handle(message)) {
                throw new IllegalArgumentException("behaviour has no case for the message: class="
                        + message.getClass().getName());
            }
        }

        /**
         * The classes that the cases name, for reports of messages that none of them matched.
         *
         * @return in order of the cases, each once; {@code Object} stands for any message
         */
        public List<Class<?>> matchedClasses() {
            return Stream.of(cases)
                    .<Class<?>>flatMap(ReceiveCase::matched)
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return matchedClasses().stream().map(Class::getSimpleName).collect(joining(", ", "Receive[", "]"));
        }
    }
}
