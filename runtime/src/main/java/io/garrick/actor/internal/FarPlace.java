package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where children live whose parents are on another node: below {@code /remote}, the protocol and the address of that node, and the parent's own names. So the names say whose child
 * it is, and no two parents' children are in each other's way.
 *
 * @param node where the child lives
 * @param parents the address of its parent's node
 */
record FarPlace(Address node, Address parents) {

    static final String ROOT = "remote";

    private static final String ALLOWED = "-_.*$+:@&=,!~';";

    /** The path of a child. */
    ActorPath child(ActorPath parent, String name, long uid) {
        return ActorPath.root(node).descendant(names(parent, name)).withUid(uid);
    }

    /** The names of a child. */
    List<String> names(ActorPath parent, String name) {
        List<String> names = new ArrayList<>();
        names.add(ROOT);
        names.add(parents.protocol());
        names.add(element(parents.toString().substring(parents.protocol().length() + "://".length())));
        names.addAll(parent.elements());
        names.add(name);
        return names;
    }

    /** As a name: what no name may have is written as in a URI. */
    private static String element(String text) {
        StringBuilder element = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letterOrDigit || ALLOWED.indexOf(c) >= 0) {
                element.append(c);
            } else {
                element.append(String.format("%%%02X", (int) c));
            }
        }
        return element.toString();
    }
}
