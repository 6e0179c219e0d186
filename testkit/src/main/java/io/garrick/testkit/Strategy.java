package io.garrick.testkit;

import org.jspecify.annotations.Nullable;

/** Who is next. Knows those who wait; gives the same answers whenever the same is asked. */
interface Strategy {

    /** Somebody waits from now on. */
    void add(Source source);

    /**
     * Chooses and forgets one of those who wait.
     *
     * @param last who was the last to run, if it waits again
     * @param oldest who has waited for longest
     */
    Source take(@Nullable Source last, Source oldest);

    /** Whether time passes now although somebody waits. Asked once before each choice. */
    boolean leaps();
}
