package io.garrick.actor;

import java.util.Map;

/**
 * What a system does with messages that nobody got: it asks who may know better, and else counts them, logs the first of a burst, and publishes each as a
 * {@link DeadLetter} on the event stream. Any thread. From {@link ActorSystem#deadLetterOffice()}.
 *
 * <pre>{@code
 * system.deadLetterOffice().resend(3, (letter, resends) ->
 *         letter.reason() == DeadLetter.Reason.STOPPED && letter.message() instanceof Order
 *                 ? Resend.again().after(Duration.ofSeconds(1)) // to whoever has that path then
 *                 : Resend.no());
 * }</pre>
 *
 * <p>Who wants to hear of dead letters subscribes to the {@linkplain ActorSystem#eventStream() event stream}, to all of them or {@linkplain
 * io.garrick.event.EventStream#subscribe(ActorRef, DeadLetter.Reason) to a reason}.
 *
 * <p>Origin: dead-letter exchanges and redrive policies of message queues; the lecture's "resend or re-route failed messages".
 */
public interface DeadLetterOffice {

    /**
     * Asks a policy about each message that would become a dead letter. Policies are asked in the order in which they came, until one has the message sent.
     * What is sent once more is no dead letter, unless it fails to arrive again; then the policies are asked again.
     *
     * <p>The loop guard: a message is sent at most {@code most} times by a policy's word. The count stays with it in mailboxes, stashes and back-off; what a
     * handler forwards, or a router has put into a routee's mailbox, is a new message to the guard. Of the copies that a router makes of it, the first that fails on the spot is asked about.
     *
     * <p>What is sent again may come after messages that were sent later, and after the sender's {@code Terminated}; at once it may meet a recipient that is just ending, so give
     * it a pause. Messages that wait for their delay need memory, also those that a full mailbox had refused: {@link #waiting()} counts them, and from 100,000 on they are dead letters instead.
     *
     * <p>Not asked about: messages of the runtime ({@link PoisonPill} and its kin), {@linkplain DeadLetterSuppression suppressed} ones, dead letters themselves, what a listener of dead letters has sent in vain, or a policy
     * while it was asked, and everything from the moment at which the system begins to terminate. What still waits for its
     * delay at that moment becomes a dead letter.
     *
     * @param most how many times a message may be sent again at most; at least 1
     * @param policy decides
     * @return takes the policy back
     * @throws IllegalArgumentException when {@code most} is less than 1
     */
    Cancellable resend(int most, ResendPolicy policy);

    /**
     * How many messages have become dead letters.
     *
     * @return so far, for each reason
     */
    Map<DeadLetter.Reason, Long> counts();

    /**
     * How many times a message was sent once more by a policy's word, those included that wait for their delay.
     *
     * @return so far
     */
    long resent();

    /**
     * How many messages wait for their delay.
     *
     * @return now
     */
    int waiting();
}
