package io.garrick.remoting;

import io.garrick.actor.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this node has with others, by address. Any thread. */
final class Associations {

    private final Node node;

    /** In order of creation, so that a rehearsal ends them alike in every JVM. */
    private final Map<Address, Association> all = new LinkedHashMap<>();

    Associations(Node node) {
        this.node = node;
    }

    synchronized Association get(Address address) {
        return all.computeIfAbsent(address, any -> new Association(node, any));
    }

    synchronized List<Association> all() {
        return new ArrayList<>(all.values());
    }
}
