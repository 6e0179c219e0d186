package io.garrick.actor;

/** What a system offers to its extensions beyond {@link ActorSystem}. Every system is one. Any thread. */
public interface ExtendedActorSystem extends ActorSystem {

    /**
     * Creates an actor under {@code /system}, which ends after all actors under {@code /user}.
     *
     * @param props how to make it
     * @param name its name among those under {@code /system}
     * @return its ref
     * @throws InvalidActorNameException when the name is malformed or in use
     */
    ActorRef systemActorOf(Props props, String name);

    /**
     * What loads the classes that the configuration names.
     *
     * @return the loader given to {@link ActorSystem#create(String, com.typesafe.config.Config, ClassLoader)}, else as {@link
     *     SystemSettings#classLoader()} says
     */
    ClassLoader classLoader();

    /**
     * The shutdown of this system.
     *
     * @return what {@link CoordinatedShutdown#get} gives
     */
    CoordinatedShutdown coordinatedShutdown();
}
