package io.garrick.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Each of those who wait is as likely as any other. */
final class RandomWalk implements Strategy {

    static final int LEAP_ONE_IN = 32;

    private final SeededRandom random;
    private Source[] waiting = new Source[16];
    private int size;

    RandomWalk(SeededRandom random) {
        this.random = random;
    }

    @Override
    public void add(Source source) {
        if (size == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * size);
        }
        waiting[size++] = source;
    }

    @Override
    public Source take(@Nullable Source last, Source oldest) {
        int chosen = random.below(size);
        Source source = waiting[chosen];
        waiting[chosen] = waiting[--size];
        return source;
    }

    @Override
    public boolean leaps() {
        return random.below(LEAP_ONE_IN) == 0;
    }
}
