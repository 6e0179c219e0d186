package io.garrick.specs;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.testkit.Exploration;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Virtual time, one message at a time; in an order by chance, or by PCT when the seed is negative. */
final class RehearsalStage extends Stage {

    private static final Exploration PCT = Exploration.pct(3, 100);

    private final Rehearsal rehearsal;

    RehearsalStage(int seed) {
        this.rehearsal = Rehearsal.of(seed, seed < 0 ? PCT : Exploration.randomWalk());
    }

    @Override
    ActorSystem start(String systemName, SystemSettings settings) {
        return rehearsal.create(systemName, settings);
    }

    @Override
    void await(BooleanSupplier condition) {
        rehearsal.runUntil(condition);
    }

    @Override
    void settle() {
        rehearsal.runFor(Duration.ZERO);
    }

    @Override
    void finish() {
        rehearsal.run();
    }

    @Override
    void pass(Duration duration) {
        rehearsal.runFor(duration);
    }

    @Override
    boolean isRehearsal() {
        return true;
    }

    /** Never negative, since specs count by it. */
    @Override
    long seed() {
        return Math.abs(rehearsal.seed());
    }

    @Override
    void end(ActorSystem running) {
        rehearsal.close();
    }

    /** Nothing of it runs unless told to. */
    @Override
    void giveUp(ActorSystem running) {}

    @Override
    public String toString() {
        return rehearsal.toString();
    }
}
