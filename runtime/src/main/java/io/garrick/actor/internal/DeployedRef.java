package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Route;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.supervision.Event;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A child that lives on another node, as its parent has it. To the parent it is one of its children, with a cell that holds a place among them and never runs; what the parent tells
 * the cell goes over the wire, and what happens there comes back as if from the cell. Equal to the ref by which everybody else knows the actor.
 *
 * <p>Messages wait here until the other node has said that the actor is there, since they and the order to make it take different ways.
 */
final class DeployedRef extends LocalRef {

    /** Messages that wait for the creation at most. */
    private static final int MOST_WAITING = 1 << 15;

    private final LocalSystem system;
    private final Route route;
    private final FarPlace place;

    /** Opens when the order to make it has left. */
    private final Gate orders = new Gate();

    /** Opens when it is there, and when it has ended. */
    private final Gate messages = new Gate();

    private final AtomicBoolean ended = new AtomicBoolean();

    /** Known once it has its place: one without a name has its number from there. */
    @Nullable
    private volatile ActorPath path;

    private volatile DeadLetter.Reason lost = DeadLetter.Reason.STOPPED;

    /** What it has failed with last. */
    @Nullable
    private volatile Throwable reported;

    DeployedRef(LocalSystem system, LocalRef parent, @Nullable String name, long uid, FarPlace place) {
        super(parent, name, uid);
        this.system = system;
        this.place = place;
        this.route = system.remote().route(place.node());
    }

    @Override
    LocalRef parent() {
        return (LocalRef) super.parent();
    }

    /** It has its place among its parent's children: has it made. What cannot be sent throws, and it has ended. */
    void begin(Props props, boolean suspended, RemoteRefProvider.Rules rules) {
        path = place.child(parent().path(), name(), uid());
        system.remote().deployments().add(this);
        try {
            route.signal(new RemoteRefProvider.Create(this, parent(), props, suspended, rules));
        } catch (RuntimeException unsendable) {
            end(DeadLetter.Reason.STOPPED);
            throw unsendable;
        }
        orders.open();
    }

    // ---------------------------------------------------------------- messages

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        if (messages.isOpen()) {
            send(message, sender);
        } else if (!messages.pass(() -> send(message, sender), MOST_WAITING)) {
            undelivered(message, sender, DeadLetter.Reason.UNREACHABLE);
        }
    }

    @Override
    void tell(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        tell(message, sender);
    }

    @Override
    void enqueue(Object element) {
        tell(Envelope.message(element), Envelope.sender(element));
    }

    /** To whom a selection means below it, or around it. */
    void select(ActorPath selected, Object message, @Nullable ActorRef sender) {
        if (!messages.pass(() -> route.select(selected, message, sender), MOST_WAITING)) {
            undelivered(message, sender, DeadLetter.Reason.UNREACHABLE);
        }
    }

    private void send(Object message, @Nullable ActorRef sender) {
        if (!ended.get()) {
            route.tell(this, message, sender);
        } else if (message instanceof Identify && sender != null) {
            system.tell(sender, new ActorIdentity(((Identify) message).messageId(), Optional.empty()), this);
        } else {
            undelivered(message, sender, lost);
        }
    }

    private void undelivered(Object message, @Nullable ActorRef sender, DeadLetter.Reason reason) {
        system.deadLetter(new DeadLetter(message, sender == null ? system.deadLetters() : sender, this, reason));
    }

    @Override
    public void sendSystem(CellMessage message) {
        Signal order = message.order(this);
        Signal signal = order == null ? message.overWire(this) : order;
        if (signal == null || ended.get()) {
            message.undeliverable(this);
        } else {
            orders.pass(() -> route.signal(signal), Integer.MAX_VALUE);
        }
    }

    // ---------------------------------------------------------------- what happens there

    void happened(Report report) {
        switch (report.what()) {
            case CREATED -> messages.open();
            case REFUSED -> refused(report.text());
            case FAILED -> tellParent(new CellMessage.Failed(this, cause(report), report.generation(), null));
            case ENDED_BY_ITSELF -> tellParent(new CellMessage.EndedByItself(this, cause(report), report.generation()));
            default -> progressed(report);
        }
    }

    private void refused(String problem) {
        ActorCell cell = laCell();
        system.logger()
                .error(
                        "actor was not deployed, its node refuses it: class={} node={} actor={} parent={} problem={}",
                        cell == null ? "unknown" : cell.props().actorClass().getName(),
                        place.node(),
                        this,
                        parent(),
                        problem);
        end(DeadLetter.Reason.NO_RECIPIENT);
    }

    private void progressed(Report report) {
        switch (report.what()) {
            case TAKEN_DOWN -> tellParent(new CellMessage.Progress(new Event.TakenDown<>(this, report.generation())));
            case STARTED -> tellParent(new CellMessage.Progress(new Event.Started<>(this, report.generation())));
            case LOST -> end(DeadLetter.Reason.UNREACHABLE);
            default -> end(DeadLetter.Reason.STOPPED);
        }
    }

    private void tellParent(CellMessage message) {
        parent().sendSystem(message);
    }

    private Throwable cause(Report report) {
        Throwable cause = Objects.requireNonNull(report.cause(), "cause");
        reported = cause;
        return cause;
    }

    /** Whether that is what it has failed with itself. */
    boolean hasReported(@Nullable Throwable cause) {
        return cause != null && cause == reported;
    }

    /** As a cell that ends does it: the name is free before anybody hears of it. */
    private void end(DeadLetter.Reason reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        lost = reason;
        system.remote().deployments().remove(this);
        ActorCell cell = Objects.requireNonNull(laCell());
        ActorCell above = parent().laCell();
        boolean awaited = above == null || above.extras().children(above).remove(cell);
        release(cell.number());
        cell.dispatcher().detach();
        if (awaited) {
            tellParent(new CellMessage.ChildGone(cell));
        }
        messages.open();
    }

    // ---------------------------------------------------------------- the ref

    @Override
    public LocalSystem system() {
        return system;
    }

    @Override
    public ActorPath path() {
        ActorPath known = path;
        return known == null ? super.path() : known;
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        return ended.get();
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) || other instanceof RemoteRef && other.equals(this);
    }
}
