package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.supervision.SupervisorStrategy;
import io.garrick.testkit.ProbeActor.Order;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An actor in the hands of a test: what it gets, the test takes and looks at; what the test sends has it for a sender.
 *
 * <pre>{@code
 * new TestKit(system) {{
 *     ActorRef printer = system.actorOf(Printer.props());
 *     printer.tell(new Print("x"), getRef());
 *     expectMsg(Duration.ofSeconds(1), new Printed("x"));
 *     expectNoMessage();
 * }};
 * }</pre>
 *
 * <p>The test actor is a real one, {@code /system/testActor-1} and so on: it can be watched and stopped, watches others, and can be a parent. It runs in the thread
 * of whoever tells it something ({@link CallingThreadDispatcher}), so a message is there to be taken when {@code tell} has returned. It lives until the system ends, or
 * somebody stops it.
 *
 * <p>Time limits are by the system's clock; all but those that say otherwise are {@linkplain #dilated dilated}. In a {@link Rehearsal} whoever waits runs the
 * rehearsal, on virtual time, until what is waited for has happened; a second without a message takes no time then.
 *
 * <p>For one thread, the test's, except that any may send to the test actor. All failures are {@link AssertionError}: no test framework is needed. Made to be
 * extended, by anonymous classes above all; nothing here calls what a subclass may override. Names and shapes are those of Akka's for Java.
 */
public class TestKit extends ExpectingKit {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration ASSERT_INTERVAL = Duration.ofMillis(10);

    /**
     * Makes a kit with a test actor of its own.
     *
     * @param system where the actor lives
     * @throws IllegalStateException when the system has terminated
     */
    public TestKit(ActorSystem system) {
        this(TestSystem.of(system), new Inbox(), "testActor");
    }

    TestKit(TestSystem test, Inbox inbox, String name) {
        super(test, inbox, test.testActor(ProbeActor.props(inbox), name));
    }

    // ---------------------------------------------------------------- the test actor

    /**
     * The test actor.
     *
     * @return its ref
     */
    public ActorRef getRef() {
        return actor();
    }

    /**
     * The test actor.
     *
     * @return its ref
     */
    public ActorRef getTestActor() {
        return actor();
    }

    /**
     * The system that the test actor lives in.
     *
     * @return the system
     */
    public ActorSystem getSystem() {
        return test().system();
    }

    /**
     * Sends a message from the test actor.
     *
     * @param actor whom to tell
     * @param message what to tell
     */
    public void send(ActorRef actor, Object message) {
        actor.tell(message, actor());
    }

    /**
     * Answers the message that was taken last, from the test actor.
     *
     * @param message what to tell its sender
     * @throws IllegalStateException when none has been taken yet
     */
    public void reply(Object message) {
        getLastSender().tell(message, actor());
    }

    /**
     * Hands on the message that was taken last, with its sender.
     *
     * @param actor whom to tell
     * @throws IllegalStateException when none has been taken yet
     */
    public void forward(ActorRef actor) {
        actor.tell(lastMail().message(), lastMail().sender());
    }

    /**
     * Lets the test actor watch another one; {@link #expectTerminated(ActorRef)} is the other half.
     *
     * @param subject whom to watch
     * @return the same ref
     */
    public ActorRef watch(ActorRef subject) {
        order(probe -> probe.getContext().watch(subject));
        return subject;
    }

    /**
     * Takes back {@link #watch}; a {@code Terminated} that is in the inbox already stays there.
     *
     * @param subject who was watched
     * @return the same ref
     */
    public ActorRef unwatch(ActorRef subject) {
        order(probe -> probe.getContext().unwatch(subject));
        return subject;
    }

    /**
     * Drops messages that come from now on before the test sees them; an auto-pilot does see them. Those that the runtime sends, {@code Terminated} for
     * example, are asked about like others.
     *
     * @param which {@code true} for a message to drop; called in the sender's thread
     */
    public void ignoreMsg(Function<Object, Boolean> which) {
        order(probe -> probe.inbox().ignore(which));
    }

    /** Ends {@link #ignoreMsg}. */
    public void ignoreNoMsg() {
        ignoreMsg(message -> false);
    }

    /**
     * Installs what deals with each message before the test sees it.
     *
     * @param pilot see there
     */
    public void setAutoPilot(TestActor.AutoPilot pilot) {
        order(probe -> probe.inbox().pilot(pilot));
    }

    /**
     * Creates an actor whose parent is the test actor.
     *
     * @param props how to make it
     * @return its ref
     */
    public ActorRef childActorOf(Props props) {
        return child(props, null, null);
    }

    /**
     * Creates an actor whose parent is the test actor.
     *
     * @param props how to make it
     * @param name its name
     * @return its ref
     */
    public ActorRef childActorOf(Props props, String name) {
        return child(props, name, null);
    }

    /**
     * Creates an actor whose parent is the test actor.
     *
     * @param props how to make it
     * @param supervisorStrategy what its failures lead to: decider and restart limit count, the log levels are the default's
     * @return its ref
     */
    public ActorRef childActorOf(Props props, SupervisorStrategy supervisorStrategy) {
        return child(props, null, supervisorStrategy);
    }

    /**
     * Creates an actor whose parent is the test actor.
     *
     * @param props how to make it
     * @param name its name
     * @param supervisorStrategy what its failures lead to: decider and restart limit count, the log levels are the default's
     * @return its ref
     */
    public ActorRef childActorOf(Props props, String name, SupervisorStrategy supervisorStrategy) {
        return child(props, name, supervisorStrategy);
    }

    private ActorRef child(Props props, @Nullable String name, @Nullable SupervisorStrategy strategy) {
        AtomicReference<@Nullable ActorRef> child = new AtomicReference<>();
        order(probe -> child.set(probe.child(props, name, strategy)));
        ActorRef made = child.get();
        if (made == null) {
            throw new IllegalStateException("test actor has made no child: testActor=" + actor());
        }
        return made;
    }

    /** Has something done in the test actor: by this thread, unless another one is in there and takes it along. */
    private void order(Consumer<ProbeActor> action) {
        Order order = new Order(action);
        CompletableFuture<Boolean> done = order.done();
        ProbeActor running = inbox().actorRunningHere();
        if (running == null) {
            actor().tell(order, ActorRef.noSender());
            await(() -> done.isDone() || hasEnded(), nanos(test().settings().defaultTimeout()), 1_000);
        } else {
            order.carryOut(running);
        }
        if (!done.isDone()) {
            throw new IllegalStateException((hasEnded() ? "test actor has ended" : "test actor does not come to it")
                    + ": testActor=" + actor());
        }
        try {
            done.join();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof RuntimeException) {
                throw (RuntimeException) refused.getCause();
            }
            throw refused;
        }
    }

    private boolean hasEnded() {
        return test().services().mailbox(actor()).isEmpty();
    }

    // ---------------------------------------------------------------- conditions

    /**
     * Waits until a condition holds, for {@link #getRemainingOrDefault()} at most; looks every 100 ms, in a rehearsal after each event.
     *
     * @param condition what to wait for
     * @throws AssertionError when it still does not hold
     */
    public void awaitCond(Supplier<Boolean> condition) {
        cond(defaultNanos(), INTERVAL, "", condition);
    }

    /**
     * Waits until a condition holds; looks every 100 ms, in a rehearsal after each event.
     *
     * @param max the limit; is dilated
     * @param condition what to wait for
     * @throws AssertionError when it still does not hold
     */
    public void awaitCond(Duration max, Supplier<Boolean> condition) {
        cond(nanos(max), INTERVAL, "", condition);
    }

    /**
     * Waits until a condition holds.
     *
     * @param max the limit; is dilated
     * @param interval how often to look; in a rehearsal after each event
     * @param condition what to wait for
     * @throws AssertionError when it still does not hold
     */
    public void awaitCond(Duration max, Duration interval, Supplier<Boolean> condition) {
        cond(nanos(max), interval, "", condition);
    }

    /**
     * Waits until a condition holds.
     *
     * @param max the limit; is dilated
     * @param interval how often to look; in a rehearsal after each event
     * @param message stands in the error
     * @param condition what to wait for
     * @throws AssertionError when it still does not hold
     */
    public void awaitCond(Duration max, Duration interval, String message, Supplier<Boolean> condition) {
        cond(nanos(max), interval, " message=" + message, condition);
    }

    private void cond(long maxNanos, Duration interval, String message, Supplier<Boolean> condition) {
        long start = now();
        if (!await(condition::get, maxNanos, interval.toNanos())) {
            throw new AssertionError("condition does not hold: waited=" + text(now() - start) + message + described());
        }
    }

    /**
     * Repeats an assertion until it throws nothing, for {@link #getRemainingOrDefault()} at most; tries every 10 ms, in a rehearsal after each event.
     *
     * @param <A> its result
     * @param assertion what must succeed in the end
     * @return what it gave then
     * @throws AssertionError what it threw the last time, if it never succeeds; an exception likewise
     */
    public <A extends @Nullable Object> A awaitAssert(Supplier<A> assertion) {
        return assertion(defaultNanos(), ASSERT_INTERVAL, assertion);
    }

    /**
     * Repeats an assertion until it throws nothing; tries every 10 ms, in a rehearsal after each event.
     *
     * @param <A> its result
     * @param max the limit; is dilated
     * @param assertion what must succeed in the end
     * @return what it gave then
     * @throws AssertionError what it threw the last time, if it never succeeds; an exception likewise
     */
    public <A extends @Nullable Object> A awaitAssert(Duration max, Supplier<A> assertion) {
        return assertion(nanos(max), ASSERT_INTERVAL, assertion);
    }

    /**
     * Repeats an assertion until it throws nothing.
     *
     * @param <A> its result
     * @param max the limit; is dilated
     * @param interval how often to try; in a rehearsal after each event
     * @param assertion what must succeed in the end
     * @return what it gave then
     * @throws AssertionError what it threw the last time, if it never succeeds; an exception likewise
     */
    public <A extends @Nullable Object> A awaitAssert(Duration max, Duration interval, Supplier<A> assertion) {
        return assertion(nanos(max), interval, assertion);
    }

    private <A extends @Nullable Object> A assertion(long maxNanos, Duration interval, Supplier<A> assertion) {
        Attempt<A> attempt = new Attempt<>(assertion);
        await(attempt::succeeds, maxNanos, interval.toNanos());
        return attempt.result();
    }

    // ---------------------------------------------------------------- the end

    /**
     * Terminates a system and waits until it has, for 10 s ({@code garrick.test.default-timeout}), dilated; one that has not is named in the log.
     *
     * @param system the system
     */
    public static void shutdownActorSystem(ActorSystem system) {
        shutdownActorSystem(
                system, TestSettings.from(system.settings().config()).defaultTimeout(), false);
    }

    /**
     * Terminates a system and waits until it has; one that has not is named in the log.
     *
     * @param system the system
     * @param duration how long to wait; is dilated
     */
    public static void shutdownActorSystem(ActorSystem system, Duration duration) {
        shutdownActorSystem(system, duration, false);
    }

    /**
     * Terminates a system and waits until it has, for 10 s ({@code garrick.test.default-timeout}), dilated.
     *
     * @param system the system
     * @param verifySystemShutdown whether one that has not terminated is an error, rather than a line in the log
     * @throws AssertionError when it has not, and that is to be an error
     */
    public static void shutdownActorSystem(ActorSystem system, boolean verifySystemShutdown) {
        Duration timeout = TestSettings.from(system.settings().config()).defaultTimeout();
        shutdownActorSystem(system, timeout, verifySystemShutdown);
    }

    /**
     * Terminates a system and waits until it has.
     *
     * @param system the system
     * @param duration how long to wait; is dilated
     * @param verifySystemShutdown whether one that has not terminated is an error, rather than a line in the log
     * @throws AssertionError when it has not, and that is to be an error
     */
    public static void shutdownActorSystem(ActorSystem system, Duration duration, boolean verifySystemShutdown) {
        TestSettings settings = TestSettings.from(system.settings().config());
        CompletableFuture<?> ended = system.terminate().toCompletableFuture();
        boolean inTime;
        try {
            inTime = Patience.of(system)
                    .await(ended::isDone, settings.dilated(duration).toNanos(), 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("test was interrupted while the system was terminating: system=" + system, e);
        }
        if (!inTime) {
            String text = "system has not terminated in time: system=" + system.name() + " timeout=" + duration
                    + " alive=" + Actors.alive(system);
            if (verifySystemShutdown) {
                throw new AssertionError(text);
            }
            LoggerFactory.getLogger(TestKit.class).warn("{}", text);
        }
    }
}
