package io.garrick.actor;

import java.util.Objects;

/**
 * Where an actor is to live and run, as its {@link Props} say it. What the configuration says about its path ({@link Deployment}) goes before it (promise Q04).
 * Immutable.
 *
 * @param path which actor it is about, for those who keep several; the runtime goes by what {@link Props#withDeploy} is called on
 * @param dispatcher id of the dispatcher, or empty
 * @param mailbox id of the mailbox, or empty
 * @param scope in which process
 */
public record Deploy(String path, String dispatcher, String mailbox, Scope scope) {

    /**
     * Refuses null.
     *
     * @param path which actor it is about, or empty
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     * @param scope in which process
     */
    public Deploy {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(dispatcher, "dispatcher");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(scope, "scope");
    }

    /** Says nothing. */
    public Deploy() {
        this(NoScopeGiven.getInstance());
    }

    /**
     * Says in which process.
     *
     * @param scope in which process
     */
    public Deploy(Scope scope) {
        this("", "", "", scope);
    }

    /**
     * Says which actor it is about.
     *
     * @param path which actor
     */
    public Deploy(String path) {
        this(path, "", "", NoScopeGiven.getInstance());
    }

    /**
     * The actor lives in the process that creates it.
     *
     * @return with {@link LocalScope}
     */
    public static Deploy local() {
        return new Deploy(LocalScope.getInstance());
    }

    /**
     * With another dispatcher.
     *
     * @param dispatcherId a configured id
     * @return another one
     */
    public Deploy withDispatcher(String dispatcherId) {
        return new Deploy(path, dispatcherId, mailbox, scope);
    }

    /**
     * With another mailbox.
     *
     * @param mailboxId a configured id
     * @return another one
     */
    public Deploy withMailbox(String mailboxId) {
        return new Deploy(path, dispatcher, mailboxId, scope);
    }

    /**
     * What this one says, and where it says nothing, what another one says.
     *
     * @param other the other one
     * @return of this path
     */
    public Deploy withFallback(Deploy other) {
        return new Deploy(
                path,
                dispatcher.isEmpty() ? other.dispatcher : dispatcher,
                mailbox.isEmpty() ? other.mailbox : mailbox,
                scope.withFallback(other.scope));
    }
}
