package io.garrick.actor.spi;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Props;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What carries messages to other nodes, and with it the system's place among them. Given to a system by {@link RemoteServices#join}. Any thread. */
public interface RemoteRefProvider {

    /**
     * Where other nodes reach this system.
     *
     * @return with host and port
     */
    Address address();

    /**
     * The way to a node.
     *
     * @param node its address, which is not this system's
     * @return the same object for the same address
     */
    Route route(Address node);

    /**
     * The last actor has ended: delivers what was told to other nodes, as far as that can be done in short time, and ends.
     *
     * @return completes when no thread of it is left; never fails
     */
    CompletionStage<?> close();

    /**
     * Whether the calling thread is one that {@link #close} ends.
     *
     * @return {@code true} on threads of its own
     */
    boolean runsHere();

    /** The way to one node. Never throws and never blocks: what cannot be carried becomes a dead letter. */
    interface Route {

        /**
         * Carries a message to an actor, behind all that the same sender has told it before.
         *
         * @param recipient a ref of that node
         * @param message what it is told
         * @param sender by whom, if by anybody
         */
        void tell(ActorRef recipient, Object message, @Nullable ActorRef sender);

        /**
         * Carries a message to those whom a selection means when it arrives; in order with {@link #tell} where the path has no wildcards.
         *
         * @param path who is meant, with the address of that node
         * @param message what they are told
         * @param sender by whom, if by anybody
         */
        void select(ActorPath path, Object message, @Nullable ActorRef sender);

        /**
         * Carries what the runtimes tell each other: once, in order, behind what the sender of it has told before.
         *
         * @param signal what; its recipient is on that node
         * @throws ConfigurationException for a {@link Create} that cannot be carried; nothing else throws
         */
        void signal(Signal signal);
    }

    /** What the runtimes tell each other about their actors. */
    sealed interface Signal {

        /**
         * Who is to hear it.
         *
         * @return the subject or the watcher
         */
        ActorRef recipient();

        /**
         * Whom it is about.
         *
         * @return the watcher or the subject
         */
        ActorRef other();
    }

    /**
     * Tell the watcher when you have ended.
     *
     * @param subject who is to tell
     * @param watcher whom
     */
    record Watch(ActorRef subject, ActorRef watcher) implements Signal {

        @Override
        public ActorRef recipient() {
            return subject;
        }

        @Override
        public ActorRef other() {
            return watcher;
        }
    }

    /**
     * Do not tell the watcher.
     *
     * @param subject who was to tell
     * @param watcher whom
     */
    record Unwatch(ActorRef subject, ActorRef watcher) implements Signal {

        @Override
        public ActorRef recipient() {
            return subject;
        }

        @Override
        public ActorRef other() {
            return watcher;
        }
    }

    /**
     * A subject has ended.
     *
     * @param subject who
     * @param watcher who has watched it
     * @param existenceConfirmed whether it is known to have lived
     * @param addressTerminated whether the verdict is about its node
     */
    record Ended(ActorRef subject, ActorRef watcher, boolean existenceConfirmed, boolean addressTerminated)
            implements Signal {

        @Override
        public ActorRef recipient() {
            return watcher;
        }

        @Override
        public ActorRef other() {
            return subject;
        }
    }

    /**
     * Make a child of an actor of another node: the recipient is the ref that it is to have.
     *
     * @param child the ref, its path below {@code /remote}
     * @param parent whose child
     * @param props what to make; they travel
     * @param suspended whether it begins suspended, as its parent is
     * @param rules what it has to know of its parent's strategy
     */
    record Create(ActorRef child, ActorRef parent, Props props, boolean suspended, Rules rules) implements Signal {

        @Override
        public ActorRef recipient() {
            return child;
        }

        @Override
        public ActorRef other() {
            return parent;
        }
    }

    /**
     * What a child has to know of its parent's strategy before it fails.
     *
     * @param permanent whether it is started again when it ends by itself, unless its props say something else
     * @param redelivering whether the message that crashes it may be handed over again
     */
    record Rules(boolean permanent, boolean redelivering) {}

    /**
     * The rules for a child are others now.
     *
     * @param child whose
     * @param parent whose child
     * @param rules what holds from here on
     */
    record Rule(ActorRef child, ActorRef parent, Rules rules) implements Signal {

        @Override
        public ActorRef recipient() {
            return child;
        }

        @Override
        public ActorRef other() {
            return parent;
        }
    }

    /** What a parent tells a child. */
    enum Step {
        /** The parent is suspended. */
        SUSPEND,
        /** The parent is not suspended any more. */
        RESUME,
        /** Go on after your failure. */
        GO_ON,
        /** Replace the instance. */
        RESTART,
        /** Take the instance down, and wait. */
        TAKE_DOWN,
        /** Make the next instance. */
        START,
        /** End. */
        STOP
    }

    /**
     * What becomes of messages that come to a child that waits for its next instance, where they do not queue.
     *
     * @param reply what their senders are told; null when they are dead letters
     */
    record Meanwhile(@Nullable Object reply) {}

    /**
     * A parent tells its child what to do.
     *
     * @param child who is to do it
     * @param parent whose child
     * @param step what
     * @param cause of a restart; null for what the child itself has failed with
     * @param redeliveries how often the message that has failed may be handed over again
     * @param meanwhile what becomes of messages until the next instance is there; null when they queue
     * @param awaited whether the parent is to be told when it is done
     */
    record Order(
            ActorRef child,
            ActorRef parent,
            Step step,
            @Nullable Throwable cause,
            int redeliveries,
            @Nullable Meanwhile meanwhile,
            boolean awaited)
            implements Signal {

        @Override
        public ActorRef recipient() {
            return child;
        }

        @Override
        public ActorRef other() {
            return parent;
        }
    }

    /** What has happened to a child. */
    enum Happening {
        /** It is there. */
        CREATED,
        /** It will not be there. */
        REFUSED,
        /** It has failed, and waits. */
        FAILED,
        /** It is permanent, has ended by itself, and waits. */
        ENDED_BY_ITSELF,
        /** Its instance is gone, as it was ordered. */
        TAKEN_DOWN,
        /** The next instance is there, as it was ordered. */
        STARTED,
        /** It has ended. */
        GONE,
        /** Its node was given up, or is in another life now. Never on the wire. */
        LOST
    }

    /**
     * A parent is told what has happened to its child.
     *
     * @param parent who is told
     * @param child whom it is about
     * @param what what has happened
     * @param generation how many restarts the child has begun
     * @param cause of a failure, and of the end of a permanent one
     * @param text why it was refused, else empty
     */
    record Report(
            ActorRef parent,
            ActorRef child,
            Happening what,
            long generation,
            @Nullable Throwable cause,
            String text) implements Signal {

        @Override
        public ActorRef recipient() {
            return parent;
        }

        @Override
        public ActorRef other() {
            return child;
        }
    }
}
