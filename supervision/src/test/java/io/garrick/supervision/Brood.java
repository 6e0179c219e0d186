package io.garrick.supervision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Children that a test lists by hand. */
final class Brood<C> implements Siblings<C> {

    final List<C> children;
    final Map<C, ChildKind> kinds = new HashMap<>();

    Brood(List<C> children) {
        this.children = new ArrayList<>(children);
    }

    @Override
    public Iterator<C> oldestFirst() {
        return List.copyOf(children).iterator();
    }

    @Override
    public Iterator<C> youngestFirst() {
        List<C> reversed = new ArrayList<>(children);
        Collections.reverse(reversed);
        return reversed.iterator();
    }

    @Override
    public ChildKind kind(C child) {
        return kinds.getOrDefault(child, ChildKind.TRANSIENT);
    }
}
