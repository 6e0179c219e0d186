package io.garrick.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may travel here. */
final class Messages {

    private Messages() {}

    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, long y) {}

    record Order(String id, List<Point> items, Map<String, Object> notes, Colour colour) {}

    record Any(@Nullable Object value) {}

    /** Refuses some values. */
    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    /** Not a record; may refer to itself. */
    static final class Node {
        String name = "none";
        final List<Object> parts = new ArrayList<>();

        @Nullable
        Node next;
    }
}
