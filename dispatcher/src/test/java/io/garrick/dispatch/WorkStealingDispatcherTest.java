package io.garrick.dispatch;

import org.junit.jupiter.api.Nested;

/** {@link DispatcherContract} with one worker, two and eight. */
class WorkStealingDispatcherTest {

    @Nested
    class OneWorker extends DispatcherContract {
        @Override
        DispatcherSettings settings() {
            return DispatcherSettings.of("one").withParallelism(1).withThroughput(1);
        }
    }

    @Nested
    class TwoWorkers extends DispatcherContract {
        @Override
        DispatcherSettings settings() {
            return DispatcherSettings.of("two").withParallelism(2).withThroughput(1);
        }
    }

    @Nested
    class EightWorkers extends DispatcherContract {
        @Override
        DispatcherSettings settings() {
            return DispatcherSettings.of("eight").withParallelism(8);
        }
    }
}
