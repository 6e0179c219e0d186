package io.garrick.samples.flight.saga;

import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome.Status;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One booking on its way through the four services: the pattern called saga (H. Garcia-Molina and K. Salem, 1987), with
 * compensation in place of a transaction that spans two databases, a bank and a mail server.
 *
 * <p>Events go in, actions come out. The machine starts from what the booking log says, so whoever crashes half-way
 * starts a new one from there; an action may be carried out any number of times and its answer may come any number of
 * times, early or late: only the first answer to an action that is {@linkplain #outstanding() outstanding} counts.
 * Order: reserve; then pay and promote, side by side; then bill, which alone cannot be undone.
 *
 * <p>Not thread-safe: it belongs to one worker.
 */
public final class BookingSaga {

    private final Set<Action> outstanding = new LinkedHashSet<>();
    private final Set<Step> refused = EnumSet.noneOf(Step.class);

    private State recorded;
    private String reason;
    private Set<Step> tried;
    private boolean undoneInPart;
    private Optional<Outcome> outcome = Optional.empty();

    /**
     * Starts from what is recorded.
     *
     * @param recorded the state in the booking log; for a new booking {@link State#RESERVING}
     * @param reason   the reason in the booking log, empty if there is none
     */
    public BookingSaga(State recorded, String reason) {
        this.recorded = recorded;
        this.reason = reason;
        this.tried = triedIn(recorded);
    }

    /**
     * Goes on with the booking from where it stands.
     *
     * @return what to do first; empty if the saga is over
     */
    public List<Action> proceed() {
        return enter(recorded);
    }

    /**
     * Undoes the booking from wherever it stands. What is undone or being undone already stays as it is, and so does
     * what is booked, unless its customer cancels.
     *
     * @param why the reason to record: for a booked one {@link Outcome#CANCELLED_BY_CUSTOMER} makes it cancelled,
     *            anything else declined
     * @return what to do first; empty if nothing is left to undo
     */
    public List<Action> compensate(String why) {
        return switch (recorded) {
            case RESERVING, PAYING, BILLING -> undo(why);
            case BOOKED -> why.equals(Outcome.CANCELLED_BY_CUSTOMER) ? undo(why) : enter(recorded);
            case UNDOING, DECLINED, CANCELLED -> enter(recorded);
        };
    }

    /**
     * An action was carried out. An answer to anything that is not outstanding is ignored.
     *
     * @param action what was done
     * @return what to do next; empty while other answers are missing, and at the end
     */
    public List<Action> done(Action action) {
        if (!outstanding.remove(action)) {
            return List.of();
        }
        if (action instanceof Write written) {
            recorded = written.state();
            return enter(recorded);
        }
        if (!outstanding.isEmpty()) {
            return List.of();
        }
        return action instanceof Undo ? undoneAll() : doneAll();
    }

    /**
     * The service said no, and will always say no: sold out, or the card is declined.
     *
     * @param step the step that was refused
     * @param why  the reason for the customer
     * @return what to do next
     */
    public List<Action> refused(Step step, String why) {
        if (!outstanding.contains(new Do(step))) {
            return List.of();
        }
        refused.add(step);
        return undo(why);
    }

    /**
     * A service, or the booking log, stays down: no more tries of this action. What can be undone is undone, so that a
     * bank that is down holds no seats; what cannot even be undone is left to the next start.
     *
     * @param action the action that kept failing
     * @return what to do next; empty if the saga is over
     */
    public List<Action> gaveUp(Action action) {
        if (!outstanding.contains(action)) {
            return List.of();
        }
        if (action instanceof Do failed) {
            return undo(Outcome.unavailable(failed.step()));
        }
        if (action instanceof Undo) {
            outstanding.remove(action);
            undoneInPart = true;
            return outstanding.isEmpty() ? undoneAll() : List.of();
        }
        return interrupted();
    }

    /**
     * The actions that have not been answered, in the order in which they were given. Carrying them out again is
     * always right.
     *
     * @return a copy
     */
    public List<Action> outstanding() {
        return List.copyOf(outstanding);
    }

    /**
     * How it ended.
     *
     * @return empty until the saga is over
     */
    public Optional<Outcome> outcome() {
        return outcome;
    }

    /** All that it will ever act on, so that a test can tell two states apart. */
    @Override
    public String toString() {
        return "BookingSaga[recorded=" + recorded + ", reason=" + reason + ", outstanding=" + outstanding + ", tried="
                + tried + ", undoneInPart=" + undoneInPart + ", outcome=" + outcome + "]";
    }

    private List<Action> enter(State state) {
        return switch (state) {
            case RESERVING -> act(new Do(Step.RESERVE));
            case PAYING -> act(new Do(Step.PAY), new Do(Step.PROMOTE));
            case BILLING -> act(new Do(Step.BILL));
            case UNDOING -> undoAll();
            case BOOKED -> end(Status.BOOKED, "");
            case DECLINED -> end(Status.DECLINED, reason);
            case CANCELLED -> end(Status.CANCELLED, reason);
        };
    }

    private List<Action> doneAll() {
        return switch (recorded) {
            case RESERVING -> act(new Write(State.PAYING, ""));
            case PAYING -> act(new Write(State.BILLING, ""));
            case BILLING -> act(new Write(State.BOOKED, ""));
            default -> throw new IllegalStateException("no step is done in this state: state=" + recorded);
        };
    }

    /** Records first that all is to be undone: after that no crash can turn the saga forward again. */
    private List<Action> undo(String why) {
        reason = why;
        tried = triedIn(recorded);
        tried.removeAll(refused);
        outstanding.clear();
        return tried.isEmpty() ? act(new Write(State.DECLINED, why)) : act(new Write(State.UNDOING, why));
    }

    /** Side by side: no step's undoing needs another's. */
    private List<Action> undoAll() {
        undoneInPart = false;
        return act(tried.stream().map(Undo::new).toArray(Action[]::new));
    }

    private List<Action> undoneAll() {
        if (undoneInPart) {
            return interrupted();
        }
        boolean cancelled = reason.equals(Outcome.CANCELLED_BY_CUSTOMER);
        return act(new Write(cancelled ? State.CANCELLED : State.DECLINED, reason));
    }

    private List<Action> act(Action... actions) {
        List<Action> next = List.of(actions);
        outstanding.addAll(next);
        return next;
    }

    private List<Action> interrupted() {
        return end(Status.INTERRUPTED, reason.isEmpty() ? Outcome.INTERRUPTED_BY_END : reason);
    }

    private List<Action> end(Status status, String why) {
        outstanding.clear();
        outcome = Optional.of(new Outcome(status, why));
        return List.of();
    }

    /** What may have been done when a state is found in the log, and can be undone. */
    private static Set<Step> triedIn(State state) {
        return switch (state) {
            case RESERVING -> EnumSet.of(Step.RESERVE);
            case PAYING, BILLING, BOOKED, UNDOING -> EnumSet.of(Step.RESERVE, Step.PAY, Step.PROMOTE);
            case DECLINED, CANCELLED -> EnumSet.noneOf(Step.class);
        };
    }
}
