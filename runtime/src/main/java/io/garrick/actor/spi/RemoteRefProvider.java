package io.garrick.actor.spi;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
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
}
