package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorRef;
import io.garrick.samples.flight.actors.Messages.Ack;
import io.garrick.samples.flight.actors.Messages.Begin;
import io.garrick.samples.flight.actors.Messages.Bill;
import io.garrick.samples.flight.actors.Messages.BookingTask;
import io.garrick.samples.flight.actors.Messages.CancelTask;
import io.garrick.samples.flight.actors.Messages.Find;
import io.garrick.samples.flight.actors.Messages.Log;
import io.garrick.samples.flight.actors.Messages.Pay;
import io.garrick.samples.flight.actors.Messages.Promote;
import io.garrick.samples.flight.actors.Messages.Refund;
import io.garrick.samples.flight.actors.Messages.Release;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.Reserve;
import io.garrick.samples.flight.actors.Messages.Revoke;
import io.garrick.samples.flight.actors.Messages.StepRequest;
import io.garrick.samples.flight.actors.Messages.Task;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action;
import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.BookingSaga;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task in the hands of a worker: what the log said of its booking, the saga, and how often each request was tried. */
final class Job {

    private final Task task;
    private final ActorRef processor;
    private final Map<Request, Integer> tries = new HashMap<>();
    private @Nullable Booking booking;
    private @Nullable BookingSaga saga;

    Job(Task task, ActorRef processor) {
        this.task = task;
        this.processor = processor;
    }

    Task task() {
        return task;
    }

    ActorRef processor() {
        return processor;
    }

    String bookingId() {
        return task.bookingId();
    }

    /** The request before all others. */
    Request opening() {
        return task instanceof BookingTask fresh ? new Begin(fresh.booking()) : new Find(task.bookingId());
    }

    /** Starts, or starts anew, from what the log says. */
    List<Action> startSaga(Entry entry) {
        booking = entry.booking();
        saga = new BookingSaga(entry.state(), entry.reason());
        return task instanceof CancelTask cancel ? saga.compensate(cancel.reason()) : saga.proceed();
    }

    BookingSaga saga() {
        return opened(saga);
    }

    boolean concerns(Ack ack) {
        return ack.bookingId().equals(task.bookingId());
    }

    /** Whether a request is still to be answered; if not, it is not worth another try. */
    boolean waitsFor(Request request) {
        if (saga == null) {
            return request.equals(opening());
        }
        return request instanceof StepRequest step
                && step.booking().id().equals(bookingId())
                && saga.outstanding().contains(step.action());
    }

    /** Every request that is to be answered. */
    List<StepRequest> requests() {
        return saga().outstanding().stream().map(this::request).toList();
    }

    int countTry(Request request) {
        return tries.merge(request, 1, Integer::sum);
    }

    StepRequest request(Action action) {
        Booking subject = opened(booking);
        if (action instanceof Write write) {
            return new Log(subject, write);
        }
        return action instanceof Do step ? doing(subject, step.step()) : undoing(subject, ((Undo) action).step());
    }

    private StepRequest doing(Booking subject, Step step) {
        return switch (step) {
            case RESERVE -> new Reserve(subject);
            case PAY -> new Pay(subject, ((BookingTask) task).card());
            case PROMOTE -> new Promote(subject);
            case BILL -> new Bill(subject);
        };
    }

    private static StepRequest undoing(Booking subject, Step step) {
        return switch (step) {
            case RESERVE -> new Release(subject);
            case PAY -> new Refund(subject);
            case PROMOTE -> new Revoke(subject);
            case BILL -> throw new IllegalArgumentException("a mail cannot be taken back: booking=" + subject.id());
        };
    }

    private static <T> T opened(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the log has not answered yet");
        }
        return value;
    }
}
