package io.garrick.testkit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An assertion that may fail for a while: its result, or what it threw the last time. */
final class Attempt<A extends @Nullable Object> {

    private final Supplier<A> assertion;

    @Nullable
    private A result;

    @Nullable
    private Throwable thrown;

    Attempt(Supplier<A> assertion) {
        this.assertion = assertion;
    }

    boolean succeeds() {
        try {
            result = assertion.get();
            thrown = null;
        } catch (AssertionError | RuntimeException failed) {
            thrown = failed;
        }
        return thrown == null;
    }

    @SuppressWarnings("NullAway") // null only when the assertion gave it
    A result() {
        if (thrown instanceof RuntimeException) {
            throw (RuntimeException) thrown;
        }
        if (thrown != null) {
            throw (Error) thrown;
        }
        return result;
    }
}
