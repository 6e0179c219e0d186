package io.garrick.dispatch;

/**
 * Implemented by the class of an actor that can do with some kinds of mailbox only. If neither a deployment, nor the props, nor the dispatcher
 * names a mailbox, the actor gets one that meets the demand; if one of them does and its mailbox does not meet it, the actor is not created.
 *
 * <p>The demand is read from the class that the {@code Props} name; props that are made from a creator alone name none.
 *
 * @param <T> what is demanded: an interface {@code …MessageQueueSemantics} of this package, or one of the program's own
 */
public interface RequiresMessageQueue<T> {}
