package io.garrick.pattern;

/** Throws what was caught as it is, from methods whose signature, which programs know, declares nothing. */
final class Unchecked {

    private Unchecked() {}

    /** Never returns; has a type to be thrown by the caller's own statement. */
    static RuntimeException rethrow(Throwable anything) {
        return Unchecked.<RuntimeException>as(anything);
    }

    /** The cast is erased: whatever it is leaves from here. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E as(Throwable anything) throws E {
        throw (E) anything;
    }
}
