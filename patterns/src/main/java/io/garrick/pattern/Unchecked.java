package io.garrick.pattern;

/** Throws what was caught as it is, from methods whose signature, which programs know, declares nothing. */
final class Unchecked {

    private Unchecked() {}

    /** Never returns; has a type for the sake of {@code throw}. */
    static RuntimeException rethrow(Throwable thrown) {
        return Unchecked.<RuntimeException>as(thrown);
    }

    /** The cast is erased: whatever it is leaves from here. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E as(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
