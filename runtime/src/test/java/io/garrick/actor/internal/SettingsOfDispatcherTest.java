package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSettings.Kind;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the configuration can say about dispatchers. */
class SettingsOfDispatcherTest {

    private static final DispatcherSettings PLAIN = DispatcherSettings.of("d");

    private static SystemSettings settings(String block) {
        return SystemSettings.from(ConfigFactory.parseString("garrick.dispatchers.d { " + block + " }"));
    }

    private static DispatcherSettings dispatcher(String block) {
        return settings(block).dispatchers().get("d");
    }

    private static void refused(String block, String part) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> settings(block));
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }

    @Test
    @DisplayName("Q07 kinds of dispatchers, in our words and in those that programs bring along")
    void read_kinds_inBothSpellings() {
        assertEquals(PLAIN, dispatcher(""));
        assertEquals(PLAIN, dispatcher("type = Dispatcher, executor = fork-join-executor"));
        assertEquals(PLAIN, dispatcher("executor = default-executor"));
        assertEquals(PLAIN.withKind(Kind.PINNED), dispatcher("kind = pinned"));
        assertEquals(
                PLAIN.withKind(Kind.PINNED), dispatcher("type = PinnedDispatcher, executor = thread-pool-executor"));
        assertEquals(PLAIN.withKind(Kind.THREAD_POOL), dispatcher("kind = thread-pool"));
        assertEquals(
                PLAIN.withKind(Kind.THREAD_POOL), dispatcher("type = Dispatcher, executor = thread-pool-executor"));
        assertEquals(PLAIN.withKind(Kind.VIRTUAL_THREADS), dispatcher("executor = virtual-thread-executor"));
        refused("kind = executor", "withExecutor");
        refused("executor = com.acme.Own", "com.acme.Own");
        refused("type = Balancing", "Balancing");
        refused("trougput = 5", "throughput");
        refused("mailbox-capacity = 5, trougput = 5", "throughput");
        refused("mailbox-type = io.garrick.dispatch.BoundedMailbox, trougput = 5", "trougput");
    }

    @Test
    @DisplayName("Q07 numbers of threads, fixed or from the number of processors")
    void read_parallelism_inBothSpellings() {
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(PLAIN.withParallelism(5), dispatcher("parallelism = 5"));
        assertEquals(
                PLAIN.withParallelism(3),
                dispatcher(
                        "fork-join-executor { parallelism-min = 1, parallelism-factor = 1000.0, parallelism-max = 3 }"));
        assertEquals(
                PLAIN.withParallelism(99),
                dispatcher("fork-join-executor { parallelism-min = 99, parallelism-factor = 0.01 }"));
        assertEquals(
                PLAIN.withParallelism(2 * processors), dispatcher("fork-join-executor { parallelism-factor = 2.0 }"));
        assertEquals(
                PLAIN.withKind(Kind.THREAD_POOL).withParallelism(16),
                dispatcher("executor = thread-pool-executor, thread-pool-executor { fixed-pool-size = 16 }"));
        assertEquals(
                PLAIN.withParallelism(4),
                dispatcher(
                        "thread-pool-executor { fixed-pool-size = off, core-pool-size-min = 4, core-pool-size-max = 4 }"));
        refused("fork-join-executor { parallelism = 3 }", "parallelism-max");
    }

    @Test
    @DisplayName("Q05 throughput and its deadline; none, zero and less are no deadline")
    void read_throughput_inBothSpellings() {
        assertEquals(PLAIN.withThroughput(7), dispatcher("throughput = 7"));
        Duration deadline = Duration.ofMillis(20);
        assertEquals(PLAIN.withThroughputDeadline(deadline), dispatcher("throughput-deadline = 20ms"));
        assertEquals(PLAIN.withThroughputDeadline(deadline), dispatcher("throughput-deadline-time = 20ms"));
        assertEquals(PLAIN, dispatcher("throughput-deadline-time = 0ms"));
        assertEquals(PLAIN, dispatcher("throughput-deadline-time = -1ms"));
    }

    @Test
    @DisplayName("Q09 A dispatcher's watchdog has a limit, 1 s by default, or is off")
    void watchdog_aDurationOrOff_isRead() {
        assertEquals(Duration.ofSeconds(1), PLAIN.watchdog());
        assertEquals(PLAIN.withWatchdog(Duration.ofMillis(200)), dispatcher("watchdog = 200ms"));
        assertEquals(PLAIN.withWatchdog(Duration.ZERO), dispatcher("watchdog = off"));
        assertEquals(PLAIN.withWatchdog(Duration.ZERO), dispatcher("watchdog = 0s"));
        assertThrows(ConfigurationException.class, () -> dispatcher("watchdog = -1s"));
    }

    @Test
    @DisplayName("Q04 a dispatcher names a mailbox, describes one, or says what it demands")
    void read_mailbox_namedOrDescribed() {
        assertEquals(PLAIN.withMailbox("m"), dispatcher("mailbox = m"));
        assertEquals(PLAIN.withMailboxRequirement("com.acme.Own"), dispatcher("mailbox-requirement = com.acme.Own"));
        SystemSettings described = settings("throughput = 7, mailbox-capacity = 3, stash-capacity = 4");
        assertEquals(
                PLAIN.withThroughput(7).withMailbox("dispatchers.d"),
                described.dispatchers().get("d"));
        assertEquals(
                Mailboxes.bounded(3, Overflow.dropNewest()),
                described.mailboxes().get("dispatchers.d"));
        assertEquals(4, described.stashCapacity("dispatchers.d"));
        SystemSettings standard = SystemSettings.from(
                ConfigFactory.parseString("garrick.default-dispatcher { throughput = 3, mailbox = m }"));
        assertEquals("m", standard.defaultDispatcher().mailbox());
        assertEquals(3, standard.defaultDispatcher().throughput());
    }
}
