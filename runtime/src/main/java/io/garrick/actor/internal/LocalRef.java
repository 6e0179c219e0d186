package io.garrick.actor.internal;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RefInterceptor;
import io.garrick.actor.spi.StandIn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ref of an actor of this process: one object per actor, 32 bytes; it outlives the cell and lets go of it.
 *
 * <p>{@code cell} goes from the cell to {@code null}, once, written by the cell's last runner with release after {@code name} has been
 * filled in. A sender that still reads the old cell finds a closed mailbox, which disposes of the message just the same.
 */
sealed class LocalRef implements InternalRef permits CarryingRef, DeployedRef, InterceptedRef, IsolatedRef {

    private static final VarHandle CELL;

    static {
        try {
            CELL = MethodHandles.lookup().findVarHandle(LocalRef.class, "cell", ActorCell.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final InternalRef parent;
    private final long uid;

    @Nullable
    private ActorCell cell;

    /** A String; or a Long, the number of an unnamed actor, once its cell is gone; or null while the cell still knows the number. */
    @Nullable
    private Object name;

    LocalRef(InternalRef parent, @Nullable String name, long uid) {
        this.parent = parent;
        this.name = name;
        this.uid = uid;
    }

    /** The ref of a new actor: of the class that does what its props and its system want, and no more. */
    static LocalRef create(
            LocalSystem system,
            @Nullable Isolation isolation,
            InternalRef parent,
            @Nullable String name,
            long uid,
            Props props) {
        RefInterceptor.Factory interceptor = props.interceptor().orElse(null);
        GuardedPropagation propagation = system.propagation();
        if (interceptor != null) {
            RefInterceptor made = interceptor.create(system);
            return isolation == null
                    ? new InterceptedRef(parent, name, uid, made, propagation)
                    : new IsolatedEntrance(parent, name, uid, made, propagation, isolation);
        }
        if (isolation != null) {
            return new IsolatedRef(parent, name, uid, isolation, propagation);
        }
        return propagation == null ? new LocalRef(parent, name, uid) : new CarryingRef(parent, name, uid, propagation);
    }

    /** Completes construction, before the ref is shown to anyone. */
    void bind(ActorCell itsCell) {
        cell = itsCell;
        VarHandle.releaseFence();
    }

    /** Lets go of the cell. By the cell's last runner. */
    void release(long number) {
        if (name == null) {
            name = number;
        }
        CELL.setRelease(this, null);
    }

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(this);
        }
        ActorCell target = cell;
        if (target != null) {
            target.enqueue(sender == null ? message : new Envelope(message, sender));
        } else {
            undelivered(message, sender, null, DeadLetter.Reason.STOPPED);
        }
    }

    /** Sends with a captured context. */
    void tell(Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        enqueue(Envelope.of(message, sender, captured));
    }

    /** Puts an element into the queue as it is. */
    void enqueue(Object element) {
        ActorCell target = cell;
        if (target == null) {
            undelivered(element, DeadLetter.Reason.STOPPED);
        } else {
            target.enqueue(element);
        }
    }

    /** Disposes of a queue element that nobody will handle. */
    void undelivered(Object element, DeadLetter.Reason reason) {
        if (!(element instanceof Signal)) {
            undelivered(Envelope.message(element), Envelope.sender(element), Envelope.captured(element), reason);
        }
    }

    private void undelivered(
            Object message, @Nullable ActorRef sender, @Nullable Object captured, DeadLetter.Reason reason) {
        LocalSystem system = system();
        if (message instanceof Identify && sender != null && reason == DeadLetter.Reason.STOPPED) {
            system.tell(sender, new ActorIdentity(((Identify) message).messageId(), Optional.empty()), this);
        } else {
            ActorRef from = sender == null ? system.deadLetters() : sender;
            system.deadLetterOffice().deliver(new DeadLetter(message, from, this, reason), captured);
        }
    }

    @Override
    public void sendSystem(CellMessage message) {
        ActorCell target = laCell();
        if (target != null) {
            target.enqueueSystem(message);
        } else {
            message.undeliverable(this);
        }
    }

    @Override
    public LocalSystem system() {
        ActorCell target = laCell();
        return target == null ? parent.system() : target.system();
    }

    @Override
    public long uid() {
        return uid;
    }

    InternalRef parent() {
        return parent;
    }

    /** The cell, unless the actor has ended. */
    @Nullable
    ActorCell laCell() {
        return (ActorCell) CELL.getAcquire(this);
    }

    @Nullable
    String givenName() {
        return name instanceof String ? (String) name : null;
    }

    String name() {
        ActorCell target = laCell();
        Object known = name;
        if (known instanceof String) {
            return (String) known;
        }
        long number = target == null ? (Long) Objects.requireNonNull(known) : target.number();
        return Names.format(number);
    }

    @Override
    public ActorPath path() {
        return parent.childPath(name(), uid);
    }

    @Override
    @Deprecated
    public boolean isTerminated() {
        ActorCell target = laCell();
        return target == null || target.isClosed();
    }

    @Override
    public int hashCode() {
        return InternalRef.hash(uid);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof StandIn && ((StandIn) other).actual() == this
                || other instanceof NowhereRef && other.equals(this);
    }

    @Override
    public String toString() {
        return "Actor[" + path().toSerializationFormat() + "]";
    }
}
