package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActor.Receive;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.TimerScheduler;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.StandIn;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Mailbox;
import io.garrick.dispatch.MessageQueue;
import io.garrick.dispatch.SystemMessage;
import io.garrick.event.LoggingAdapter;
import io.garrick.supervision.ActorInterruptedException;
import io.garrick.supervision.DeathPactException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One actor, live: its mailbox, its instance with the current behaviour, its place in the tree. It <em>is</em> the {@link Mailbox}, so that a
 * message goes from {@link LocalRef#tell} into the queue, and from the dispatcher's worker to the behaviour, without another object between.
 *
 * <p><b>A message's way.</b> {@link #onMessage} stores the queue element in {@code current} (from which {@code sender()} reads), acts itself on the
 * few kinds that are the runtime's, and hands everything else to the instance. What the handler throws makes the actor fail: {@link Lifecycle}
 * suspends it with its subtree and tells the parent, whose {@link ChildSupervision} decides.
 *
 * <p><b>Threads.</b> Every field is written by the runner only, and handed from one runner to the next by the mailbox's status word; exceptions: the
 * sibling links and {@code tag}, which belong to the parent's {@link Children} and its lock. Other threads may call what {@link
 * io.garrick.actor.ActorContext} allows them, which reads final fields only.
 *
 * <p><b>Size.</b> The cell has one reference for everything that most actors never need ({@link CellExtras}); {@code LayoutTest} holds the
 * total to its budget.
 */
final class ActorCell extends Mailbox implements CellAccess, MailboxView {

    static final String REMEDY = "send yourself a message from the callback and do it when you handle that";

    private final LocalSystem system;
    private final LocalRef ref;
    private final Props props;

    /** {@link Lifecycle}'s bits. */
    private int life;

    @Nullable
    private AbstractActor instance;

    @Nullable
    private Receive behavior;

    /** The queue element that is being handled: a bare message or an {@link Envelope}. */
    @Nullable
    private Object current;

    @Nullable
    private CellExtras extras;

    /** Guarded by the parent's children. */
    @Nullable
    ActorCell previousSibling;

    /** Guarded by the parent's children. */
    @Nullable
    ActorCell nextSibling;

    /** Number of an unnamed actor plus one, times two, plus one if it has been told to stop by its parent. Guarded by the parent's children. */
    private long tag;

    ActorCell(LocalSystem system, LocalRef ref, Props props, Dispatcher dispatcher, @Nullable MessageQueue queue) {
        super(dispatcher, queue, new CellMessage.Create());
        this.system = system;
        this.ref = ref;
        this.props = props;
        ref.bind(this);
    }

    // ---------------------------------------------------------------- messages

    @Override
    protected void onMessage(Object element) {
        current = element;
        Thread.interrupted(); // one that the message before has left behind (Q08)
        try {
            if (element instanceof Envelope) {
                receiveEnvelope((Envelope) element);
            } else {
                receive(element);
            }
        } catch (Throwable thrown) {
            handlerFailed(thrown);
        }
        if (extras != null && current != null) {
            extras.countForReceiveTimeout(current);
        }
    }

    private void receive(Object message) throws Exception {
        if (message instanceof AutoReceivedMessage) {
            AutoReceived.receive(this, (AutoReceivedMessage) message);
        } else {
            handle(message);
        }
    }

    /** To the instance. Both are there: without an instance the mailbox is suspended. */
    @SuppressWarnings("NullAway") // no message is dequeued while there is no instance
    void handle(Object message) throws Exception {
        instance.aroundReceive(behavior, message);
    }

    private void receiveEnvelope(Envelope envelope) throws Exception {
        if (envelope.captured == null) {
            receiveHere(envelope);
        } else {
            GuardedPropagation.call(system, envelope.captured, () -> receiveHere(envelope));
        }
    }

    private void receiveHere(Envelope envelope) throws Exception {
        if (!(envelope instanceof Conditional)) {
            receive(envelope.message);
            return;
        }
        Conditional conditional = (Conditional) envelope;
        if (!conditional.arrives(this)) {
            current = null;
            return;
        }
        try {
            receive(conditional.message);
        } finally {
            conditional.handled(this);
        }
    }

    private void handlerFailed(Throwable thrown) {
        Throwable cause = thrown;
        if (thrown instanceof InterruptedException) {
            cause = new ActorInterruptedException("handler was interrupted: actor=" + ref, thrown);
        }
        if (!has(Lifecycle.ENDING)) {
            extras().failedElement = current;
        }
        Lifecycle.failed(this, cause, null);
        system.reportedAsFatal(thrown, ref);
    }

    @Override
    protected void onSystem(SystemMessage message) {
        current = null; // the message before has been handled: hooks see neither it nor its sender
        Thread.interrupted();
        try {
            ((CellMessage) message).deliver(this);
        } catch (Throwable thrown) {
            Lifecycle.failed(this, thrown, null);
            system.reportedAsFatal(thrown, ref);
        }
    }

    @Override
    protected void onLeave() {
        current = null;
    }

    @Override
    protected void onClosed(Object element) {
        ref.undelivered(element, DeadLetter.Reason.STOPPED);
    }

    @Override
    protected void onDiverted(Object element) {
        Diversion.arrived(this, element);
    }

    @Override
    protected void onClosedSystem(SystemMessage message) {
        ((CellMessage) message).undeliverable(ref);
    }

    @Override
    protected void onOverflow(Object lost, boolean refused) {
        if (refused && failsSender()) {
            throw new MailboxFullException(
                    "mailbox is full: actor=" + ref.path().toStringWithoutAddress() + " capacity=" + queueCapacity());
        }
        ref.undelivered(lost, DeadLetter.Reason.OVERFLOW);
    }

    @Override
    protected void onGrown() {
        system.longMailboxes().grown(this);
    }

    @Override
    protected void onRejected(RejectedExecutionException cause) {
        if (!has(Lifecycle.TERMINATED)) {
            Lifecycle.abandon(this, cause);
        }
        drainHere();
    }

    // ---------------------------------------------------------------- life

    LocalRef ref() {
        return ref;
    }

    InternalRef parentRef() {
        return ref.parent();
    }

    boolean has(int bits) {
        return (life & bits) != 0;
    }

    void set(int bits) {
        life |= bits;
    }

    void clear(int bits) {
        life &= ~bits;
    }

    /** Before the cell is started, by its creator. */
    void startSuspended() {
        set(Lifecycle.PARENT_SUSPENDED);
        extras().suspendedSinceNanos = system.clock().nanoTime();
        suspend();
    }

    void suspendMailbox() {
        suspend();
    }

    void resumeMailbox() {
        resume();
    }

    void divertMailbox(Consumer<Object> keeper) {
        divert(keeper);
    }

    void undivertMailbox() {
        undivert();
    }

    boolean hasInstance() {
        return instance != null;
    }

    AbstractActor instance() {
        return Objects.requireNonNull(instance);
    }

    /** Runs the constructor and asks for the behaviour. */
    void construct() throws Exception {
        AbstractActor made = Construction.construct(this);
        Receive initial = Objects.requireNonNull(made.createReceive(), "createReceive must not return null");
        BehaviorStack stack = extras == null ? null : extras.behaviorsOrNull();
        if (stack != null) {
            stack.initial(initial);
        }
        if (behavior == null) {
            behavior = initial;
        }
        instance = made;
    }

    void dropInstance() {
        instance = null;
        behavior = null;
        if (extras != null) {
            extras.instanceDropped();
        }
    }

    /** Runs the hook, with the message that failed as the current one: its sender can be told, and it can be stashed. */
    void preRestart(Throwable cause, @Nullable Object failedElement) throws Exception {
        Optional<Object> message = Optional.ofNullable(failedElement).map(Envelope::message);
        during(failedElement, () -> instance().preRestart(cause, message));
    }

    /** Makes a call with an element for the one that is being handled. */
    void during(@Nullable Object element, Call call) throws Exception {
        Object before = current;
        current = element;
        try {
            GuardedPropagation.call(system, Envelope.captured(element), call);
        } finally {
            current = before;
        }
    }

    /** Everything queued becomes dead letters, and whatever comes from here on. */
    void closeMailbox() {
        close();
        Stash stash = stashOrNull();
        if (stash != null) {
            stash.takeFront(this::onClosed);
            stash.takeAside(this::onClosed);
        }
    }

    // ---------------------------------------------------------------- children

    CellExtras extras() {
        CellExtras made = extras;
        if (made == null) {
            made = new CellExtras();
            extras = made;
        }
        return made;
    }

    @Nullable
    CellExtras extrasOrNull() {
        return extras;
    }

    @Nullable
    Children childrenOrNull() {
        CellExtras known = extras; // others than the runner look too: once
        return known == null ? null : known.childrenOrNull();
    }

    /** Under the parent's children's lock. */
    long number() {
        return (tag >> 1) - 1;
    }

    /** Under the parent's children's lock. */
    void number(long number) {
        tag = (number + 1) << 1;
    }

    /** Under the parent's children's lock. */
    boolean isDying() {
        return (tag & 1) != 0;
    }

    /** Under the parent's children's lock. */
    void markDying() {
        tag |= 1;
    }

    // ---------------------------------------------------------------- context: any thread

    @Override
    public ActorRef getSelf() {
        return ref;
    }

    @Override
    public LocalSystem getSystem() {
        return system;
    }

    @Override
    public LocalSystem system() {
        return system;
    }

    @Override
    public Props props() {
        return props;
    }

    @Override
    public ActorRef getParent() {
        return ref.parent();
    }

    @Override
    public Dispatcher getDispatcher() {
        return dispatcher();
    }

    @Override
    public LoggingAdapter log() {
        return system.loggerFor(this);
    }

    @Override
    public @Nullable Class<?> nextMessageClass() {
        Object front = extras == null ? null : extras.peekFront();
        Object next = front == null ? peekQueue() : front;
        return next == null ? null : Envelope.message(next).getClass();
    }

    // ---------------------------------------------------------------- context: the runner

    void ensureRunning(String call, String remedy) {
        if (!isRunningHere() && (extras == null || !extras.isLentHere(this))) {
            throw notRunning(call, remedy);
        }
    }

    IllegalStateException notRunning(String call, String remedy) {
        return new IllegalStateException(call + " was called on a thread that is not running the actor: actor=" + ref
                + " thread=" + Thread.currentThread().getName() + "; " + remedy);
    }

    void ensureRunning(String call) {
        ensureRunning(call, REMEDY);
    }

    @Override
    public ActorRef getSender() {
        ensureRunning("sender()", "keep sender() in a local variable before the callback");
        return getSenderUnguarded();
    }

    /** The queue element that is being handled; runner only. */
    @Nullable
    Object currentElement() {
        return current;
    }

    /** What is being handled; runner only. */
    @Nullable
    Object currentMessage() {
        return current == null ? null : Envelope.message(current);
    }

    ActorRef getSenderUnguarded() {
        ActorRef sender = Envelope.sender(current);
        return sender == null ? system.deadLetters() : sender;
    }

    @Override
    public ActorRef actorOf(Props childProps) {
        ensureRunning("actorOf()");
        return born(system.spawn(this, childProps, null));
    }

    @Override
    public ActorRef actorOf(Props childProps, String name) {
        ensureRunning("actorOf()");
        return born(system.spawn(this, childProps, Names.validate(name)));
    }

    private ActorRef born(ActorRef child) {
        Lifecycle.learnStrategy(this);
        return child;
    }

    @Override
    public void stop(ActorRef actor) {
        ensureRunning("stop()");
        ActorRef own = StandIn.actual(actor);
        if (own == ref) {
            enqueueSystem(new CellMessage.StopItself());
        } else if (own instanceof LocalRef && ((LocalRef) own).parent() == ref) {
            Lifecycle.stopChild(this, (LocalRef) own);
        } else {
            system.stop(actor);
        }
    }

    @Override
    public ActorSelection actorSelection(String path) {
        ensureRunning("actorSelection()");
        return Selection.of(system, ref, path);
    }

    @Override
    public List<ActorRef> getChildren() {
        ensureRunning("getChildren()");
        Children children = childrenOrNull();
        return children == null ? List.of() : children.refs();
    }

    @Override
    public Optional<ActorRef> findChild(String name) {
        ensureRunning("findChild()");
        Children children = childrenOrNull();
        return Optional.ofNullable(children == null ? null : children.find(name))
                .map(ActorCell::ref);
    }

    @Override
    public ActorRef watch(ActorRef subject) {
        ensureRunning("watch()");
        extras().deathWatch().watch(this, subject, null);
        return subject;
    }

    @Override
    public ActorRef watchWith(ActorRef subject, Object message) {
        ensureRunning("watchWith()");
        extras().deathWatch().watch(this, subject, Objects.requireNonNull(message, "message"));
        return subject;
    }

    @Override
    public ActorRef unwatch(ActorRef subject) {
        ensureRunning("unwatch()");
        extras().deathWatch().unwatch(this, subject);
        return subject;
    }

    @Override
    public void become(Receive next, boolean discardOld) {
        ensureRunning("become()");
        Objects.requireNonNull(next, "behavior");
        extras().behaviors(instance == null ? null : behavior).push(discardOld ? null : behavior);
        behavior = next;
    }

    @Override
    public void unbecome() {
        ensureRunning("unbecome()");
        BehaviorStack stack = extras == null ? null : extras.behaviorsOrNull();
        if (stack != null) {
            behavior = stack.pop();
        }
    }

    @Override
    public void setReceiveTimeout(Duration timeout) {
        ensureRunning("setReceiveTimeout()");
        Durations.positive("timeout", timeout);
        extras().cancelReceiveTimer();
        extras().receiveTimer(new ReceiveTimer(this, timeout));
    }

    @Override
    public void cancelReceiveTimeout() {
        ensureRunning("cancelReceiveTimeout()");
        if (extras != null) {
            extras.cancelReceiveTimer();
        }
    }

    @Override
    public Optional<Duration> getReceiveTimeout() {
        ensureRunning("getReceiveTimeout()");
        ReceiveTimer timer = extras == null ? null : extras.receiveTimer();
        return Optional.ofNullable(timer).map(ReceiveTimer::timeout);
    }

    @Override
    public TimerScheduler timers() {
        ensureRunning("timers()");
        return extras().timers(this);
    }

    @Override
    public void unhandled(Object message) {
        ensureRunning("unhandled()");
        if (message instanceof Terminated) {
            throw new DeathPactException("actor watched another one and does not handle its end: actor=" + ref
                    + " terminated=" + ((Terminated) message).getActor());
        }
        system.unhandled(this, message, getSenderUnguarded(), behavior);
    }

    // ---------------------------------------------------------------- stash, for Stashing

    void current(Object element) {
        current = element;
    }

    void frontWaits(boolean any) {
        front(any);
    }

    @Nullable
    Stash stashOrNull() {
        return extras == null ? null : extras.stashOrNull();
    }

    @Override
    @Nullable
    protected Object pollFront() {
        Stash stash = stashOrNull();
        if (stash == null) {
            return null;
        }
        Envelope next = stash.pollFront();
        front(stash.hasFront());
        return next;
    }
}
