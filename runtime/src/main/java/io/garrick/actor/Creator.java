package io.garrick.actor;

/**
 * Makes actors: a lambda or constructor reference for {@link Props#create(Class, Creator)}. Called by the runtime on the thread that starts or
 * restarts the actor; must return a fresh instance at each call.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface Creator<T> {

    /**
     * Makes one.
     *
     * @return a fresh instance
     * @throws Exception when it cannot: the actor fails to start
     */
    T create() throws Exception;
}
