package io.garrick.specs;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The threads of the machine; every repetition with another dispatcher. */
final class ThreadStage extends Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(1);

    /** How often in a row the actors must be seen at rest, since a look at them takes time. */
    private static final int LOOKS = 3;

    private final int repetition;

    ThreadStage(int repetition) {
        this.repetition = repetition;
    }

    @Override
    ActorSystem start(String systemName, SystemSettings settings) {
        DispatcherSettings dispatcher = settings.defaultDispatcher();
        DispatcherSettings varied = switch (repetition % 3) {
            case 0 -> dispatcher;
            case 1 -> dispatcher.withThroughput(1).withParallelism(4);
            default -> dispatcher.withThroughput(2).withParallelism(1);
        };
        return ActorSystem.create(systemName, settings.withDefaultDispatcher(varied));
    }

    @Override
    void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(condition::getAsBoolean);
    }

    @Override
    void settle() {
        for (int i = 0; i < LOOKS; i++) {
            await(() -> stillBusy().isEmpty());
        }
    }

    @Override
    void finish() {
        do { // what a timer sets going may begin another
            await(() -> pendingTimers() == 0);
            settle();
        } while (pendingTimers() > 0);
    }

    private long pendingTimers() {
        return SystemServices.of(system()).timers().pending();
    }

    @Override
    void pass(Duration duration) {
        Awaitility.await().atMost(duration.plus(PATIENCE)).pollDelay(duration).until(() -> true);
    }

    @Override
    boolean isRehearsal() {
        return false;
    }

    @Override
    long seed() {
        return repetition;
    }

    @Override
    void end(ActorSystem running) {
        CompletionStage<?> ended = running.whenTerminated();
        if (!ended.toCompletableFuture().isDone()) {
            settle();
            List<MailboxView> suspended = actors(running, MailboxView::isSuspended);
            if (!suspended.isEmpty()) {
                throw new AssertionError("actors are suspended: actors=" + refs(suspended));
            }
        }
        List<MailboxView> all = actors(running, view -> true);
        running.close();
        List<MailboxView> left = all.stream().filter(view -> !view.isClosed()).toList();
        if (!left.isEmpty()) {
            throw new AssertionError("system has ended and actors are left: actors=" + refs(left));
        }
        List<String> threads = threadsOf(running.name());
        if (!threads.isEmpty()) {
            throw new AssertionError("system has ended and threads are left: threads=" + threads);
        }
    }

    @Override
    void giveUp(ActorSystem running) {
        running.terminate();
    }

    private List<MailboxView> stillBusy() {
        return actors(system(), view -> view.isScheduled() || view.queuedMessages() > 0 && !view.isSuspended());
    }

    private static List<MailboxView> actors(ActorSystem system, Predicate<MailboxView> wanted) {
        List<MailboxView> found = new ArrayList<>();
        SystemServices services = SystemServices.of(system);
        collect(services, services.rootGuardian(), wanted, found);
        return found;
    }

    private static void collect(
            SystemServices services, ActorRef actor, Predicate<MailboxView> wanted, List<MailboxView> found) {
        services.mailbox(actor).ifPresent(view -> {
            if (wanted.test(view)) {
                found.add(view);
            }
            services.children(actor).forEach(child -> collect(services, child, wanted, found));
        });
    }

    private static List<ActorRef> refs(List<MailboxView> views) {
        return views.stream().map(MailboxView::getSelf).toList();
    }

    static List<String> threadsOf(String systemName) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("garrick-" + systemName + "-"))
                .toList();
    }

    @Override
    public String toString() {
        return "Threads[repetition=" + repetition + "]";
    }
}
