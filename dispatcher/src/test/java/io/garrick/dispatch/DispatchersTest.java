package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is made of which settings. */
class DispatchersTest {

    private static final ErrorHandler ERRORS = thrown -> {
        throw new AssertionError(thrown);
    };

    @Test
    @DisplayName("Q07 a virtual-thread dispatcher needs a JDK that has them, else a clear error")
    void create_virtualThreads_worksOrSaysWhichJdk() throws InterruptedException {
        DispatcherSettings settings = DispatcherSettings.of("v").withKind(DispatcherSettings.Kind.VIRTUAL_THREADS);
        if (Runtime.version().feature() >= 21) {
            Dispatcher dispatcher = Dispatchers.create("test", settings, Clock.system(), ERRORS);
            dispatcher.shutdown();
            assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
        } else {
            UnsupportedOperationException thrown = assertThrows(
                    UnsupportedOperationException.class,
                    () -> Dispatchers.create("test", settings, Clock.system(), ERRORS));
            assertEquals(
                    "virtual threads need JDK 21 or newer: dispatcher=v jdk=" + Runtime.version(), thrown.getMessage());
        }
    }

    @Test
    @DisplayName("Q07 a pinned mailbox has one thread, which ends when it is detached; others go on")
    void attach_pinned_givesOneThreadEach() throws InterruptedException {
        DispatcherSettings settings = DispatcherSettings.of("p").withKind(DispatcherSettings.Kind.PINNED);
        Dispatcher pinned = Dispatchers.create("test", settings, Clock.system(), ERRORS);
        Dispatcher first = pinned.attach();
        Dispatcher second = pinned.attach();
        assertEquals(0, DispatcherContract.threadsAlive());
        first.execute(() -> {});
        second.execute(() -> {});
        assertEquals(2, DispatcherContract.threadsAlive());
        first.detach();
        assertTrue(first.awaitTermination(DispatcherContract.LIMIT_NANOS));
        assertEquals(1, DispatcherContract.threadsAlive());
        second.execute(() -> {});
        pinned.shutdown();
        assertTrue(pinned.awaitTermination(DispatcherContract.LIMIT_NANOS));
        assertThrows(RejectedExecutionException.class, pinned::attach);
        assertThrows(RejectedExecutionException.class, () -> first.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> second.execute(() -> {}));
        assertEquals(0, DispatcherContract.threadsAlive());
    }

    @Test
    @DisplayName(
            "Q07 M15 a pinned mailbox's dispatcher runs callbacks after that has ended, and refuses the mailbox itself")
    void execute_pinnedDetached_runsTasksElsewhere() throws InterruptedException {
        DispatcherSettings settings = DispatcherSettings.of("p").withKind(DispatcherSettings.Kind.PINNED);
        Dispatcher pinned = Dispatchers.create("test", settings, Clock.system(), ERRORS);
        Dispatcher own = pinned.attach();
        TestMailbox mailbox = new TestMailbox(own);
        own.detach();
        assertTrue(own.awaitTermination(DispatcherContract.LIMIT_NANOS));
        CountDownLatch ran = new CountDownLatch(1);
        own.execute(ran::countDown);
        assertTrue(ran.await(30, TimeUnit.SECONDS));
        mailbox.enqueue("too late");
        assertEquals(1, mailbox.closedMessages.size());
        pinned.shutdown();
        assertTrue(pinned.awaitTermination(DispatcherContract.LIMIT_NANOS));
    }

    @Test
    @DisplayName("Q02 threads of a factory say whether code on them may block")
    void threadFactory_marksItsThreads() throws InterruptedException {
        for (boolean mayBlock : new boolean[] {true, false}) {
            ThreadFactory factory = Dispatchers.threadFactory("test", "net", true, mayBlock);
            AtomicBoolean answer = new AtomicBoolean(!mayBlock);
            Thread thread = factory.newThread(() -> answer.set(Dispatchers.mayBlockHere()));
            assertEquals("garrick-test-net-1", thread.getName());
            assertTrue(thread.isDaemon());
            thread.start();
            thread.join();
            assertEquals(mayBlock, answer.get());
        }
    }

    @Test
    void settings_outOfRange_areRefused() {
        DispatcherSettings settings = DispatcherSettings.of("d");
        assertThrows(IllegalArgumentException.class, () -> settings.withId(""));
        assertThrows(IllegalArgumentException.class, () -> settings.withId("a b"));
        assertThrows(IllegalArgumentException.class, () -> settings.withParallelism(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.withParallelism(1_025));
        assertThrows(IllegalArgumentException.class, () -> settings.withThroughput(0));
        assertThrows(IllegalArgumentException.class, () -> settings.withThroughputDeadline(Duration.ofNanos(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> settings.withThroughputDeadline(Duration.ofSeconds(Long.MAX_VALUE)));
        assertFalse(settings.daemon());
        assertTrue(settings.withDaemon(true).daemon());
    }

    @Test
    @DisplayName("Q05 an activation's budget is 64 messages unless said otherwise, and it has no deadline")
    void settings_ofTheDefault_are64MessagesAndNoDeadline() throws InterruptedException {
        DispatcherSettings settings = DispatcherSettings.of("d");
        assertEquals(64, settings.throughput());
        assertEquals(Duration.ZERO, settings.throughputDeadline());
        Dispatcher dispatcher = Dispatchers.create("test", settings, Clock.system(), ERRORS);
        assertEquals(64, dispatcher.throughput());
        assertEquals(0, dispatcher.throughputDeadlineNanos());
        dispatcher.shutdown();
        assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
    }
}
