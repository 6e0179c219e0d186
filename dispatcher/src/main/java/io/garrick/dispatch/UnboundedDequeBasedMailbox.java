package io.garrick.dispatch;

/** The same as {@link UnboundedMailbox}: what a stash puts back waits beside the queue. */
public final class UnboundedDequeBasedMailbox extends UnboundedMailbox {

    /** Called by the runtime when the configuration names the class. */
    public UnboundedDequeBasedMailbox() {}
}
