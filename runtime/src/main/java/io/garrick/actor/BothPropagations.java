package io.garrick.actor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two propagations that travel together. */
final class BothPropagations implements ContextPropagation {

    private final ContextPropagation outer;
    private final ContextPropagation inner;

    /** What the two have captured; at least one has. */
    private record Captured(
            @Nullable Object outer, @Nullable Object inner) {}

    /**
     * @param outer restored first and closed last
     * @param inner restored last and closed first
     */
    BothPropagations(ContextPropagation outer, ContextPropagation inner) {
        this.outer = Objects.requireNonNull(outer, "outer");
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    @Override
    public @Nullable Object capture() {
        Object first = outer.capture();
        Object second = inner.capture();
        return first == null && second == null ? null : new Captured(first, second);
    }

    @Override
    public Scope restore(Object captured) {
        Captured both = (Captured) captured;
        Scope first = restore(outer, both.outer());
        Scope second;
        try {
            second = restore(inner, both.inner());
        } catch (Throwable failed) {
            first.close(); // nobody else knows it
            throw failed;
        }
        return () -> {
            try {
                second.close();
            } finally {
                first.close();
            }
        };
    }

    @Override
    public @Nullable String toText(Object captured) {
        Captured both = (Captured) captured;
        String first = both.outer() == null ? null : outer.toText(both.outer());
        return first != null || both.inner() == null ? first : inner.toText(both.inner());
    }

    @Override
    public @Nullable Object fromText(String text) {
        Object first = outer.fromText(text);
        Object second = first == null ? inner.fromText(text) : null;
        return first == null && second == null ? null : new Captured(first, second);
    }

    private static Scope restore(ContextPropagation propagation, @Nullable Object captured) {
        return captured == null ? () -> {} : propagation.restore(captured);
    }
}
