package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A selection of one system. Walks the tree from its anchor in the calling thread: each step down takes the lock of one parent's children, for one
 * look into the table or for a snapshot of the list; nothing is matched and nobody is told under it.
 */
final class Selection implements ActorSelection {

    private final LocalSystem system;
    private final InternalRef anchor;
    private final SelectionPath path;

    private Selection(LocalSystem system, InternalRef anchor, SelectionPath path) {
        this.system = system;
        this.anchor = anchor;
        this.path = path;
    }

    /** A selection made at some actor. */
    static Selection of(LocalSystem system, LocalRef here, String text) {
        SelectionPath path = SelectionPath.parse(text);
        if (path.address != null && !system.remote().isLocal(path.address)) {
            return new Selection(system, system.remote().remote(ActorPath.root(path.address)), path);
        }
        if (!path.absolute && path.begins(SelectionPath.PARENT) && here.parent() instanceof FarParent above) {
            return new Selection(system, above, path.behind(1));
        }
        return path.absolute ? absolute(system, path) : new Selection(system, here, path);
    }

    /** Of one place, whatever its names look like. */
    static Selection of(LocalSystem system, ActorPath place) {
        return absolute(system, SelectionPath.of(place));
    }

    /** What lives here and has its parent on another node is below no actor of this one. */
    private static Selection absolute(LocalSystem system, SelectionPath path) {
        LocalRef deployed =
                path.begins(FarPlace.ROOT) ? system.remote().deployments().above(path.elements, path.uid) : null;
        return deployed == null
                ? new Selection(system, system.rootGuardian(), path)
                : new Selection(
                        system, deployed, path.behind(deployed.path().elements().size()));
    }

    /** Whether only another node knows who is meant. */
    boolean isRemote() {
        return anchor instanceof RemoteRef;
    }

    /** The rest of the way, where it leads below a child that lives on another node; null where it does not. */
    @Nullable
    Selection beyond() {
        ActorRef at = isHere() && system.remote().deployments().areAnyAway() ? anchor : null;
        int steps = 0;
        while (at != null && !(at instanceof DeployedRef) && steps < path.elements.size()) {
            String element = path.elements.get(steps++);
            boolean down = !element.equals(SelectionPath.PARENT) && !SelectionPath.isWildcard(element);
            at = down ? child(at, element) : null;
        }
        return at instanceof DeployedRef && steps < path.elements.size()
                ? new Selection(system, (DeployedRef) at, path.behind(steps))
                : null;
    }

    private boolean isHere() {
        return anchor instanceof LocalRef;
    }

    // ---------------------------------------------------------------- who is there

    /** Whom the selection means now, each once. */
    List<ActorRef> find() {
        if (path.wildcards) {
            return matches();
        }
        ActorRef only = only();
        return only == null ? List.of() : List.of(only);
    }

    /** Whom a selection without wildcards means. */
    @Nullable
    ActorRef only() {
        ActorRef at = isHere() ? anchor : null;
        for (String element : path.elements) {
            at = at == null ? null : element.equals(SelectionPath.PARENT) ? parent(at) : child(at, element);
        }
        return at != null && isMeant(at) ? at : null;
    }

    private List<ActorRef> matches() {
        Set<ActorRef> level = isHere() ? Set.of(anchor) : Set.of();
        for (String element : path.elements) {
            Set<ActorRef> next = new LinkedHashSet<>(); // siblings have one parent
            for (ActorRef at : level) {
                step(at, element, next::add);
            }
            level = next;
        }
        return level.stream().filter(this::isMeant).toList();
    }

    private void step(ActorRef at, String element, Consumer<ActorRef> found) {
        if (SelectionPath.isWildcard(element)) {
            for (ActorRef child : system.children(at)) {
                if (SelectionPath.matches(element, ((LocalRef) child).name())) {
                    found.accept(child);
                }
            }
            return;
        }
        ActorRef one = element.equals(SelectionPath.PARENT) ? parent(at) : child(at, element);
        if (one != null) {
            found.accept(one);
        }
    }

    private boolean isMeant(ActorRef found) {
        return path.uid == ActorPath.NO_UID || ((InternalRef) found).uid() == path.uid;
    }

    /** What is above; the root is above itself. */
    private ActorRef parent(ActorRef at) {
        InternalRef above = at instanceof LocalRef ? ((LocalRef) at).parent() : system.rootGuardian();
        return above instanceof LocalRef ? above : at;
    }

    @Nullable
    private ActorRef child(ActorRef at, String name) {
        ActorCell cell = at instanceof LocalRef ? ((LocalRef) at).laCell() : null;
        Children children = cell == null ? null : cell.childrenOrNull();
        ActorCell child = children == null ? null : children.find(name);
        if (child != null) {
            return child.ref();
        }
        boolean deadLetters = at == system.rootGuardian()
                && name.equals(system.deadLetters().path().name());
        return deadLetters ? system.deadLetters() : null;
    }

    private NowhereRef nowhere() {
        return new NowhereRef(system, path.from(anchor.path()));
    }

    // ---------------------------------------------------------------- the API

    @Override
    public void tell(Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw InvalidMessageException.nullMessage(nowhere());
        }
        if (isRemote()) {
            ((RemoteRef) anchor).select(path.from(anchor.path()), message, sender);
            return;
        }
        Selection beyond = beyond();
        if (beyond != null) {
            ((DeployedRef) beyond.anchor).select(beyond.path.from(beyond.anchor.path()), message, sender);
            return;
        }
        if (!path.wildcards) {
            ActorRef only = only();
            (only == null ? nowhere() : only).tell(message, sender);
            return;
        }
        List<ActorRef> all = matches();
        if (all.isEmpty()) {
            nowhere().tell(message, sender);
        }
        for (ActorRef one : all) {
            tellOneOfMany(one, message, sender);
        }
    }

    /** The sender cannot know who was meant, and the others shall have their message. */
    private void tellOneOfMany(ActorRef one, Object message, @Nullable ActorRef sender) {
        try {
            one.tell(message, sender);
        } catch (MailboxFullException full) {
            ActorRef from = sender == null ? system.deadLetters() : sender;
            system.deadLetter(new DeadLetter(message, from, one, DeadLetter.Reason.OVERFLOW));
        }
    }

    @Override
    public CompletionStage<ActorRef> resolveOne(Duration timeout) {
        return Resolution.start(system, this, Durations.positive("timeout", timeout));
    }

    @Override
    public ActorRef anchor() {
        return anchor;
    }

    @Override
    public List<String> path() {
        return path.elements;
    }

    @Override
    public String toSerializationFormat() {
        String above = anchor.path().elements().isEmpty()
                ? anchor.path().address().toString()
                : anchor.path().toString();
        return path.elements.isEmpty() ? anchor.path() + path.end() : above + pathString() + path.end();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection
                && anchor.equals(((Selection) other).anchor)
                && path.elements.equals(((Selection) other).path.elements)
                && path.uid == ((Selection) other).path.uid;
    }

    @Override
    public int hashCode() {
        return anchor.hashCode() * 31 + path.elements.hashCode();
    }

    @Override
    public String toString() {
        return "ActorSelection[" + toSerializationFormat() + "]";
    }
}
