package io.garrick.dispatch;

/** The same as {@link UnboundedMailbox}, which has one consumer at a time. */
public final class SingleConsumerOnlyUnboundedMailbox extends UnboundedMailbox {

    /** Called by the runtime when the configuration names the class. */
    public SingleConsumerOnlyUnboundedMailbox() {}
}
