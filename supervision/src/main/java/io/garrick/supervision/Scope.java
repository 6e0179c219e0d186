package io.garrick.supervision;

/** Whom a failure concerns, and in which order. */
enum Scope {
    /** The child that failed. */
    ONE(false),

    /** All children, together. */
    ALL(false),

    /** All children, one after the other. */
    ALL_ORDERED(true),

    /** The child that failed and those started after it, one after the other. */
    REST(true);

    final boolean ordered;

    Scope(boolean ordered) {
        this.ordered = ordered;
    }
}
