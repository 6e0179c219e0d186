package io.garrick.samples.flight.saga;

import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A model of everything around one saga: the log, the four services with the effects that last, and the messages under
 * way. A message may be executed and answered late, after a crash of the worker that sent it, or its answer be lost.
 */
final class SagaWorld {

    enum Effect {
        NONE,
        DONE,
        UNDONE
    }

    private static final String DOWN = "-unavailable";

    private final boolean soldOut;
    private final boolean cardDeclined;
    private final boolean cancels;

    private final Map<Step, Effect> effects = new EnumMap<>(Step.class);
    private final List<Action> underWay = new ArrayList<>();
    private State log = State.RESERVING;
    private String logReason = "";
    private BookingSaga saga;
    private boolean wasBooked;

    SagaWorld(boolean soldOut, boolean cardDeclined, boolean cancels) {
        this.soldOut = soldOut;
        this.cardDeclined = cardDeclined;
        this.cancels = cancels;
        for (Step step : Step.values()) {
            effects.put(step, Effect.NONE);
        }
        restart();
    }

    /** The worker crashed: all that is known is in the log; what it sent stays under way. */
    void restart() {
        saga = new BookingSaga(log, logReason);
        boolean cancelNow = cancels && log == State.BOOKED;
        send(cancelNow ? saga.compensate(Outcome.CANCELLED_BY_CUSTOMER) : saga.proceed());
    }

    /** Every move that could happen now, by number of move. */
    int moves() {
        return 1 + 3 * underWay.size();
    }

    void move(int number) {
        if (number == 0) {
            restart();
        } else {
            Action action = underWay.get((number - 1) / 3);
            switch ((number - 1) % 3) {
                case 0 -> execute(action, true);
                case 1 -> execute(action, false);
                default -> send(saga.gaveUp(action));
            }
        }
    }

    private void execute(Action action, boolean answered) {
        underWay.remove(action);
        if (action instanceof Write write) {
            write(write, answered);
        } else if (action instanceof Do attempt) {
            attempt(attempt.step(), answered);
        } else if (action instanceof Undo undo) {
            effects.put(undo.step(), Effect.UNDONE);
            answer(action, answered);
        }
    }

    private void write(Write write, boolean answered) {
        if (write.replaces().contains(log)) {
            log = write.state();
            logReason = write.reason();
            wasBooked |= log == State.BOOKED;
        }
        if (log == write.state() && logReason.equals(write.reason())) {
            answer(write, answered);
        } else if (answered && saga.outstanding().contains(write)) {
            restart();
        }
    }

    private void attempt(Step step, boolean answered) {
        boolean refused = effects.get(step) == Effect.UNDONE
                || step == Step.RESERVE && soldOut
                || step == Step.PAY && cardDeclined;
        if (!refused) {
            effects.put(step, Effect.DONE);
            answer(new Do(step), answered);
        } else if (answered) {
            send(saga.refused(step, step == Step.PAY ? Outcome.PAYMENT_DECLINED : Outcome.SOLD_OUT));
        }
    }

    private void answer(Action action, boolean answered) {
        if (answered) {
            send(saga.done(action));
        }
    }

    /** Five messages under way are enough to have those of an old life and a new one together. */
    private void send(List<Action> actions) {
        for (Action action : actions) {
            if (!underWay.contains(action) && underWay.size() < 5) {
                underWay.add(action);
            }
        }
    }

    BookingSaga saga() {
        return saga;
    }

    State log() {
        return log;
    }

    String logReason() {
        return logReason;
    }

    boolean wasBooked() {
        return wasBooked;
    }

    Effect effect(Step step) {
        return effects.get(step);
    }

    /** Everything that decides what can happen next; the order of messages and the service that is down do not. */
    String key() {
        String messages =
                underWay.stream().map(Action::toString).sorted().toList().toString();
        return withoutWhoIsDown(log + logReason + effects + messages + wasBooked + saga);
    }

    /** By hand: millions of keys are made, and a pattern that begins with any letter is tried at every one of theirs. */
    private static String withoutWhoIsDown(String text) {
        StringBuilder without = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(DOWN); at >= 0; at = text.indexOf(DOWN, from)) {
            int name = at;
            while (name > from && text.charAt(name - 1) >= 'a' && text.charAt(name - 1) <= 'z') {
                name--;
            }
            without.append(text, from, name).append("down");
            from = at + DOWN.length();
        }
        return without.append(text, from, text.length()).toString();
    }
}
