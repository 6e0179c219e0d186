package io.garrick.actor.internal;

import io.garrick.actor.ActorSnapshot;
import io.garrick.actor.ActorSnapshot.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads cells for a snapshot (Q10). On the thread that asks: every field is read once, as its owner last wrote it, so the answer is an estimate while
 * actors run; in return nobody counts or publishes anything for it that he would not otherwise.
 */
final class Snapshots {

    private Snapshots() {}

    static ActorSnapshot of(ActorCell cell) {
        CellExtras extras = cell.extrasOrNull();
        Object current = cell.currentMessage();
        Throwable failure = extras == null ? null : extras.lastFailure;
        return new ActorSnapshot(
                cell.ref().path(),
                cell.props().actorClass(),
                state(cell),
                cell.queuedMessages(),
                cell.takenMessages(),
                extras == null ? 0 : extras.failures,
                extras == null ? 0 : extras.generation,
                Optional.ofNullable(current).map(Object::getClass),
                Optional.ofNullable(failure).map(FailureLog::text),
                children(cell));
    }

    private static List<ActorSnapshot> children(ActorCell cell) {
        Children children = cell.childrenOrNull();
        if (children == null) {
            return List.of();
        }
        List<ActorSnapshot> snapshots = new ArrayList<>();
        children.refs().forEach(child -> add((LocalRef) child, snapshots));
        if (cell.ref() == cell.system().rootGuardian()) {
            cell.system().remote().deployments().cells().forEach(each -> snapshots.add(of(each)));
        }
        return List.copyOf(snapshots);
    }

    private static void add(LocalRef child, List<ActorSnapshot> snapshots) {
        ActorCell living = child.laCell();
        if (living != null) {
            snapshots.add(of(living));
        }
    }

    private static State state(ActorCell cell) {
        if (cell.ref() instanceof DeployedRef) {
            return State.ALIVE; // as far as is known here
        }
        if (cell.has(Lifecycle.ENDING)) {
            return State.STOPPING;
        }
        if (cell.has(Lifecycle.REBUILDING | Lifecycle.REPLACING | Lifecycle.DOWN)) {
            return State.RESTARTING;
        }
        if (cell.has(Lifecycle.SELF_SUSPENDED | Lifecycle.PARENT_SUSPENDED)) {
            return State.SUSPENDED;
        }
        return cell.hasInstance() ? State.ALIVE : State.STARTING;
    }
}
