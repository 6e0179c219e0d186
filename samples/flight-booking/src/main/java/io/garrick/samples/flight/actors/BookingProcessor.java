package io.garrick.samples.flight.actors;

import static io.garrick.supervision.SupervisorStrategy.restart;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.BookingTask;
import io.garrick.samples.flight.actors.Messages.Busy;
import io.garrick.samples.flight.actors.Messages.Cancel;
import io.garrick.samples.flight.actors.Messages.CancelTask;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.FindUnfinished;
import io.garrick.samples.flight.actors.Messages.RollCall;
import io.garrick.samples.flight.actors.Messages.Show;
import io.garrick.samples.flight.actors.Messages.Task;
import io.garrick.samples.flight.actors.Messages.TaskAck;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The parent of workers and services. It hands each task to a worker that has nothing to do, keeps its own copy until
 * the {@link BookAck}, and sends that again after a crash of the worker or a time-out.
 *
 * <p>When the processor itself crashes, its whole tree is stopped and made anew. Before that it tells the tasks that it
 * keeps to itself: a mailbox survives its actor.
 */
final class BookingProcessor extends BookingActor {

    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** A task that is not acknowledged after so many sweeps is sent again. */
    private static final int OVERDUE_SWEEPS = 30;

    /** A task, who asked for it, and since when a worker has it. */
    private static final class Open {

        private final Task task;
        private final Set<ActorRef> customers = new LinkedHashSet<>();
        private int sweeps;

        private Open(Task task) {
            this.task = task;
        }
    }

    private enum Tick {
        SWEEP
    }

    /** What a processor that crashes leaves to the one that it becomes. */
    private record Legacy(List<Open> kept) {}

    private final Services services;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Queue<Open> waiting = new ArrayDeque<>();
    private final Map<ActorRef, Open> busy = new LinkedHashMap<>();
    private final Queue<ActorRef> idle = new ArrayDeque<>();

    private BookingProcessor(Fate fate, Staff staff) {
        super("booking-processor", fate);
        this.services = staff.hireServices(getContext(), fate);
        for (int number = 1; number <= staff.workers(); number++) {
            idle.add(getContext().actorOf(BookingWorker.props(fate, services), "worker-" + number));
        }
        getTimers().startTimerWithFixedDelay(Tick.SWEEP, Tick.SWEEP, SWEEP);
    }

    static Props props(Fate fate, Staff staff) {
        return Props.create(BookingProcessor.class, () -> new BookingProcessor(fate, staff));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(BookingTask.class, task -> accept(task, sender()))
                .match(CancelTask.class, task -> accept(task, sender()))
                .match(TaskAck.class, ack -> ended(ack.task(), ack.answer()))
                .match(Cancel.class, this::cancel)
                .match(Show.class, show -> services.log().forward(show, getContext()))
                .match(FindUnfinished.class, find -> services.log().forward(find, getContext()))
                .match(RollCall.class, call -> services.payments().forward(call, getContext()))
                .match(Legacy.class, legacy -> legacy.kept().forEach(this::inherit))
                .match(Tick.class, tick -> sweep())
                .match(Crashed.class, crashed -> {}) // a worker's; its supervisor knows already
                .build();
    }

    /** Its supervisor restarts the actor and resends the message. */
    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(cause -> {
            Optional.ofNullable(busy.get(sender())).ifPresent(task -> send(task, sender()));
            return restart();
        });
    }

    /** One legacy makes one, never two: else processors that crash often would bequeath more than they can inherit. */
    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        Set<Open> kept = new LinkedHashSet<>(open.values());
        message.filter(Legacy.class::isInstance).ifPresent(legacy -> kept.addAll(((Legacy) legacy).kept()));
        if (!kept.isEmpty()) {
            self().tell(new Legacy(List.copyOf(kept)), self());
        }
        super.preRestart(reason, message);
    }

    private void accept(Task task, ActorRef customer) {
        Open fresh = new Open(task);
        fresh.customers.add(customer);
        inherit(fresh);
    }

    /** If the task is open already, it was asked for again, and all who asked get the answer. */
    private void inherit(Open kept) {
        Open known = open.putIfAbsent(kept.task.bookingId(), kept);
        if (known != null) {
            known.customers.addAll(kept.customers);
            return;
        }
        waiting.add(kept);
        assign();
    }

    private void cancel(Cancel cancel) {
        Open known = open.get(cancel.bookingId());
        if (known != null && known.task instanceof BookingTask) {
            reply(new Busy(cancel.bookingId()));
        } else {
            accept(new CancelTask(cancel.bookingId(), cancel.reason()), sender());
        }
    }

    /**
     * The answer may come from a worker of an earlier life, or to a copy that was sent after a crash: then that worker
     * has another task by now, which it had no ear for, and is sent it again. Or the customer has cancelled meanwhile
     * what was booked: the answer to the booking is none to that.
     */
    private void ended(Task task, Object answer) {
        Open done = open.get(task.bookingId());
        if (done != null && done.task.equals(task)) {
            open.remove(task.bookingId());
            done.customers.forEach(customer -> customer.tell(answer, self()));
            waiting.remove(done);
        }
        Open has = busy.get(sender());
        if (has != null && has.task.equals(task)) {
            busy.remove(sender());
            idle.add(sender());
        } else if (has != null) {
            send(has, sender());
        }
        assign();
    }

    private void assign() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Open next = waiting.remove();
            ActorRef worker = idle.remove();
            busy.put(worker, next);
            send(next, worker);
        }
    }

    private void send(Open next, ActorRef worker) {
        next.sweeps = 0;
        worker.tell(next.task, self());
    }

    private void sweep() {
        busy.forEach((worker, task) -> {
            if (++task.sweeps >= OVERDUE_SWEEPS) {
                send(task, worker);
            }
        });
    }
}
