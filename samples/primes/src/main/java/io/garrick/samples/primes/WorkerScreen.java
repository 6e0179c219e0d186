package io.garrick.samples.primes;

import io.garrick.samples.primes.actors.Messages.Counted;
import io.garrick.samples.primes.actors.Recruiter.News;
import java.io.PrintStream;
import java.util.Optional;

/** Prints what happens on a node of workers. Filled by the recruiter, read when its system has ended. */
final class WorkerScreen implements News {

    private final Lines lines;
    private final Place master;
    private int ranges;
    private Optional<End> end = Optional.empty();

    WorkerScreen(PrintStream out, Place master) {
        this.lines = new Lines(out);
        this.master = master;
    }

    @Override
    public void enlisted(String node) {
        lines.say(
                "the master at %s has taken this node, as %s: its workers are created and given work from there",
                master, node);
    }

    @Override
    public void counted(Counted counted) {
        ranges++;
        lines.say("counted %s: %d primes", counted.range(), counted.primes());
    }

    @Override
    public void ended(End why) {
        end = Optional.of(why);
        if (why == End.DONE) {
            lines.say("the master has all that it wanted: %d ranges were counted on this node", ranges);
        }
    }

    /** Why it is over; empty when it was stopped from here. */
    Optional<End> end() {
        return end;
    }
}
