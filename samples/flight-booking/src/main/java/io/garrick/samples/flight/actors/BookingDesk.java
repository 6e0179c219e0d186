package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSnapshot;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSettings.Kind;
import io.garrick.pattern.AskTimeoutException;
import io.garrick.pattern.Patterns;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.RollCall;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Chaos;
import io.garrick.samples.flight.chaos.Rescues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The customers' side of the counter: starts the actors and asks them. It keeps each request until it is answered, and
 * asks again when an actor crashed with it or nobody answered in time. Safe for any thread.
 */
public final class BookingDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_TRIES = 20;

    /** What paths of our actors begin with; the others are the runtime's. */
    private static final String USERS = "/user/";

    /** Longer than a call of a service may block. */
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(BookingDesk.class);

    private final ActorSystem system;
    private final ActorRef office;

    private BookingDesk(ActorSystem system, ActorRef office) {
        this.system = system;
        this.office = office;
    }

    /**
     * Starts the actors.
     *
     * @param staff      who works and with what
     * @param threads    how many threads the actors that do not block share
     * @param chaos      decides who crashes when
     * @param casualties counts it
     * @param rescues    counts how they were helped
     * @return the open desk
     */
    public static BookingDesk open(Staff staff, int threads, Chaos chaos, Casualties casualties, Rescues rescues) {
        return open(ActorSystem.create("flight-booking", settings(threads)), staff, chaos, casualties, rescues);
    }

    private static SystemSettings settings(int threads) {
        return SystemSettings.defaults()
                .withDefaultDispatcher(
                        DispatcherSettings.of(SystemSettings.DEFAULT_DISPATCHER).withParallelism(threads))
                .withDispatcher(DispatcherSettings.of(Staff.BLOCKING).withKind(Kind.PINNED))
                .withShutdownTimeout(LONGEST_SHUTDOWN)
                .withCoordinatedShutdown(
                        CoordinatedShutdownSettings.defaults() // Ctrl-C is the program's, which wants a report
                                .withRunByJvmShutdownHook(false));
    }

    /**
     * Starts the actors in a system that is there already, be it a rehearsed one.
     *
     * @param system     where; has a dispatcher for actors that block, called {@link Staff#BLOCKING}
     * @param staff      who works and with what
     * @param chaos      decides who crashes when
     * @param casualties counts it
     * @param rescues    counts how they were helped
     * @return the open desk, which closes the system
     */
    public static BookingDesk open(
            ActorSystem system, Staff staff, Chaos chaos, Casualties casualties, Rescues rescues) {
        ActorRef returned = system.actorOf(ReturnedMail.props(rescues), "returned-mail");
        system.eventStream().subscribe(returned, DeadLetter.Reason.POISON);
        BookingActor.Fate fate = new BookingActor.Fate(chaos, casualties, rescues);
        return new BookingDesk(system, system.actorOf(BookingOffice.props(fate, staff), "booking-office"));
    }

    /**
     * Asks the actors.
     *
     * @param request the request; asking it again must mean the same
     * @return what they answer; fails with {@link NoAnswerException} if they do not, in spite of many tries
     */
    public CompletionStage<Object> ask(Request request) {
        return ask(request, 1);
    }

    /**
     * Every actor of the sample.
     *
     * @return their paths, parents before children
     */
    public CompletionStage<List<String>> actors() {
        return ask(new RollCall()).thenApply(present -> {
            List<String> paths = new ArrayList<>();
            collect(system.snapshot().root(), paths);
            return paths.stream().filter(path -> path.startsWith(USERS)).toList();
        });
    }

    private static void collect(ActorSnapshot actor, List<String> paths) {
        paths.add(actor.path().toStringWithoutAddress());
        actor.children().forEach(child -> collect(child, paths));
    }

    /**
     * Does something again and again until the desk closes.
     *
     * @param interval time between two runs
     * @param task     what to do; short
     * @return ends it
     */
    public Cancellable every(Duration interval, Runnable task) {
        return system.scheduler().scheduleWithFixedDelay(interval, interval, task, system.dispatcher());
    }

    /** Ends all actors; what they have in hand stays as it is. An actor that does not end in time is logged. */
    @Override
    public void close() {
        try {
            system.close();
        } catch (IllegalStateException stillAlive) {
            LOG.warn("closed with actors alive: cause={}", stillAlive.getMessage());
        }
    }

    private CompletionStage<Object> ask(Request request, int tries) {
        return Patterns.ask(office, request, PATIENCE)
                .handle((answer, failure) -> {
                    boolean again = failure == null ? answer instanceof Crashed : isTimeOut(failure);
                    if (again) {
                        return tries < MOST_TRIES
                                ? ask(request, tries + 1)
                                : CompletableFuture.failedStage(new NoAnswerException(request, tries));
                    }
                    return failure == null
                            ? CompletableFuture.completedStage(answer)
                            : CompletableFuture.failedStage(failure);
                })
                .thenCompose(stage -> stage);
    }

    private static boolean isTimeOut(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AskTimeoutException;
    }
}
