package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;

/**
 * A {@link TestKit} to be used as an object, several of them in one test: a stand-in for an actor that the one under test talks to.
 *
 * <pre>{@code
 * TestProbe till = new TestProbe(system);
 * ActorRef shop = system.actorOf(Shop.props(till.ref()));
 * shop.tell(new Buy("hat"), ActorRef.noSender());
 * till.expectMsg(new Pay(30));
 * till.reply(new Paid(30));
 * }</pre>
 */
public class TestProbe extends TestKit {

    /**
     * Makes a probe.
     *
     * @param system where its actor lives
     * @throws IllegalStateException when the system has terminated
     */
    public TestProbe(ActorSystem system) {
        this(system, "testProbe");
    }

    /**
     * Makes a probe whose actor has a name that is easily found in logs.
     *
     * @param system where its actor lives
     * @param name the beginning of the actor's name, a number follows
     * @throws IllegalStateException when the system has terminated
     */
    public TestProbe(ActorSystem system, String name) {
        super(TestSystem.of(system), new Inbox(), name);
    }

    /**
     * Makes a probe.
     *
     * @param system where its actor lives
     * @return the probe
     */
    public static TestProbe apply(ActorSystem system) {
        return new TestProbe(system);
    }

    /**
     * Makes a probe whose actor has a name that is easily found in logs.
     *
     * @param name the beginning of the actor's name, a number follows
     * @param system where its actor lives
     * @return the probe
     */
    public static TestProbe apply(String name, ActorSystem system) {
        return new TestProbe(system, name);
    }

    /**
     * The probe's actor.
     *
     * @return its ref
     */
    public ActorRef ref() {
        return actor();
    }

    /**
     * The probe's actor.
     *
     * @return its ref
     */
    public ActorRef testActor() {
        return actor();
    }

    /**
     * Who sent the message that was taken last.
     *
     * @return the sender, or the dead-letter ref for a message without one
     * @throws IllegalStateException when none has been taken yet
     */
    public ActorRef lastSender() {
        return lastMail().sender();
    }

    /**
     * Who sent the message that was taken last.
     *
     * @return the sender, or the dead-letter ref for a message without one
     * @throws IllegalStateException when none has been taken yet
     */
    public ActorRef sender() {
        return lastMail().sender();
    }
}
