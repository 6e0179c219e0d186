package io.garrick.samples.primes.actors;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.samples.primes.actors.Messages.Counted;
import io.garrick.samples.primes.actors.Messages.Done;
import io.garrick.samples.primes.actors.Messages.Enlist;
import io.garrick.samples.primes.actors.Messages.Enlisted;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for a node: finds the master, tells it that workers may be created here, and sees why it ends. The rest the master does. Its end, and that of the workers, is the end of
 * the node; a reaper sees to that.
 */
public final class Recruiter extends AbstractActorWithTimers {

    /** Its name on each node. */
    public static final String NAME = "recruiter";

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String master;
    private final int workers;
    private final Duration patience;
    private final News news;
    private @Nullable ActorRef found;
    private boolean done;

    /** Who wants to know how the node is doing. Called by the recruiter, in turn; the end is the last call. */
    public interface News {

        /** Why it is over. */
        enum End {
            /** Everything is counted. */
            DONE,
            /** The master has ended before that. */
            MASTER_ENDED,
            /** The master's node has died, or cannot be reached any more. */
            MASTER_LOST,
            /** The master has not answered. */
            NOT_FOUND
        }

        /**
         * The master knows of this node.
         *
         * @param node what it calls it
         */
        void enlisted(String node);

        /**
         * A worker of this node has counted.
         *
         * @param counted what
         */
        void counted(Counted counted);

        /**
         * It is over.
         *
         * @param end why
         */
        void ended(End end);
    }

    /** To itself. */
    private enum Timer {
        ENLIST,
        GIVE_UP
    }

    /** From the program: there is no use in waiting any longer. */
    public enum Order {
        /** Do as if patience had ended. */
        GIVE_UP
    }

    private Recruiter(String master, int workers, Duration patience, News news) {
        this.master = master;
        this.workers = workers;
        this.patience = patience;
        this.news = news;
    }

    /**
     * How to create one.
     *
     * @param master path of the master, with its node's address
     * @param workers how many workers this node has room for
     * @param patience how long it looks for the master
     * @param news who wants to know
     * @return to be created as {@link #NAME}
     */
    public static Props props(String master, int workers, Duration patience, News news) {
        return Props.create(Recruiter.class, () -> new Recruiter(master, workers, patience, news));
    }

    @Override
    public void preStart() {
        getContext().getSystem().eventStream().subscribe(getSelf(), Counted.class);
        getTimers().startTimerAtFixedRate(Timer.ENLIST, Timer.ENLIST, Duration.ZERO, AGAIN);
        getTimers().startSingleTimer(Timer.GIVE_UP, Timer.GIVE_UP, patience);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .matchEquals(
                        Timer.ENLIST,
                        tick -> getContext().actorSelection(master).tell(new Enlist(getSelf(), workers), getSelf()))
                .match(Enlisted.class, this::enlisted)
                .match(Counted.class, news::counted)
                .match(Done.class, all -> done = true)
                .match(Terminated.class, this::masterEnded)
                .matchEquals(Timer.GIVE_UP, tick -> giveUp())
                .matchEquals(Order.GIVE_UP, order -> giveUp())
                .build();
    }

    private void enlisted(Enlisted answer) {
        if (found == null) {
            found = getSender();
            getTimers().cancelAll();
            getContext().watch(found);
            news.enlisted(answer.node());
        }
    }

    /** What the master has told before its end has come before the notice. */
    private void masterEnded(Terminated end) {
        if (done) {
            end(News.End.DONE);
        } else {
            end(end.addressTerminated() ? News.End.MASTER_LOST : News.End.MASTER_ENDED);
        }
    }

    private void giveUp() {
        if (found == null) {
            end(News.End.NOT_FOUND);
        }
    }

    private void end(News.End why) {
        news.ended(why);
        getContext().stop(getSelf());
    }
}
