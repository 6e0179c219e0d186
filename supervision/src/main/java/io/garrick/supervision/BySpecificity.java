package io.garrick.supervision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Directives for exception classes, in the order in which they are to be tried: no class stands before one of its subclasses. */
final class BySpecificity {

    private BySpecificity() {}

    /** The directive for a class and those of its subclasses that come with none. */
    record Entry(Class<? extends Throwable> type, Directive directive) {

        /** A subclass is deeper than its superclasses, and of two classes that are equally deep none is the other's. */
        int depth() {
            int depth = 0;
            for (Class<?> each = type; each != Throwable.class; each = each.getSuperclass()) {
                depth++;
            }
            return depth;
        }
    }

    /** Keys and values are looked at: a map may have come through unchecked hands, from a file for instance. */
    static List<Entry> sorted(Map<?, ?> directives) {
        if (directives.isEmpty()) {
            throw new IllegalArgumentException("directives must be for one exception class at least: directives={}");
        }
        List<Entry> entries = new ArrayList<>();
        directives.forEach((type, directive) -> entries.add(entry(type, directive)));
        entries.sort(Comparator.comparingInt(Entry::depth).reversed());
        return entries;
    }

    private static Entry entry(Object type, Object directive) {
        Objects.requireNonNull(type, () -> "exception class must not be null: directive=" + directive);
        Objects.requireNonNull(directive, () -> "directive must not be null: class=" + name(type));
        if (!(type instanceof Class<?> found) || !Throwable.class.isAssignableFrom(found)) {
            throw new IllegalArgumentException(
                    "directives are for exception classes: class=" + name(type) + " directive=" + directive);
        }
        if (!(directive instanceof Directive)) {
            throw new IllegalArgumentException("not a directive: class=" + name(type) + " directive=" + directive);
        }
        return new Entry(found.asSubclass(Throwable.class), (Directive) directive);
    }

    private static String name(Object type) {
        return type instanceof Class<?> found ? found.getName() : type.toString();
    }
}
