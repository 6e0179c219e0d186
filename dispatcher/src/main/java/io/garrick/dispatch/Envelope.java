package io.garrick.dispatch;

/** A message that waits in a mailbox, with its sender: what a mailbox with priorities may be ordered by. */
public interface Envelope {

    /**
     * What was sent.
     *
     * @return the message
     */
    Object message();

    /**
     * Who sent it.
     *
     * @return the sender's ref ({@code io.garrick.actor.ActorRef}, which this module does not know); the dead-letter ref when there is none
     */
    Object sender();
}
