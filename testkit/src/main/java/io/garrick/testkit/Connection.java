package io.garrick.testkit;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.testkit.Lines.Range;
import io.garrick.testkit.Packet.Kind;
import io.garrick.testkit.SimulatedNetwork.Listener;
import io.garrick.testkit.SimulatedNetwork.Place;
import io.garrick.testkit.Timeline.Moment;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection, or the attempt at one: two ends, and a wire for either direction. */
final class Connection {

    private final SimulatedNetwork network;
    private final Place target;
    private final String name;
    private final LinkEnd initiator;
    private final Wire out;
    private final Wire back;

    /** Who listens there, as far as is known. */
    @Nullable
    private RehearsalPlatform acceptorNode;

    @Nullable
    private LinkEnd acceptor;

    @Nullable
    private Moment timeout;

    Connection(SimulatedNetwork network, SimulatedTransport from, Place target, Handler handler) {
        this.network = network;
        this.target = target;
        this.name = from.placeName();
        this.out = new Wire(network, this, network.stream(name + " -> " + target));
        this.back = new Wire(network, this, network.stream(target + " -> " + name));
        this.initiator = new LinkEnd(from, this, out, back, target.toString(), () -> handler);
        this.acceptorNode = network.nodeAt(target);
    }

    /** It does not even begin. */
    void giveUp() {
        initiator.end(End.CLOSED, null);
    }

    void begin(long timeoutNanos) {
        long due = network.timeline().inNanos(timeoutNanos);
        if (due != Loop.NEVER) {
            timeout = network.timeline().at(due, this::timesOut);
        }
        out.send(Kind.ATTEMPT);
    }

    // ---------------------------------------------------------------- on the wires

    Range latency(Wire wire) {
        return network.lines().latency(from(wire), to(wire));
    }

    private @Nullable RehearsalPlatform from(Wire wire) {
        return wire == out ? initiator.node() : acceptorNode;
    }

    private @Nullable RehearsalPlatform to(Wire wire) {
        return wire == out ? acceptorNode : initiator.node();
    }

    /** Whether this cannot get through. A connection needs both directions to come about. */
    boolean isCut(Wire wire, Packet packet) {
        if (packet.kind == Kind.ATTEMPT) {
            acceptorNode = network.nodeAt(target);
            return network.lines().isCut(initiator.node(), acceptorNode)
                    || network.lines().isCut(acceptorNode, initiator.node());
        }
        return network.lines().isCut(from(wire), to(wire));
    }

    void arrived(Wire wire, Packet packet) {
        LinkEnd receiver = wire == out ? acceptor : initiator;
        switch (packet.kind) {
            case ATTEMPT -> accept();
            case ACCEPTANCE -> established();
            case REFUSAL -> refused();
            case BREAK -> breakNow();
            case BYTES -> receive(wire, receiver, packet);
            case END -> end(receiver, End.CLOSED);
            case RESET -> end(receiver, End.RESET);
        }
        network.look(this);
    }

    private static void receive(Wire wire, @Nullable LinkEnd receiver, Packet packet) {
        if (receiver == null || !receiver.received(packet)) {
            wire.taken(packet.bytes.length);
        }
    }

    private void end(@Nullable LinkEnd receiver, End end) {
        if (receiver == initiator) {
            waitNoLonger();
        }
        if (receiver != null) {
            receiver.end(end, null);
        }
    }

    /** There is room again. */
    void drained(Wire wire) {
        LinkEnd sender = wire == out ? initiator : acceptor;
        if (sender != null) {
            sender.writable();
        }
    }

    void heal() {
        out.heal();
        back.heal();
    }

    // ---------------------------------------------------------------- coming about

    private void accept() {
        Listener listener = network.listener(target);
        if (listener == null) {
            back.send(Kind.REFUSAL);
            return;
        }
        LinkEnd accepted = new LinkEnd(listener.transport(), this, back, out, name, listener.acceptor());
        acceptor = accepted;
        accepted.open();
        back.send(Kind.ACCEPTANCE);
    }

    private void established() {
        waitNoLonger();
        initiator.open();
    }

    private void refused() {
        waitNoLonger();
        initiator.end(End.REFUSED, new ConnectException("nobody listens there: place=" + target));
    }

    private void timesOut() {
        timeout = null;
        out.lose();
        if (acceptor != null) {
            out.send(Kind.RESET);
        }
        initiator.end(End.UNREACHABLE, new SocketTimeoutException("no answer in time: place=" + target));
        network.look(this);
    }

    private void waitNoLonger() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }

    // ---------------------------------------------------------------- ending

    private Wire wireOf(LinkEnd end) {
        return end == initiator ? out : back;
    }

    /** An end will send nothing more. */
    void close(LinkEnd end) {
        finish(end, Kind.END, End.CLOSED, null);
    }

    /** An end cannot go on. */
    void fail(LinkEnd end, Throwable thrown) {
        finish(end, Kind.RESET, End.RESET, thrown);
    }

    private void finish(LinkEnd end, Kind told, End heard, @Nullable Throwable cause) {
        if (!end.hasEnded()) {
            if (end == initiator) {
                waitNoLonger();
            }
            wireOf(end).send(told);
            end.end(heard, cause);
            network.look(this);
        }
    }

    /** Both ends hear it, and what is under way is lost. */
    void breakNow() {
        out.lose();
        back.lose();
        end(initiator, End.RESET);
        end(acceptor, End.RESET);
        network.look(this);
    }

    /** A node is dead. */
    void killed(RehearsalPlatform node) {
        for (LinkEnd end : ends()) {
            if (end.node() == node) {
                killed(end);
            }
        }
        network.look(this);
    }

    private void killed(LinkEnd end) {
        if (!end.hasEnded()) {
            if (end == initiator) {
                waitNoLonger();
            }
            wireOf(end).loseLast();
            wireOf(end).send(Kind.RESET);
        }
        end.kill();
    }

    private LinkEnd[] ends() {
        return acceptor == null ? new LinkEnd[] {initiator} : new LinkEnd[] {initiator, acceptor};
    }

    void closeOf(SimulatedTransport transport) {
        for (LinkEnd end : ends()) {
            if (end.transport() == transport) {
                close(end);
            }
        }
    }

    boolean isBetween(RehearsalPlatform one, RehearsalPlatform other) {
        RehearsalPlatform from = initiator.node();
        RehearsalPlatform to = acceptor == null ? null : acceptor.node();
        return from == one && to == other || from == other && to == one;
    }

    /** Whether nothing more will come of it. */
    boolean isOver() {
        return initiator.hasEnded() && (acceptor == null || acceptor.hasEnded()) && out.isEmpty() && back.isEmpty();
    }

    @Override
    public String toString() {
        return name + " -> " + target;
    }
}
