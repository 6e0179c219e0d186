package io.garrick.actor.internal;

import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Siblings;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An actor's children as its supervision sees them. Runner of the parent only. */
final class ChildrenInOrder implements Siblings<LocalRef> {

    private final ActorCell parent;

    ChildrenInOrder(ActorCell parent) {
        this.parent = parent;
    }

    @Override
    public Iterator<LocalRef> oldestFirst() {
        return new Walk(parent.extras().children(parent), true);
    }

    @Override
    public Iterator<LocalRef> youngestFirst() {
        return new Walk(parent.extras().children(parent), false);
    }

    @Override
    public ChildKind kind(LocalRef child) {
        ActorCell living = child.laCell();
        ChildKind ofAll = parent.extras().supervision().kind();
        return living == null ? ofAll : living.props().kind().orElse(ofAll);
    }

    /** Skips children that have ended, as far as that can be seen; one that has ended beside it ends it when it goes against the order of start. */
    static final class Walk implements Iterator<LocalRef> {
        private final Children children;
        private final boolean younger;

        @Nullable
        private ActorCell next;

        Walk(Children children, boolean younger) {
            this.children = children;
            this.younger = younger;
            this.next = children.beside(null, younger);
        }

        @Override
        public boolean hasNext() {
            while (next != null && !children.contains(next)) {
                next = children.beside(next, younger);
            }
            return next != null;
        }

        /** Does not look again: a child may end by itself between the two calls. */
        @Override
        public LocalRef next() {
            ActorCell child = next;
            if (child == null) {
                throw new NoSuchElementException();
            }
            next = children.beside(child, younger);
            return child.ref();
        }
    }
}
