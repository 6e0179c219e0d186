package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.testkit.Lines.Line;
import io.garrick.testkit.Lines.Range;
import java.time.Duration;

/**
 * What goes wrong between the systems of a rehearsal, and with whole nodes, on demand: {@link Faults#network()}. The network is as TCP is: bytes come in order, late, cut anywhere, or the connection ends; they are never lost
 * from its midst, doubled or changed. Unless said otherwise they take from 0 to 5 ms of virtual time.
 *
 * <p>A system that is started in the place of one that was killed is another one: what was said of the dead one does not hold for it.
 *
 * <p>The rehearsal's thread only, between its steps. All methods throw an {@link IllegalArgumentException} for a system that is not of this rehearsal.
 */
public final class NetworkFaults {

    private final Rehearsal rehearsal;
    private final Faults faults;
    private final SimulatedNetwork network;

    NetworkFaults(Rehearsal rehearsal, Faults faults) {
        this.rehearsal = rehearsal;
        this.faults = faults;
        this.network = rehearsal.loop().network();
    }

    // ---------------------------------------------------------------- slow

    /**
     * Says how long bytes are under way from any system to any other; for each piece of them the seed says how long, and a quarter takes no longer than it must. Those that are under way stay as they are.
     *
     * @param least not negative
     * @param most not less than that; what waits behind something slower may take longer
     * @throws IllegalArgumentException when the durations are not so
     */
    public void latency(Duration least, Duration most) {
        rehearsal.ensureOwner("latency");
        network.lines().latency(range(least, most));
    }

    /**
     * Says how long bytes are under way from one system to another, in place of {@link #latency}.
     *
     * @param from whence
     * @param to whither; the other direction stays as it is
     * @param least not negative
     * @param most not less than that
     * @throws IllegalArgumentException when the durations are not so
     */
    public void slow(ActorSystem from, ActorSystem to, Duration least, Duration most) {
        rehearsal.ensureOwner("slow");
        network.lines().slow(line(from, to), range(least, most));
    }

    private static Range range(Duration least, Duration most) {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "latency must not be negative, nor its end before its beginning: least=" + least + " most=" + most);
        }
        return new Range(least.toNanos(), most.toNanos());
    }

    // ---------------------------------------------------------------- broken

    /**
     * Breaks all connections between two systems: both ends hear that they were reset, and what is under way is lost. New ones can be made at once.
     *
     * @param one a system
     * @param other another
     */
    public void breakConnections(ActorSystem one, ActorSystem other) {
        rehearsal.ensureOwner("breakConnections");
        Line line = line(one, other);
        network.breakBetween(line.from(), line.to());
    }

    /**
     * Breaks connections now and then: at any piece of bytes, which is lost with all that is behind it, and both ends hear it. Until {@link Rehearsal#close()}.
     *
     * @param probability that it happens to a piece, from 0 to 1; zero for as usual
     * @throws IllegalArgumentException when it is not such a number
     */
    public void breakAtRandom(double probability) {
        rehearsal.ensureOwner("breakAtRandom");
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be from 0 to 1: probability=" + probability);
        }
        network.lines().breaks(probability);
    }

    // ---------------------------------------------------------------- partitioned

    /**
     * Lets nothing through between two systems, in either direction. Connections stay; what is sent, or under way, waits, and comes when the line is {@linkplain #heal healed}, as TCP would send it again. Nobody is told.
     * Attempts to connect end as {@code UNREACHABLE} when their time is over.
     *
     * @param one a system
     * @param other another
     */
    public void partition(ActorSystem one, ActorSystem other) {
        partitionOneWay(one, other);
        partitionOneWay(other, one);
    }

    /**
     * Lets nothing through from one system to another; what comes back does. New connections cannot be made by either, since that takes both directions.
     *
     * @param from whence
     * @param to whither
     */
    public void partitionOneWay(ActorSystem from, ActorSystem to) {
        rehearsal.ensureOwner("partition");
        network.lines().cut(line(from, to));
    }

    /**
     * Lets everything through again between two systems, in both directions; also what has waited, after a travel time.
     *
     * @param one a system
     * @param other another
     */
    public void heal(ActorSystem one, ActorSystem other) {
        rehearsal.ensureOwner("heal");
        network.lines().heal(line(one, other));
        network.lines().heal(line(other, one));
        network.healed();
    }

    /** {@linkplain #heal Heals} all lines. */
    public void healAll() {
        rehearsal.ensureOwner("healAll");
        network.lines().healAll();
        network.healed();
    }

    // ---------------------------------------------------------------- nodes

    /**
     * Kills a system as {@code kill -9} does a process: nothing of it ever runs again, no actor, no timer, no callback, and it does not end. Its places are free. Whoever was connected with it hears, a travel time later, that
     * the connection was reset; before that, some of what it has sent, and the seed says how much. {@link Rehearsal#close()} does not wait for it. A system that has ended, or is dead, stays so.
     *
     * @param system a system of the rehearsal; another with its name, at its place, may be started afterwards
     */
    public void kill(ActorSystem system) {
        rehearsal.ensureOwner("kill");
        RehearsalPlatform node = faults.platform(system);
        if (!node.hasEnded()) {
            node.kill();
            faults.forget(system);
            rehearsal.loop().killed(node);
            network.killed(node);
        }
    }

    /**
     * Stops a system for a while, as {@code SIGSTOP} does a process or a long collection of garbage: nothing of it runs, no timer fires, while all clocks go on. Its connections stay, and new ones are accepted on its behalf; it
     * comes to them later.
     *
     * @param system a system of the rehearsal
     * @param duration virtual time from now; when it is stopped already, for no shorter than that
     * @throws IllegalArgumentException when the duration is negative
     */
    public void pause(ActorSystem system, Duration duration) {
        rehearsal.ensureOwner("pause");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: duration=" + duration);
        }
        faults.platform(system).pauseUntil(rehearsal.loop().inNanos(duration.toNanos()));
    }

    private Line line(ActorSystem from, ActorSystem to) {
        if (from == to) {
            throw new IllegalArgumentException("nothing lies between a system and itself: system=" + from.name());
        }
        return new Line(faults.platform(from), faults.platform(to));
    }
}
