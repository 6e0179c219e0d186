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
 * @param largeMessages whether this node sends it its messages as those to recipients of large ones, see {@link #withLargeMessages}
 */
public record Deploy(String path, String dispatcher, String mailbox, Scope scope, boolean largeMessages) {

    /**
     * Refuses null.
     *
     * @param path which actor it is about, or empty
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     * @param scope in which process
     * @param largeMessages whether messages to it are large
     */
    public Deploy {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(dispatcher, "dispatcher");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(scope, "scope");
    }

    /**
     * With small messages.
     *
     * @param path which actor it is about, or empty
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     * @param scope in which process
     */
    public Deploy(String path, String dispatcher, String mailbox, Scope scope) {
        this(path, dispatcher, mailbox, scope, false);
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
        return new Deploy(path, dispatcherId, mailbox, scope, largeMessages);
    }

    /**
     * With another mailbox.
     *
     * @param mailboxId a configured id
     * @return another one
     */
    public Deploy withMailbox(String mailboxId) {
        return new Deploy(path, dispatcher, mailboxId, scope, largeMessages);
    }

    /**
     * With large messages: to a child on another node, what anybody on this node tells it goes by the lane of large messages, in pieces, where it holds up nobody else (promise N09).
     * It is this node that goes by that, and as long as the child lives; on others the configuration says the same with {@code garrick.remote.large}. Without a place on another node
     * it means nothing.
     *
     * @return another one
     */
    public Deploy withLargeMessages() {
        return new Deploy(path, dispatcher, mailbox, scope, true);
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
                scope.withFallback(other.scope),
                largeMessages || other.largeMessages);
    }
}
