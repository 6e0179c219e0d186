package io.garrick.samples.flight.chaos;

import java.io.Serial;

/** A crash that was wanted. It has no stack: where it comes from is no secret. */
public final class ChaosCrash extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ChaosCrash(String actor, Chaos.Point point) {
        super("chaos struck: actor=" + actor + " point=" + point, null, false, false);
    }
}
