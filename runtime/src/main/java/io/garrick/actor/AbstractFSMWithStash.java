package io.garrick.actor;

/**
 * An {@link AbstractFSM} with a stash.
 *
 * @param <S> names of states, mostly an enum
 * @param <D> data that goes with a state
 */
public abstract class AbstractFSMWithStash<S, D> extends AbstractFSM<S, D> implements Stash {

    /** Called by the runtime through {@link Props}. */
    protected AbstractFSMWithStash() {}
}
