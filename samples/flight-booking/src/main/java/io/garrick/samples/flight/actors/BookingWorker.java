package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Ack;
import io.garrick.samples.flight.actors.Messages.BillAck;
import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.Found;
import io.garrick.samples.flight.actors.Messages.LogAck;
import io.garrick.samples.flight.actors.Messages.PayAck;
import io.garrick.samples.flight.actors.Messages.PromAck;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.ResAck;
import io.garrick.samples.flight.actors.Messages.StepRequest;
import io.garrick.samples.flight.actors.Messages.Task;
import io.garrick.samples.flight.actors.Messages.TaskAck;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.actors.Messages.UnknownBooking;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.saga.Action;
import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Entry;
import io.garrick.samples.flight.store.SeatStore;
import java.time.Duration;
import java.util.List;

/**
 * Works on one booking at a time: data parallelism is that there are many workers, task parallelism that the services
 * work side by side. What to do next is said by the saga, not here; a worker carries it out, asks again when a service
 * crashed, and after {@value #MOST_TRIES} times gives up. It may crash at any point: the processor sends
 * the task again, and the booking log says how far it had come.
 */
final class BookingWorker extends BookingActor {

    private static final int MOST_TRIES = 8;

    /** So many tries come at once: a crash is over when the answer to it arrives. */
    private static final int PROMPT_TRIES = 2;

    private static final Duration FIRST_DELAY = Duration.ofMillis(20);

    /** After this time without an end, everything that is not answered is asked again. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    private enum Tick {
        STALLED
    }

    private record Again(Request request) {}

    private final Services services;
    private final Receive idle = receiveBuilder()
            .match(Task.class, this::start)
            .match(Ack.class, late -> {})
            .match(Crashed.class, late -> {})
            .build();

    private BookingWorker(Fate fate, Services services) {
        super("booking-worker", fate);
        this.services = services;
    }

    static Props props(Fate fate, Services services) {
        return Props.create(BookingWorker.class, () -> new BookingWorker(fate, services));
    }

    @Override
    public Receive createReceive() {
        return idle;
    }

    /** First of all, the log is asked how far this booking has come. */
    private void start(Task task) {
        Job job = new Job(task, sender());
        getTimers().startTimerWithFixedDelay(Tick.STALLED, Tick.STALLED, STALLED);
        getContext().become(opening(job));
        ask(job.opening());
    }

    private Receive opening(Job job) {
        return receiveBuilder()
                .match(Found.class, job::concerns, found -> proceed(job, found.entry()))
                .match(UnknownBooking.class, job::concerns, unknown -> finish(job, unknown))
                .match(Tick.class, tick -> tryAgain(job, job.opening()))
                .build()
                .orElse(always(job));
    }

    private Receive working(Job job) {
        return receiveBuilder()
                .match(ResAck.class, job::concerns, ack -> reserved(job, ack.answer()))
                .match(PayAck.class, job::concerns, ack -> paid(job, ack.answer()))
                .match(PromAck.class, job::concerns, ack -> promoted(job, ack.granted()))
                .match(
                        BillAck.class,
                        job::concerns,
                        ack -> perform(job, job.saga().done(new Do(Step.BILL))))
                .match(
                        UndoAck.class,
                        job::concerns,
                        ack -> perform(job, job.saga().done(new Undo(ack.step()))))
                .match(LogAck.class, job::concerns, ack -> logged(job, ack))
                .match(Tick.class, tick -> job.requests().forEach(request -> tryAgain(job, request)))
                .build()
                .orElse(always(job));
    }

    /** Whatever the worker waits for, requests may fail, and answers to earlier ones may come late. */
    private Receive always(Job job) {
        return receiveBuilder()
                .match(Crashed.class, crashed -> tryAgain(job, crashed.request()))
                .match(Again.class, again -> job.waitsFor(again.request()), again -> ask(again.request()))
                .match(Again.class, late -> {})
                .match(Ack.class, late -> {})
                .match(Task.class, late -> {})
                .build();
    }

    private void proceed(Job job, Entry entry) {
        List<Action> first = job.startSaga(entry);
        getContext().become(working(job));
        perform(job, first);
    }

    private void reserved(Job job, SeatStore.Answer answer) {
        perform(
                job,
                switch (answer) {
                    case HELD -> job.saga().done(new Do(Step.RESERVE));
                    case SOLD_OUT -> job.saga().refused(Step.RESERVE, Outcome.SOLD_OUT);
                    case RELEASED -> job.saga().refused(Step.RESERVE, Outcome.INTERRUPTED_BY_END);
                });
    }

    private void paid(Job job, BankClient.Answer answer) {
        perform(
                job,
                switch (answer) {
                    case PAID -> job.saga().done(new Do(Step.PAY));
                    case DECLINED -> job.saga().refused(Step.PAY, Outcome.PAYMENT_DECLINED);
                    case REFUNDED -> job.saga().refused(Step.PAY, Outcome.INTERRUPTED_BY_END);
                });
    }

    private void promoted(Job job, boolean granted) {
        Do promote = new Do(Step.PROMOTE);
        perform(job, granted ? job.saga().done(promote) : job.saga().refused(Step.PROMOTE, Outcome.INTERRUPTED_BY_END));
    }

    /** If the log says something else than what was to be written, this worker is behind, and starts from there. */
    private void logged(Job job, LogAck ack) {
        if (ack.entry().says(ack.written())) {
            perform(job, job.saga().done(ack.written()));
        } else if (job.saga().outstanding().contains(ack.written())) {
            perform(job, job.startSaga(ack.entry()));
        }
    }

    private void perform(Job job, List<Action> actions) {
        actions.forEach(action -> ask(job.request(action)));
        job.saga().outcome().ifPresent(outcome -> finish(job, new BookAck(job.bookingId(), outcome)));
    }

    private void ask(Request request) {
        services.inChargeOf(request).tell(request, self());
    }

    private void tryAgain(Job job, Request request) {
        if (!job.waitsFor(request)) {
            return;
        }
        int tries = job.countTry(request);
        if (tries <= PROMPT_TRIES) {
            ask(request);
        } else if (tries <= MOST_TRIES) {
            Duration delay = FIRST_DELAY.multipliedBy(1L << (tries - PROMPT_TRIES - 1));
            getTimers().startSingleTimer(request, new Again(request), delay);
        } else if (request instanceof StepRequest step) {
            perform(job, job.saga().gaveUp(step.action()));
        } else {
            Outcome outcome = new Outcome(Status.INTERRUPTED, Outcome.INTERRUPTED_BY_END);
            finish(job, new BookAck(job.bookingId(), outcome));
        }
    }

    private void finish(Job job, Object answer) {
        getTimers().cancelAll();
        job.processor().tell(new TaskAck(job.task(), answer), self());
        getContext().become(idle);
    }
}
