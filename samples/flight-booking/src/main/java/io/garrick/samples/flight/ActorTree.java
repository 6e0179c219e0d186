package io.garrick.samples.flight;

import java.util.List;

/** Actor paths, drawn as a tree. */
final class ActorTree {

    private static final String INDENT = "  ";

    private ActorTree() {}

    /** One line for each actor, below its parent. */
    static String draw(List<String> paths) {
        StringBuilder tree = new StringBuilder("/user").append(System.lineSeparator());
        for (String path : paths) {
            long depth = path.chars().filter(c -> c == '/').count() - 1;
            String name = path.substring(path.lastIndexOf('/') + 1);
            tree.append(INDENT.repeat((int) depth)).append(name).append(System.lineSeparator());
        }
        return tree.toString();
    }
}
