package io.garrick.actor.spi;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a system offers to those who join it with others: refs become paths, and paths refs. Any thread. See {@link #of}. */
public interface RemoteServices {

    /**
     * The services of a system.
     *
     * @param system a system of this runtime
     * @return its services
     */
    static RemoteServices of(ActorSystem system) {
        return SystemServices.of(system).remote();
    }

    /**
     * From now on paths with other addresses lead to other nodes.
     *
     * @param provider what carries messages there; closed by the system after its last actor has ended
     * @throws IllegalStateException when the system has one already, or has ended its actors
     */
    void join(RemoteRefProvider provider);

    /**
     * The network that the system's platform brings along.
     *
     * @return a new transport, which was not started; empty when the platform is this machine, which has none but the operating system's
     */
    Optional<Transport> transport();

    /**
     * Where this system is reached.
     *
     * @return with host and port once it was {@linkplain #join joined}; before that with its name only
     */
    Address address();

    /**
     * Which life of the node at this address this is: the number, drawn from the system's random numbers, from which its uids count upwards. So a ref tells by its uid of which life it
     * is.
     *
     * @return any number
     */
    long incarnation();

    /**
     * Whom a path means: an actor of this system by its path, and its uid if there is one; whoever is waiting for an answer; or an actor of another node, which is not asked.
     *
     * @param path any path, its address this system's (with or without host and port) or that of another
     * @return the ref; where nobody of this system is meant, one whose messages are dead letters
     */
    ActorRef resolve(ActorPath path);

    /**
     * The path by which other nodes know a ref. One who waits for an answer can be resolved from now on, until the answer has come.
     *
     * @param ref a ref of this runtime
     * @return with this system's {@link #address} for refs of this system, with their own for others
     */
    ActorPath export(ActorRef ref);

    /**
     * Tells somebody something that has come from another node. What the recipient throws is logged; what it refuses is a dead letter.
     *
     * @param recipient a ref of this system
     * @param message what it is told
     * @param sender by whom, if by anybody
     */
    void deliver(ActorRef recipient, Object message, @Nullable ActorRef sender);

    /**
     * As {@link #deliver(ActorRef, Object, ActorRef)}, to all whom a selection means now.
     *
     * @param path of this system
     * @param message what they are told
     * @param sender by whom, if by anybody
     */
    void select(ActorPath path, Object message, @Nullable ActorRef sender);

    /**
     * An actor of a class is about to be created for another node: its package is one of the application's, as with those that are created here.
     *
     * @param actorClass the class
     */
    void expect(Class<?> actorClass);

    /**
     * Carries out what the runtime of another node has told this one.
     *
     * @param signal what; its recipient is of this system
     */
    void deliver(RemoteRefProvider.Signal signal);

    /** Takes images of messages, by what writes them to the wire, where {@code garrick.message-isolation} asks for that. The module serialization brings it. Any thread. */
    interface MessageImages {

        /**
         * Takes an image of a message.
         *
         * @param message any message
         * @return what it is now
         * @throws RuntimeException when it cannot be written; names the class, and the path of the field inside the message
         */
        MessageImage of(Object message);
    }

    /** A message of ours around one of a program's, which is isolated in its place. */
    interface MessageHolder {

        /**
         * What is inside.
         *
         * @return the message
         */
        Object message();

        /**
         * The same around another one.
         *
         * @param other the message
         * @return a new one
         */
        MessageHolder around(Object other);
    }

    /** What a message was when the image was taken. Any thread. */
    interface MessageImage {

        /**
         * The message as another node would get it, but with the very refs.
         *
         * @return a new message
         * @throws RuntimeException when it cannot be read
         */
        Object copy();

        /**
         * Whether a message is still what it was.
         *
         * @param message the one that the image was taken of
         * @return what has changed, with the path of the first field that has; null when nothing has
         * @throws RuntimeException when it cannot be written any more
         */
        @Nullable
        String changeOf(Object message);
    }
}
