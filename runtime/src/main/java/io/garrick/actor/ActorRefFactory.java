package io.garrick.actor;

/** What actors are created and stopped through: the system (top-level actors) and each actor's context (its children). */
public interface ActorRefFactory {

    /**
     * Creates an actor with a name of the form {@code $a}, {@code $b}, … Returns before it has started.
     *
     * @param props how to make it
     * @return its ref
     * @throws ConfigurationException when the dispatcher or mailbox that the props name does not exist or does not fit
     * @throws IllegalStateException when the system is shutting down
     */
    ActorRef actorOf(Props props);

    /**
     * Creates an actor. Returns before it has started; a failure to start reaches the supervisor, not the caller.
     *
     * @param props how to make it
     * @param name its name among its siblings: ASCII letters, digits, {@code -_.*$+:@&=,!~';} and {@code %} with two hex digits,
     *     not empty, no leading {@code $} (promise M09)
     * @return its ref
     * @throws InvalidActorNameException when the name is malformed, or in use (also by a sibling that is still stopping)
     * @throws ConfigurationException when the dispatcher or mailbox that the props name does not exist or does not fit
     * @throws IllegalStateException when the system is shutting down
     */
    ActorRef actorOf(Props props, String name);

    /**
     * Stops an actor after the message that it is handling now; what is queued becomes dead letters.
     *
     * @param actor whom to stop; a context stops its own actor and its children, the system any local actor
     */
    void stop(ActorRef actor);

    /**
     * Selects actors by path; see {@link ActorSelection} for what can be written. Nothing is looked up before a message is sent, and no text is an error: one
     * that means nobody leads to dead letters.
     *
     * @param path a path; a relative one begins at the context's own actor, or at the system's root
     * @return the selection
     */
    ActorSelection actorSelection(String path);

    /**
     * Selects actors by path; names with {@code *} or {@code ?} in them are wildcards here too, and a uid means that very incarnation.
     *
     * @param path a path with its address
     * @return the selection
     */
    default ActorSelection actorSelection(ActorPath path) {
        return actorSelection(path.toSerializationFormat());
    }
}
