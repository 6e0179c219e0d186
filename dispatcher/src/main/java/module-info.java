/**
 * <em>Where and when</em> queued work runs: message queues, mailbox state, executors, timers. Knows no actor.
 */
module io.garrick.dispatcher {
    requires transitive org.jctools.core.jdk11;
    requires static transitive org.jspecify;

    exports io.garrick.dispatch;
}
