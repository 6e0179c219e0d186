package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.InvalidActorNameException;
import io.garrick.actor.spi.RemoteRefProvider.Rules;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.SupervisorStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of one actor: an intrusive list in order of start, and an open-addressed table (linear probing, deletion by shifting back; Knuth
 * 6.4 R) from name or number to child. Made with the first child.
 *
 * <p>One lock, this object's monitor, never held over user code, a send or a hook. Writers: the parent's runner; {@code system.actorOf} on the
 * guardians; and a child that has ended, which frees its own name. A walk takes the lock for each step: a child removed under it
 * keeps its link forward, so the walk goes on; one added behind the last is seen or was added after the walk.
 */
final class Children {

    private static final int FIRST_TABLE = 4;
    private static final Rules NO_RULES = new Rules(false, false);

    @Nullable
    private ActorCell first;

    @Nullable
    private ActorCell last;

    private ActorCell[] table = new ActorCell[FIRST_TABLE];
    private int size;
    private int dying;
    private long nextNumber;
    private boolean closed;
    private boolean suspended;
    private boolean supervising;

    /** Whether the parent's strategy has been asked what follows here. By the parent only. */
    boolean learned;

    /** What children have to know of the parent's strategy themselves. By the parent; read by children that end by themselves or are stopped. */
    private volatile Rules rules = NO_RULES;

    /** Returns whether those that were not given a kind of their own are permanent. */
    boolean learn(@Nullable SupervisorStrategy strategy) {
        boolean permanent = strategy != null && strategy.kind() == ChildKind.PERMANENT;
        rules(new Rules(permanent, redelivers(strategy)));
        return permanent;
    }

    /** The strategy was asked for good. */
    void relearn(@Nullable SupervisorStrategy strategy) {
        rules(new Rules(rules.permanent(), redelivers(strategy)));
    }

    private static boolean redelivers(@Nullable SupervisorStrategy strategy) {
        return strategy != null && strategy.redeliveries() > 0;
    }

    private void rules(Rules now) {
        if (!now.equals(rules)) {
            rules = now;
            forEach(child -> {
                if (child.ref() instanceof DeployedRef away) {
                    away.sendSystem(new CellMessage.Rule(now));
                }
            });
        }
    }

    Rules rules() {
        return rules;
    }

    /** The rules for a child, of a parent here or elsewhere. */
    static Rules rulesFor(ActorCell child) {
        if (child.parentRef() instanceof FarParent) {
            return ((FarParent) child.parentRef()).rules();
        }
        ActorCell parent = child.parentRef() instanceof LocalRef ? ((LocalRef) child.parentRef()).laCell() : null;
        return parent == null ? NO_RULES : parent.extras().children(parent).rules;
    }

    /** Adds a child; its ref has the name, or its number is drawn here. */
    synchronized void add(ActorCell child) {
        String name = child.ref().givenName();
        if (closed) {
            throw refusal(child.ref().parent(), name);
        }
        if (name == null) {
            child.number(nextNumber++);
        } else if (find(name) != null) {
            throw InvalidActorNameException.inUse(name, child.ref().parent().path());
        }
        if (suspended) {
            child.startSuspended();
        }
        insert(child);
        append(child);
    }

    /** What a parent that is stopping says. */
    static IllegalStateException refusal(ActorRef parent, @Nullable String name) {
        return new IllegalStateException("actor cannot have children any more, it is stopping: parent=" + parent
                + (name == null ? "" : " name=" + name));
    }

    private void append(ActorCell child) {
        child.previousSibling = last;
        if (last == null) {
            first = child;
        } else {
            last.nextSibling = child;
        }
        last = child;
        size++;
    }

    /**
     * Takes out a child that has ended: its name is free from here on. Any thread.
     *
     * @return whether the parent needs to hear of it: it has told the child to stop, is ending itself, or remembers failures. What it begins to
     *     wait for later, it finds already gone
     */
    synchronized boolean remove(ActorCell child) {
        delete(child);
        if (child.previousSibling == null) {
            first = child.nextSibling;
        } else {
            child.previousSibling.nextSibling = child.nextSibling;
        }
        if (child.nextSibling == null) {
            last = child.previousSibling;
        } else {
            child.nextSibling.previousSibling = child.previousSibling;
        }
        child.previousSibling = null;
        size--;
        return closed || supervising || child.isDying();
    }

    /**
     * Whether a child is there and has not been told to stop; if so, something is about to be remembered of it, and the parent needs to hear of
     * every child's end from now on.
     */
    synchronized boolean supervise(ActorCell child) {
        boolean supervised = !child.isDying() && contains(child);
        supervising |= supervised;
        return supervised;
    }

    /** Marks a child as told to stop by its parent. Returns false if it has been told, or has ended, already. */
    synchronized boolean markDying(ActorCell child) {
        if (child.isDying() || !contains(child)) {
            return false;
        }
        child.markDying();
        dying++;
        return true;
    }

    /** A child's end has reached its parent. */
    synchronized void gone(ActorCell child) {
        if (child.isDying()) {
            dying--;
        }
    }

    /** How many children have been told to stop and have not been heard of since. */
    synchronized int dying() {
        return dying;
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    synchronized int size() {
        return size;
    }

    /** Refuses new children from now on. */
    synchronized void close() {
        closed = true;
    }

    /** Whether children that are added start suspended. */
    synchronized void suspended(boolean now) {
        suspended = now;
    }

    @Nullable
    synchronized ActorCell find(String name) {
        long number = Names.parse(name);
        int mask = table.length - 1;
        int slot = (number >= 0 ? hash(number) : hash(name)) & mask;
        ActorCell cell = table[slot];
        while (cell != null
                && !(number >= 0
                        ? cell.number() == number
                        : name.equals(cell.ref().givenName()))) {
            slot = (slot + 1) & mask;
            cell = table[slot];
        }
        return cell;
    }

    synchronized boolean contains(ActorCell child) {
        return table[slotOf(child)] == child;
    }

    /** Visits the children in order of start, without the lock. */
    void forEach(Consumer<ActorCell> visitor) {
        ActorCell child = first();
        while (child != null) {
            ActorCell following = after(child);
            visitor.accept(child);
            child = following;
        }
    }

    private synchronized @Nullable ActorCell first() {
        return first;
    }

    private synchronized @Nullable ActorCell after(ActorCell child) {
        return child.nextSibling;
    }

    /** The oldest or the youngest child, or the one beside a child, in order of start or against it. */
    synchronized @Nullable ActorCell beside(@Nullable ActorCell child, boolean younger) {
        if (child == null) {
            return younger ? first : last;
        }
        return younger ? child.nextSibling : child.previousSibling;
    }

    synchronized List<ActorRef> refs() {
        List<ActorRef> refs = new ArrayList<>(size);
        for (ActorCell child = first; child != null; child = child.nextSibling) {
            refs.add(child.ref());
        }
        return refs;
    }

    // ---------------------------------------------------------------- the table

    private static int hash(String name) {
        int h = name.hashCode() * 0x9E3779B9;
        return h ^ h >>> 16;
    }

    private static int hash(long number) {
        int h = (int) (number ^ number >>> 32) * 0x9E3779B9;
        return h ^ h >>> 16;
    }

    private static int hashOf(ActorCell child) {
        String name = child.ref().givenName();
        return name == null ? hash(child.number()) : hash(name);
    }

    private void insert(ActorCell child) {
        if ((size + 1) * 4 > table.length * 3) {
            grow();
        }
        table[slotOf(child)] = child;
    }

    /** Where a child is, or would be. */
    private int slotOf(ActorCell child) {
        int mask = table.length - 1;
        int slot = hashOf(child) & mask;
        while (table[slot] != null && table[slot] != child) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        table = new ActorCell[table.length * 2];
        for (ActorCell child = first; child != null; child = child.nextSibling) {
            table[slotOf(child)] = child;
        }
    }

    private void delete(ActorCell child) {
        int mask = table.length - 1;
        int hole = slotOf(child);
        int slot = (hole + 1) & mask;
        while (table[slot] != null) {
            int home = hashOf(table[slot]) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                table[hole] = table[slot];
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        table[hole] = null;
    }
}
