package io.garrick.remoting;

import io.garrick.actor.Address;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this node has with others, by address; one object for an address as long as anybody holds it. Refs do, and connections; and this, as long as there is something that must not
 * be forgotten ({@link Memory#keep}). So a ref that came in a message and leads to nowhere costs nothing that lasts. Any thread; its monitor is the innermost.
 */
final class Associations {

    /** Nodes that have called and were never talked to: beyond so many the next one is not let in. */
    static final int MOST_STRANGERS = 4096;

    /** Nodes of which only is known that they were given up: beyond so many the oldest are forgotten. */
    private static final int MOST_GRAVES = 4096;

    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Node node;

    /** In order of creation, so that a rehearsal ends them alike in every JVM. */
    private final Map<Address, Place> all = new LinkedHashMap<>();

    private final ReferenceQueue<Association> unheld = new ReferenceQueue<>();
    private final Set<Association> strangers = new LinkedHashSet<>();
    private final Set<Association> known = new LinkedHashSet<>();
    private final Map<Address, Grave> graves = new LinkedHashMap<>();
    private long lookedAtNanos;
    private boolean wasLookedAt;

    Associations(Node node) {
        this.node = node;
    }

    /** Holds nothing that nobody else holds. */
    private static final class Place extends WeakReference<Association> {
        private final Address address;

        Place(Association association, ReferenceQueue<Association> unheld) {
            super(association, unheld);
            this.address = association.address();
        }
    }

    /** What is left of a node when all else is forgotten: those of its lives that must not come again. */
    record Grave(GivenUp givenUp, Unmet unmet) {

        Grave() {
            this(new GivenUp(), new Unmet());
        }

        boolean isEmpty() {
            return givenUp.isEmpty() && unmet.isEmpty();
        }
    }

    synchronized Association get(Address address) {
        forgetUnheld();
        Place place = all.get(address);
        Association found = place == null ? null : place.get();
        if (found == null) {
            Grave grave = graves.get(address);
            found = new Association(node, address, grave == null ? new Grave() : grave);
            all.remove(address);
            all.put(address, new Place(found, unheld));
        }
        return found;
    }

    private void forgetUnheld() {
        for (Reference<?> next = unheld.poll(); next != null; next = unheld.poll()) {
            Place place = (Place) next;
            all.remove(place.address, place);
        }
    }

    /** Of a node that has called; null when too many have that nobody here has ever talked to. */
    @Nullable
    Association greeted(Address address) {
        Association one = get(address);
        if (isKept(one) || hasRoom()) {
            return one;
        }
        long quiet = 2 * node.settings().handshakeTimeout().toNanos(); // no greeting is on its way for so long
        strangersToLookAt().forEach(each -> each.forgetIfQuiet(quiet));
        return hasRoom() ? one : null;
    }

    private synchronized boolean isKept(Association one) {
        return known.contains(one) || strangers.contains(one);
    }

    private synchronized boolean hasRoom() {
        return strangers.size() < MOST_STRANGERS;
    }

    /** Not at each call, which anybody can make. */
    private synchronized List<Association> strangersToLookAt() {
        long now = node.nanoTime();
        if (wasLookedAt && now - lookedAtNanos < LOOK_NANOS) {
            return List.of();
        }
        wasLookedAt = true;
        lookedAtNanos = now;
        return List.copyOf(strangers);
    }

    /** Holds on to one that has something to remember. */
    synchronized void keep(Association one, boolean isStranger) {
        graves.remove(one.address());
        if (isStranger && !known.contains(one)) {
            strangers.add(one);
        } else {
            strangers.remove(one);
            known.add(one);
        }
    }

    /** Lets go of one that has nothing to remember but this. */
    synchronized void release(Association one, Grave grave) {
        strangers.remove(one);
        known.remove(one);
        if (!grave.isEmpty()) {
            if (graves.size() == MOST_GRAVES) {
                graves.remove(graves.keySet().iterator().next());
            }
            graves.put(one.address(), grave);
        }
    }

    synchronized List<Association> all() {
        List<Association> held = new ArrayList<>();
        for (Place place : all.values()) {
            Association one = place.get();
            if (one != null) {
                held.add(one);
            }
        }
        return held;
    }

    /** How many are held on to. */
    synchronized int count() {
        return strangers.size() + known.size();
    }
}
