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

    private static Scope restore(ContextPropagation propagation, @Nullable Object captured) {
        return captured == null ? () -> {} : propagation.restore(captured);
    }
}
