package io.garrick.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults themselves: each kind starts its nodes, does harm, and measures. One thread at a time. */
final class FaultTrials implements AutoCloseable {

    private static final double PATIENCE = 30;
    private static final double SETTLE = 0.5;

    /** Phases of a heartbeat in which a fault begins, one trial after the other. */
    private static final int PHASES = 10;

    private final FaultNetwork network;
    private final int most;

    /** Guards itself: the end of this JVM closes them too. */
    private final Collection<FaultProcess> started = new ArrayList<>();

    /** @param most trials of each kind; fewer than are wanted do not pass */
    FaultTrials(FaultNetwork network, int most) {
        this.network = network;
        this.most = most;
    }

    private FaultProcess start(int side) throws IOException, InterruptedException {
        return start(network.place(side));
    }

    private FaultProcess start(FaultNetwork.Place place) throws IOException, InterruptedException {
        FaultProcess process = new FaultProcess(place);
        synchronized (started) {
            started.add(process);
        }
        return process;
    }

    /** Ends every node that still lives. */
    @Override
    public void close() {
        synchronized (started) {
            started.forEach(FaultProcess::close);
        }
    }

    private int trials(int wanted) {
        return Math.min(most, wanted);
    }

    // ---------------------------------------------------------------- kinds

    Check kill() throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        try (FaultProcess watcher = start(0)) {
            for (int i = 0; i < trials(FaultFigures.KILLS); i++) {
                try (FaultProcess peer = start(1)) {
                    watch(watcher, peer);
                    pause(SETTLE + (double) (i % PHASES) / PHASES);
                    millis.add(killed(watcher, peer));
                }
            }
        }
        return FaultFigures.kills(millis);
    }

    Check pauses() throws IOException, InterruptedException {
        try (FaultProcess one = start(0);
                FaultProcess other = start(1)) {
            watchEachOther(one, other);
            int trials = trials(FaultFigures.PAUSES);
            double shortest = FaultFigures.NEVER;
            for (int i = 0; i < trials; i++) {
                long began = System.nanoTime();
                other.signal("STOP");
                pause(1);
                other.signal("CONT");
                shortest = Math.min(shortest, (System.nanoTime() - began) / 1e9);
                pause(0.2 + (double) (i % PHASES) / PHASES);
            }
            List<String> verdicts = verdicts(one, other);
            return new FaultFigures.Pauses(trials, shortest, verdicts, killed(one, other)).check();
        }
    }

    Check stops() throws IOException, InterruptedException {
        List<FaultProcess> peers = new ArrayList<>();
        try (FaultProcess watcher = start(0)) {
            int heardBefore = 0;
            for (int i = 0; i < trials(FaultFigures.STOPS); i++) {
                FaultProcess peer = start(1);
                peers.add(peer);
                watch(watcher, peer);
                find(peer, watcher);
                peer.send("tell before");
                watcher.await("heard before", peers.size());
                heardBefore++;
            }
            pause(SETTLE);
            long began = System.nanoTime();
            for (FaultProcess peer : peers) {
                peer.signal("STOP");
                peer.send("tell meanwhile");
            }
            List<Double> millis = new ArrayList<>();
            for (FaultProcess peer : peers) {
                millis.add(verdict(watcher, peer, began));
            }
            pause(seconds(FaultFigures.STOPPED_SECONDS) - (System.nanoTime() - began) / 1e9);
            double stopped = (System.nanoTime() - began) / 1e9;
            int told = 0;
            int refused = 0;
            for (FaultProcess peer : peers) {
                peer.signal("CONT");
                peer.await("told meanwhile", 1);
                pause(SETTLE); // that message is lost with its connection, the next one has to ask for another
                peer.send("tell afterwards");
                peer.await("told afterwards", 1);
                refused += peer.awaits("refused", 1, PATIENCE) ? 1 : 0;
                told += 2;
            }
            pause(2 * SETTLE);
            List<String> late = new ArrayList<>(texts(watcher.said("heard meanwhile")));
            late.addAll(texts(watcher.said("heard afterwards")));
            return new FaultFigures.Stops(millis, stopped, heardBefore, told, late, refused).check();
        } finally {
            peers.forEach(FaultProcess::close);
        }
    }

    Check loss() throws IOException, InterruptedException {
        try (FaultProcess one = start(0);
                FaultProcess other = start(1)) {
            watchEachOther(one, other);
            network.lose(FaultFigures.LOSS);
            long began = System.nanoTime();
            long end = began + (long) (seconds(FaultFigures.LOSS_SECONDS) * 1e9);
            int told = 0;
            while (System.nanoTime() < end) {
                one.send("tell lossy");
                told++;
                pause(0.25);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            List<String> verdicts = verdicts(one, other);
            int heard = other.said("heard lossy").size();
            long dropped = Math.min(network.dropped(0), network.dropped(1));
            network.heal();
            return new FaultFigures.Loss(seconds, FaultFigures.LOSS, dropped, told, heard, verdicts, killed(one, other))
                    .check();
        } finally {
            network.heal();
        }
    }

    Check partitions() throws IOException, InterruptedException {
        List<Double> deaf = new ArrayList<>();
        List<Double> mute = new ArrayList<>();
        List<String> late = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < trials(FaultFigures.PARTITIONS); i++) {
            int side = i % 2;
            try (FaultProcess hearsNothing = start(side);
                    FaultProcess other = start(1 - side)) {
                watchEachOther(hearsNothing, other);
                before += 2;
                pause((double) i / FaultFigures.PARTITIONS);
                long began = System.nanoTime();
                network.deafen(side);
                deaf.add(verdict(hearsNothing, other, began));
                mute.add(verdict(other, hearsNothing, began));
                network.heal();
                hearsNothing.send("tell late");
                other.send("tell late");
                pause(4 * SETTLE);
                late.addAll(texts(hearsNothing.said("heard late")));
                late.addAll(texts(other.said("heard late")));
            } finally {
                network.heal();
            }
        }
        return new FaultFigures.Partitions(deaf, mute, before, late).check();
    }

    Check restarts() throws IOException, InterruptedException {
        FaultNetwork.Place place = network.place(1);
        int lives = trials(FaultFigures.RESTARTS) + 1;
        int byNew = 0;
        int old = 0;
        int deadLetters = 0;
        List<String> handled = new ArrayList<>();
        Set<String> refs = new HashSet<>();
        try (FaultProcess teller = start(0)) {
            for (int life = 1; life <= lives; life++) {
                try (FaultProcess peer = start(place)) {
                    teller.send("find " + peer.ear());
                    refs.add(teller.await("found ", life).text());
                    String text = "life-" + life;
                    teller.send("tell " + text); // the newest ref comes last, on the same way as the others
                    teller.await("told " + text, 1);
                    old += life - 1;
                    String mine = "heard " + text + " " + life;
                    byNew += peer.awaits(mine, 1, PATIENCE) ? 1 : 0;
                    pause(SETTLE / 5);
                    texts(peer.said("heard ")).stream()
                            .filter(line -> !line.equals(mine))
                            .forEach(handled::add);
                    deadLetters += peer.said("dead life-").size();
                    peer.kill();
                    peer.awaitEnd();
                }
            }
            deadLetters += teller.said("dead life-").size();
        }
        return new FaultFigures.Restarts(lives, refs.size(), byNew, old, handled, deadLetters).check();
    }

    // ---------------------------------------------------------------- steps

    private double seconds(int wanted) {
        return Math.min(wanted, Math.max(10, most));
    }

    private static void find(FaultProcess who, FaultProcess whom) throws InterruptedException {
        int known = who.said("found ").size();
        who.send("find " + whom.ear());
        who.await("found ", known + 1);
    }

    private static void watch(FaultProcess who, FaultProcess whom) throws InterruptedException {
        find(who, whom);
        int known = who.said("watches ").size();
        who.send("watch");
        who.await("watches ", known + 1);
    }

    private static void watchEachOther(FaultProcess one, FaultProcess other) throws InterruptedException {
        watch(one, other);
        watch(other, one);
        one.send("tell hello");
        other.await("heard hello", 1);
        other.send("tell hello");
        one.await("heard hello", 1);
        pause(SETTLE);
    }

    /** Kills a peer; the milliseconds until the verdict. */
    private static double killed(FaultProcess watcher, FaultProcess peer) throws InterruptedException {
        long began = System.nanoTime();
        peer.kill();
        return verdict(watcher, peer, began);
    }

    private static double verdict(FaultProcess watcher, FaultProcess peer, long began) throws InterruptedException {
        String verdict = "terminated " + peer.ear();
        if (!watcher.awaits(verdict, 1, PATIENCE)) {
            return FaultFigures.NEVER;
        }
        return (watcher.said(verdict).get(0).nanos() - began) / 1e6;
    }

    private static List<String> verdicts(FaultProcess... nodes) {
        return Arrays.stream(nodes)
                .flatMap(node -> texts(node.said("terminated ")).stream())
                .toList();
    }

    private static List<String> texts(List<FaultProcess.Line> lines) {
        return lines.stream().map(FaultProcess.Line::text).toList();
    }

    private static void pause(double seconds) throws InterruptedException {
        if (seconds > 0 && new CountDownLatch(1).await((long) (seconds * 1e9), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody can have counted down");
        }
    }
}
