package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter.Reason;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Route;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.remoting.Associations.Grave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this node has with another: lanes for messages, numbered signals, the incarnation that is talked to, and those that were given up. Any thread.
 *
 * <p>Messages go through their lanes without any lock of this class. Everything else changes under one monitor ({@link #change}), under which nothing is sent and nobody is told;
 * what follows is done afterwards, in order.
 */
final class Association implements Route {

    private static final long[] NO_MARKS = {};

    private final Node node;
    private final Address address;
    private final Effects effects;
    private final OutboundLane[] lanes;

    /** Whether it was said that connections to it are not secured as they should be. */
    private final AtomicBoolean saidInsecure = new AtomicBoolean();

    // ---- under the monitor

    private final SignalSender signals;
    private final Watches watches;
    private final Parentage parentage;
    private final Heartbeats heartbeats;
    private final Grave grave;
    private final GivenUp givenUp;
    private final Newcomers newcomers = new Newcomers(this);
    private int epoch = 1;

    @Nullable
    private Peer peer;

    private final Memory memory;

    Association(Node node, Address address, Grave grave) {
        this.node = node;
        this.address = address;
        this.grave = grave;
        this.givenUp = grave.givenUp();
        this.watches = new Watches(grave.unmet());
        this.memory = new Memory(this, grave);
        this.effects = new Effects(node);
        int count = node.settings().lanes();
        this.parentage = new Parentage(node.large());
        this.lanes = new OutboundLane[count + 1];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new OutboundLane(this, i < count ? LaneKind.USER : LaneKind.LARGE, i);
        }
        this.signals = new SignalSender(this);
        this.heartbeats = new Heartbeats(this);
    }

    Node node() {
        return node;
    }

    Address address() {
        return address;
    }

    /** Changes what is under the monitor; what is added to the list is done afterwards, in the order of the changes. */
    void change(Consumer<List<Runnable>> change) {
        effects.change(change);
    }

    // ---------------------------------------------------------------- messages

    @Override
    public void tell(ActorRef recipient, Object message, @Nullable ActorRef sender) {
        lane(recipient.path()).send(new Outgoing(recipient, null, message, sender, node.context()));
    }

    @Override
    public void select(ActorPath path, Object message, @Nullable ActorRef sender) {
        lane(path).send(new Outgoing(null, path, message, sender, node.context()));
    }

    /** By the recipient's names alone, so that a pair keeps its lane (N02). */
    private OutboundLane lane(ActorPath path) {
        int count = node.settings().lanes();
        if (count == 1 && node.large().isEmpty()) {
            return lanes[0];
        }
        List<String> names = path.elements();
        return node.large().contains(names) ? lanes[count] : lanes[Math.floorMod(names.hashCode(), count)];
    }

    /** Whom a message is for, for people. */
    ActorRef recipient(Outgoing outgoing) {
        ActorRef known = outgoing.recipient();
        return known != null ? known : node.remote().resolve(Objects.requireNonNull(outgoing.selected()));
    }

    void undelivered(Outgoing outgoing, Reason reason) {
        node.deadLetter(outgoing.message(), outgoing.sender(), recipient(outgoing), reason);
    }

    /** A connection of a lane has ended: the other node must know how far it may have come. */
    void laneEnded(int lane, int connection, long written) {
        change(then -> {
            if (peer != null) {
                signals.laneEnded(lane, connection, written, then);
            }
        });
    }

    // ---------------------------------------------------------------- signals

    @Override
    public void signal(Signal signal) {
        if (signal instanceof Watch && !Signals.fits(signal, node)) {
            node.log()
                    .error(
                            "path is too long to watch another node's actor: watcher={} subject={}",
                            signal.other(),
                            signal.recipient());
            node.remote().deliver(new Ended(signal.recipient(), signal.other(), false, false));
            return;
        }
        long[] marks = signal instanceof Ended
                ? marks()
                : NO_MARKS; // on the thread of who has ended, who has told all that it will
        byte[] rest = Signals.rest(signal, marks, node);
        change(then -> {
            memory.keep(signal instanceof Ended || signal instanceof Report); // by which it is answered
            if (isAboutWatches(signal) ? watches.sends(signal) : parentage.sends(signal)) {
                if (!signals.add(signal, rest, then)) {
                    giveUp(
                            "too many signals were not acknowledged: limit="
                                    + node.settings().signals(),
                            then);
                }
                heartbeats.update(then);
            }
        });
    }

    private static boolean isAboutWatches(Signal signal) {
        return signal instanceof Watch || signal instanceof Unwatch || signal instanceof Ended;
    }

    private long[] marks() {
        long[] marks = new long[lanes.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = lanes[i].queued();
        }
        return marks;
    }

    /** A signal has come. */
    void received(Peer from, long number, Signal read, long[] marks) {
        change(then -> {
            if (from.isOver() || !from.isNext(number) || !node.trust().admitsSignals()) {
                return;
            }
            Signal signal = read instanceof Ended end ? asWatched(end, then) : read;
            then.add(() -> node.log()
                    .debug(
                            "signal has come: from={} incarnation={} number={} signal={}",
                            address,
                            Long.toUnsignedString(from.incarnation()),
                            number,
                            signal));
            boolean waits = signal instanceof Ended ended && watches.waitsFor(ended) && from.hold(ended, marks);
            if (!waits) {
                take(signal, then);
            }
        });
    }

    /** The other node tells by its ref who has ended; here it may have been watched by its path alone. */
    private Ended asWatched(Ended end, List<Runnable> then) {
        if (end.subject().path().uid() == ActorPath.NO_UID) {
            return end;
        }
        ActorRef byPath = node.remote().resolve(end.subject().path().withUid(ActorPath.NO_UID));
        Watch watch = new Watch(byPath, end.watcher());
        Ended ofPath = new Ended(byPath, end.watcher(), end.existenceConfirmed(), end.addressTerminated());
        if (!watches.waitsFor(ofPath)) {
            return end;
        }
        if (!watches.waitsFor(end)) {
            return ofPath;
        }
        signals.add(watch, Signals.NOTHING, then); // watched both ways: whether the path meant that one is asked again
        return end;
    }

    /** A child of an actor there is to be created. */
    void received(Peer from, long number, Creation creation) {
        change(then -> {
            if (!from.isOver() && from.isNext(number)) {
                parentage.comes(creation.child(), creation.parent());
                heartbeats.update(then);
                then.add(() -> create(creation));
            }
        });
    }

    private void create(Creation creation) {
        Create create;
        try {
            create = creation.read(node);
        } catch (RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError refused) { // as for a message: what is in the props may be anybody's
            String problem = refused.getMessage() == null ? refused.getClass().getName() : refused.getMessage();
            node.wireLog().undeployed(creation, problem);
            signal(new Report(creation.parent(), creation.child(), Happening.REFUSED, 0, null, problem));
            return;
        }
        node.remote().deliver(create);
    }

    private void take(Signal signal, List<Runnable> then) {
        if (signal instanceof Watch && watches.areTooMany()) {
            giveUp("it watches too many actors: limit=" + Watches.MOST, then);
            return;
        }
        watches.receives(signal);
        parentage.receives(signal);
        heartbeats.update(then);
        then.add(() -> node.remote().deliver(signal));
    }

    /** The other node says that one of its connections has ended. */
    void laneEnded(Peer from, long number, int lane, int connection, long written) {
        change(then -> {
            if (!from.isOver() && from.isNext(number)) {
                then.add(() -> {
                    from.lane(lane).ended(connection, written);
                    released(from);
                });
            }
        });
    }

    /** Lanes have come further: tells what had to wait for that. */
    void released(Peer from) {
        if (from.isHolding()) {
            change(then -> {
                if (!from.isOver()) {
                    from.release().forEach(notice -> take(notice, then));
                }
            });
        }
    }

    long acknowledged(Peer from) {
        return effects.look(from::acknowledged);
    }

    // ---------------------------------------------------------------- who is there

    Hello hello(LaneKind kind, int lane, int connection, long first) {
        if (kind.carriesMessages()) {
            change(then -> {
                memory.keep(false);
                memory.forgetLater(then);
            });
        }
        return new Hello(
                node.address(),
                node.incarnation(),
                epoch(),
                address,
                kind,
                lane,
                kind.carriesMessages() ? lanes.length : 0,
                connection,
                first);
    }

    int epoch() {
        return effects.look(() -> epoch);
    }

    /**
     * Somebody has said who it is.
     *
     * @return with whom this node talks from now on; null when it does not talk with that one any more
     */
    @Nullable
    Peer identify(long incarnation, int itsEpoch, Connection connection, boolean inbound) {
        List<Peer> found = new ArrayList<>(1);
        change(then -> {
            Peer known = peer;
            if (watches.wasGivenUp(incarnation)) {
                givenUp.add(incarnation);
            }
            if (givenUp.contains(incarnation, itsEpoch)) {
                if (!inbound && known == null) { // else it is the welcome of a life that is over, and late
                    endAll(Reason.QUARANTINED, this::mayCome, then);
                }
                return;
            }
            if (known == null || !known.is(incarnation, itsEpoch)) {
                if (known != null && (known.isNewerThan(incarnation, itsEpoch) || inbound && isDoubtful(incarnation))) {
                    return;
                }
                known = meet(incarnation, itsEpoch, then);
            }
            if (!known.hasConnections()) {
                then.add(() -> node.publish(new AssociatedEvent(node.address(), address, incarnation)));
            }
            known.add(connection);
            memory.keep(true);
            found.add(known);
        });
        return found.isEmpty() ? null : found.get(0);
    }

    /** Whether it is another life than the one that is talked to. */
    private boolean isOther(long incarnation) {
        return peer != null && peer.incarnation() != incarnation;
    }

    /** Anybody can say that it is another life: only who is found at the address is believed, and who calls when nothing is left of the old one. */
    private boolean isDoubtful(long incarnation) {
        return peer != null && isOther(incarnation) && (peer.hasConnections() || !newcomers.foundNobody());
    }

    /** Lets somebody wait until it is known which life is at the address; false when that is no question, or too many ask it. */
    boolean waits(long incarnation, int itsEpoch, InboundConnection newcomer) {
        boolean[] waits = new boolean[1];
        change(then -> waits[0] = !givenUp.contains(incarnation, itsEpoch)
                && !watches.wasGivenUp(incarnation)
                && isOther(incarnation)
                && newcomers.add(newcomer, then));
        return waits[0];
    }

    void waitsNoMore(InboundConnection newcomer) {
        change(then -> newcomers.remove(newcomer));
    }

    /** Why {@link #identify} has said no. */
    Refusal.Reason whyNot(long incarnation, int itsEpoch) {
        return effects.look(() -> {
            Refusal.Reason otherwise = isOther(incarnation) ? Refusal.Reason.OTHER : Refusal.Reason.STALE;
            return givenUp.contains(incarnation, itsEpoch) ? Refusal.Reason.QUARANTINED : otherwise;
        });
    }

    private Peer meet(long incarnation, int itsEpoch, List<Runnable> then) {
        Peer old = peer;
        if (old != null && old.incarnation() == incarnation) {
            signals.clear(then);
            endTies(any -> false, met -> true, then);
        } else if (old != null) {
            givenUp.add(old.incarnation());
            endTies(subject -> mayLive(subject, incarnation), givenUp::hasLifeOf, then);
            signals.beginAnew(ref -> Incarnations.isOf(ref, incarnation), watches.ours(), then);
            then.add(() -> node.log()
                    .info(
                            "node has begun anew: address={} incarnation={}",
                            address,
                            Long.toUnsignedString(incarnation)));
        }
        end(old, then);
        Peer met = new Peer(incarnation, itsEpoch);
        peer = met;
        for (OutboundLane lane : lanes) {
            signals.laneEnded(lane.number(), lane.connectionsOver(), lane.taken(), then); // it has not seen those
        }
        heartbeats.update(then);
        return met;
    }

    /** Who was created by an actor of a third node says nothing of its life by its ref, and is asked. */
    private boolean mayLive(ActorRef subject, long incarnation) {
        return Incarnations.isOf(subject, incarnation) || Incarnations.isSilent(subject) && !parentage.isOurs(subject);
    }

    /** Whether it may be of a life that nothing is known of, and that comes yet. */
    private boolean mayCome(ActorRef subject) {
        return Incarnations.isTold(subject) && !givenUp.hasLifeOf(subject);
    }

    /** What was between actors of the two nodes is over; parents first, as their children's names are free before anybody hears of an end. */
    private void endTies(Predicate<ActorRef> spared, Predicate<ActorRef> met, List<Runnable> then) {
        List<Signal> verdicts = watches.end(spared, met);
        tell(parentage.end(), then);
        tell(verdicts, then);
    }

    private void tell(List<Signal> verdicts, List<Runnable> then) {
        verdicts.forEach(verdict -> then.add(() -> node.remote().deliver(verdict)));
    }

    private static void end(@Nullable Peer old, List<Runnable> then) {
        if (old != null) {
            List<Connection> connections = old.end();
            then.add(() -> connections.forEach(Connection::close));
            then.add(old::shutLanes);
        }
    }

    /** It has made a connection: an old one of that kind may have to go, so that there are never many. */
    void makeRoom(Peer with, LaneKind kind, Connection newest) {
        change(then -> {
            Connection oldest = with.makeRoom(kind, newest);
            if (oldest != null) {
                then.add(oldest::close);
            }
        });
    }

    /** A connection with it has ended. */
    void gone(Peer with, Connection connection) {
        change(then -> {
            if (with.remove(connection) && !with.hasConnections()) {
                memory.forgetLater(then);
                then.add(() -> node.publish(new DisassociatedEvent(node.address(), address, with.incarnation())));
            }
        });
    }

    // ---------------------------------------------------------------- giving up

    /** The other node counts as dead (N06). */
    void giveUp(String reason) {
        change(then -> giveUp(reason, then));
    }

    void giveUp(String reason, List<Runnable> then) {
        if (peer != null) {
            givenUp.add(peer.incarnation());
        }
        part(reason, any -> false, then);
    }

    /**
     * Signals wait, and no connection came about. Whom nobody met, and nobody here waits for, has nothing to hear: none of them was ever sent. Whom nobody reaches who was met is dead,
     * if its machine says so, or after very long. Under the monitor.
     */
    void unreached(boolean forGood, List<Runnable> then) {
        if (peer == null && !hasTies()) {
            signals.clear(then);
        } else if (peer != null && !peer.hasConnections() && forGood) {
            giveUp("signals wait for it, and a connection is refused, or has not come about for an hour", then);
        }
    }

    private void part(String reason, Predicate<ActorRef> spared, List<Runnable> then) {
        Peer old = peer;
        peer = null;
        end(old, then);
        if (old == null) {
            then.add(() -> node.log().warn("node is not reached: address={} reason={}", address, reason));
        } else {
            long incarnation = old.incarnation();
            then.add(() -> {
                node.log()
                        .warn(
                                "node is given up: address={} incarnation={} reason={}",
                                address,
                                Long.toUnsignedString(incarnation),
                                reason);
                node.publish(new QuarantinedEvent(address, incarnation, reason));
            });
        }
        endAll(old == null ? Reason.UNREACHABLE : Reason.QUARANTINED, spared, then);
    }

    /**
     * Nothing that waits will get there, but for these watches.
     *
     * @param spared whose subjects may be of another life than the one that is there; should there be none, silence will tell
     */
    private void endAll(Reason reason, Predicate<ActorRef> spared, List<Runnable> then) {
        endTies(spared, givenUp::hasLifeOf, then);
        signals.beginAnew(nobody -> false, watches.ours(), then);
        heartbeats.update(then);
        memory.forgetLater(then);
        for (OutboundLane lane : lanes) {
            then.add(() -> lane.discard(reason));
        }
    }

    /** A connection to it has failed a security check: said once until one succeeds. */
    void notSecured(Throwable problem) {
        if (saidInsecure.compareAndSet(false, true)) {
            node.wireLog().notSecured(address, problem);
        }
    }

    void isSecured() {
        saidInsecure.set(false);
    }

    /** The other node does not want to be talked to. */
    void refused(Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.QUARANTINED) {
            node.wireLog().refused(address, refusal);
            return;
        }
        change(then -> {
            memory.keep(false);
            boolean isNews = givenUp.addAsItSays(refusal.incarnation(), peer == null ? 1 : peer.epoch());
            if (peer == null) {
                endAll(Reason.QUARANTINED, this::mayCome, then);
            } else if (peer.incarnation()
                    == refusal.incarnation()) { // else it is a word of a life that is over, and late
                part("it has given this node up", this::mayCome, then);
            }
            if (isNews) {
                then.add(() -> node.publish(new ThisActorSystemQuarantinedEvent(node.address(), address)));
            }
        });
    }

    /** Talks again with those that were given up; whether there were any. */
    boolean liftQuarantine() {
        boolean[] lifted = new boolean[1];
        change(then -> {
            lifted[0] = !givenUp.isEmpty() || watches.hasMissing();
            if (lifted[0]) {
                givenUp.clear();
                watches.forgive();
                epoch++;
            }
        });
        return lifted[0];
    }

    boolean hasTies() {
        return watches.areWanted() || parentage.isAny();
    }

    // ---------------------------------------------------------------- forgetting

    /** Lets go of what is known, if nothing can come of that, and there was no connection for so long. */
    void forgetIfQuiet(long nanos) {
        memory.forgetIfQuiet(nanos);
    }

    /**
     * Whether whoever met the other node anew, with numbers that begin anew, would go on as this one does. Signals, messages and connections are counted as long as both lives last: so
     * nothing is forgotten that a life which may still come has seen of this one, or this one of it. A life that was given up is told so when it comes, by what the grave says, and may
     * come again in a later epoch only, in which all begins anew on both sides. Watches, children and what has not arrived are remembered, and what was lifted.
     */
    boolean hasNothingToRemember() {
        boolean isUnused =
                peer == null || !peer.hasConnections() && peer.isBlank() && grave.isEmpty() && queuedNothing();
        return isUnused && epoch == 1 && !watches.areAny() && !parentage.isAny() && signals.isUnused() && sentAll();
    }

    /** Under the monitor. */
    boolean isConnected() {
        return peer != null && peer.hasConnections();
    }

    private boolean queuedNothing() {
        return Arrays.stream(lanes).allMatch(lane -> lane.queued() == 0);
    }

    private boolean sentAll() {
        return Arrays.stream(lanes).allMatch(lane -> lane.queued() == lane.taken());
    }

    // ---------------------------------------------------------------- the end

    /** Completes when what was told has arrived, or cannot. */
    CompletionStage<?> finish() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (OutboundLane lane : lanes) {
            all.add(lane.finish().toCompletableFuture());
        }
        change(then -> all.add(signals.finish(then)));
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
    }
}
