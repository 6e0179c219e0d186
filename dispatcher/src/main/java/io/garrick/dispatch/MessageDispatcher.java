package io.garrick.dispatch;

import java.util.concurrent.Executor;

/**
 * What a program sees of a {@link Dispatcher}: an {@link Executor} for its own short tasks and for the callbacks of its {@code CompletionStage}s, under the name that
 * it may know. Any thread.
 */
public interface MessageDispatcher extends Executor {

    /**
     * The name under which the dispatcher is configured.
     *
     * @return the id, not empty
     */
    String id();

    /**
     * How many user messages a mailbox may handle in one activation.
     *
     * @return messages, at least 1
     */
    int throughput();
}
