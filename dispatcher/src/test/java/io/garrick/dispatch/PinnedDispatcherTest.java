package io.garrick.dispatch;

/** {@link DispatcherContract} for one thread a mailbox. */
class PinnedDispatcherTest extends DispatcherContract {

    @Override
    DispatcherSettings settings() {
        return DispatcherSettings.of("pinned")
                .withKind(DispatcherSettings.Kind.PINNED)
                .withThroughput(1);
    }

    @Override
    int pingPongs() {
        return 50_000;
    }
}
