package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.Deployment;
import io.garrick.actor.LogLevel;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedMailbox;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSettings.Kind;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.NonBlockingBoundedMailbox;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roots that programs bring along say, in our words. */
class AliasSectionTest {

    private static final DispatcherSettings STANDARD = DispatcherSettings.of(SystemSettings.DEFAULT_DISPATCHER);

    private static SystemSettings settings(String text) {
        return SystemSettings.from(ConfigFactory.parseString("garrick.migration-root = akka\n" + text));
    }

    private static List<String> ignored(String akka) {
        Config alias = ConfigFactory.parseString(akka);
        return List.copyOf(AliasSection.translate(MigrationRoot.AKKA, alias).ignored());
    }

    private static ConfigurationException refused(String text) {
        return assertThrows(ConfigurationException.class, () -> settings(text));
    }

    @Test
    @DisplayName("configuration: a further root is read only where migration-root names it")
    void from_rootNotNamed_isNotRead() {
        Config akka = ConfigFactory.parseString("akka.daemonic = on, akka.loglevel = nonsense");
        assertFalse(SystemSettings.from(akka).daemonic());
        Config ours = ConfigFactory.parseString("garrick.tick = 1ms").withFallback(akka);
        assertFalse(SystemSettings.from(ours).daemonic());
        Config pekko =
                ConfigFactory.parseString("garrick.migration-root = pekko").withFallback(akka);
        assertFalse(SystemSettings.from(pekko).daemonic());
        assertTrue(settings("akka.daemonic = on, pekko.daemonic = off").daemonic());
        assertTrue(SystemSettings.from(ConfigFactory.parseString("garrick.migration-root = Pekko, pekko.daemonic = on"))
                .daemonic());
        assertTrue(assertThrows(
                        ConfigurationException.class,
                        () -> SystemSettings.from(ConfigFactory.parseString("garrick.migration-root = aka")))
                .getMessage()
                .contains("akka"));
    }

    @Test
    @DisplayName("configuration: the shutdown of a further root is read, what phases do not say here is listed")
    void from_shutdown_isRead() {
        String akka = "coordinated-shutdown { default-phase-timeout = 7s, exit-jvm = on, reason-overrides = {x = 1}\n"
                + " phases { mine { depends-on = [service-unbind], timeout = 3s, recover = off, colour = red } } }";
        CoordinatedShutdownSettings read = settings("akka { " + akka + " }").coordinatedShutdown();
        assertEquals(Duration.ofSeconds(7), read.defaultPhaseTimeout());
        assertTrue(read.exitJvm());
        CoordinatedShutdownSettings.Phase mine = read.phases().get("mine");
        assertEquals(List.of("service-unbind"), mine.dependsOn());
        assertFalse(mine.recover());
        assertEquals(
                List.of("coordinated-shutdown.phases.mine.colour", "coordinated-shutdown.reason-overrides.x"),
                ignored(akka));
        assertFalse(settings("akka { " + akka + " }\ngarrick.coordinated-shutdown.exit-jvm = off")
                .coordinatedShutdown()
                .exitJvm());
    }

    @Test
    @DisplayName("configuration: address of a node of a further root, for programs whose provider is remote; ours wins")
    void from_remote_isRead() {
        String address = "remote.artery.canonical { hostname = \"10.0.0.7\", port = 25520 }";
        Config read = settings("akka { actor.provider = remote, " + address + " }\ngarrick.remote.port = 7")
                .config();
        assertEquals("10.0.0.7", read.getString("garrick.remote.host"));
        assertEquals(7, read.getInt("garrick.remote.port"));
        assertEquals(
                25520,
                settings("akka { actor.provider = remote, " + address + " }")
                        .config()
                        .getInt("garrick.remote.port"));
        assertEquals(List.of(), ignored("actor.provider = remote, " + address));
        assertFalse(settings("akka { actor.provider = local, " + address + " }")
                .config()
                .hasPath("garrick.remote"));
        String any = "remote.artery.canonical.hostname = \"<getHostAddress>\", actor.provider = cluster";
        assertEquals(List.of("actor.provider", "remote.artery.canonical.hostname"), ignored(any));
    }

    @Test
    @DisplayName("configuration: what programs write is laid over all that load() brings")
    void from_withLoaded_isRead() {
        Config whole = ConfigFactory.parseString("garrick.migration-root = akka, akka.loglevel = \"DEBUG\"")
                .withFallback(ConfigFactory.load());
        assertEquals(LogLevel.DEBUG, SystemSettings.from(whole).logLevel());
        assertEquals(LogLevel.ALL, SystemSettings.from(ConfigFactory.load()).logLevel());
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, OFF",
        "ERROR, ERROR",
        "WARNING, WARNING",
        "INFO, INFO",
        "DEBUG, DEBUG",
        "info, INFO",
        "off, OFF",
    })
    @DisplayName("configuration: loglevel of the further root")
    void loglevel_isMapped(String theirs, LogLevel ours) {
        assertEquals(ours, settings("akka.loglevel = \"" + theirs + "\"").logLevel());
    }

    @Test
    @DisplayName("configuration: loglevel under our own root, in either case; another word is refused")
    void loglevel_ours_isRead() {
        assertEquals(LogLevel.WARNING, settings("garrick.loglevel = WARNING").logLevel());
        assertEquals(LogLevel.WARNING, settings("garrick.loglevel = warning").logLevel());
        ConfigurationException refused = refused("akka.loglevel = LOUD");
        assertTrue(refused.getMessage().contains("loud"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"on, 2147483647", "off, 0", "true, 2147483647", "17, 17"})
    @DisplayName("configuration: log-dead-letters of the further root")
    void logDeadLetters_isMapped(String theirs, int ours) {
        assertEquals(ours, settings("akka.log-dead-letters = " + theirs).deadLettersLogged());
    }

    @Test
    @DisplayName("configuration: keys of the further root whose values mean the same")
    void sameValues_areMapped() {
        SystemSettings read = settings("akka { daemonic = on, scheduler.tick-duration = 20ms,"
                + " log-dead-letters-during-shutdown = off, actor.default-mailbox.stash-capacity = 7,"
                + " actor.debug.unhandled = on, test.timefactor = 3 }");
        assertTrue(read.daemonic());
        assertEquals(Duration.ofMillis(20), read.tick());
        assertFalse(read.deadLettersLoggedDuringShutdown());
        assertEquals(7, read.stashCapacity());
        assertEquals(3, read.config().getInt("garrick.test.timefactor"));
    }

    @Test
    @DisplayName("configuration: the strategy of /user by the class that names it there")
    void guardianStrategy_isMapped() {
        String key = "akka.actor.guardian-supervisor-strategy = ";
        assertEquals(
                SupervisorStrategy.stoppingStrategy(),
                settings(key + "\"akka.actor.StoppingSupervisorStrategy\"").guardianStrategy());
        assertEquals(
                SupervisorStrategy.defaultStrategy(),
                settings(key + "akka.actor.DefaultSupervisorStrategy").guardianStrategy());
        assertEquals(
                SupervisorStrategy.stoppingStrategy(),
                SystemSettings.from(ConfigFactory.parseString("garrick.migration-root = pekko,"
                                + " pekko.actor.guardian-supervisor-strategy ="
                                + " org.apache.pekko.actor.StoppingSupervisorStrategy"))
                        .guardianStrategy());
        ConfigurationException refused = refused(key + "com.acme.Own");
        assertTrue(refused.getMessage().contains("com.acme.Own"), refused::getMessage);
        ConfigurationException wrong = refused("akka.daemonic = perhaps");
        assertTrue(wrong.getMessage().contains("akka as garrick.daemonic"), wrong::getMessage);
    }

    @Test
    @DisplayName("configuration: the program's extensions are made, the old runtime's own are listed")
    void extensions_areMapped() {
        String key = "extensions = [com.acme.One, akka.cluster.metrics.ClusterMetricsExtension, com.acme.Two]";
        assertEquals(
                List.of("com.acme.One", "com.acme.Two"), settings("akka." + key).extensions());
        assertEquals(List.of("extensions=akka.cluster.metrics.ClusterMetricsExtension"), ignored(key));
        assertEquals(List.of(), settings("akka.extensions = []").extensions());
    }

    private static DispatcherSettings dispatcher(String block) {
        return settings("akka.actor.default-dispatcher { " + block + " }").defaultDispatcher();
    }

    @Test
    @DisplayName("Q07 the default dispatcher of the further root: of its executors the chosen one counts")
    void defaultDispatcher_isMapped() {
        assertEquals(STANDARD.withThroughput(5), dispatcher("throughput = 5"));
        assertEquals(
                STANDARD.withThroughputDeadline(Duration.ofMillis(3)),
                dispatcher("type = Dispatcher, throughput-deadline-time = 3ms"));
        assertEquals(STANDARD, dispatcher("throughput-deadline-time = 0ms"));
        String sizes = "fork-join-executor { parallelism-min = 3, parallelism-factor = 0.1, parallelism-max = 64 },"
                + " thread-pool-executor { fixed-pool-size = 9 }";
        assertEquals(STANDARD.withParallelism(3), dispatcher(sizes));
        assertEquals(STANDARD.withParallelism(3), dispatcher("executor = fork-join-executor," + sizes));
        assertEquals(STANDARD.withParallelism(3), dispatcher("executor = default-executor," + sizes));
        assertEquals(
                STANDARD.withKind(Kind.THREAD_POOL).withParallelism(9),
                dispatcher("executor = thread-pool-executor," + sizes));
        assertEquals(
                STANDARD.withKind(Kind.THREAD_POOL).withParallelism(9),
                dispatcher("default-executor.fallback = thread-pool-executor," + sizes));
        assertEquals(
                STANDARD.withKind(Kind.VIRTUAL_THREADS), dispatcher("executor = virtual-thread-executor," + sizes));
        assertEquals(
                STANDARD.withParallelism(2),
                dispatcher("executor = affinity-pool-executor,"
                        + " affinity-pool-executor { parallelism-min = 2, parallelism-max = 2, idle-cpu-level = 5 }"));
        assertEquals(STANDARD.withKind(Kind.PINNED), dispatcher("type = PinnedDispatcher"));
        assertTrue(refused("akka.actor.default-dispatcher.type = Balancing")
                .getMessage()
                .contains("Balancing"));
        assertTrue(refused("akka.actor.default-dispatcher.executor = com.acme.Own")
                .getMessage()
                .contains("com.acme.Own"));
    }

    @Test
    @DisplayName("Q04 the mailbox and the demand of the default dispatcher of the further root")
    void defaultDispatcher_mailbox_isMapped() {
        SystemSettings read = settings("akka.actor.default-dispatcher { mailbox-type = akka.dispatch.BoundedMailbox,"
                + " mailbox-capacity = 3, mailbox-requirement = akka.dispatch.BoundedMessageQueueSemantics }");
        assertEquals("dispatchers.default-dispatcher", read.defaultDispatcher().mailbox());
        assertEquals(
                "io.garrick.dispatch.BoundedMessageQueueSemantics",
                read.defaultDispatcher().mailboxRequirement());
        assertInstanceOf(BoundedMailbox.class, read.mailboxes().get("dispatchers.default-dispatcher"));
        assertEquals("", dispatcher("mailbox-requirement = \"\"").mailboxRequirement());
    }

    @Test
    @DisplayName("Q07 a block that is named by its path inherits from the default one, unless it has our words for it")
    void namedBlock_inherits() {
        Config whole = ConfigFactory.parseString("""
                garrick.migration-root = akka
                akka.actor.default-dispatcher { executor = thread-pool-executor, throughput = 5, throughput-deadline-time = 1s
                  thread-pool-executor.fixed-pool-size = 9 }
                mine { throughput = 7 }
                ours { kind = work-stealing, throughput-deadline = 2s, parallelism = 3 }
                """);
        SettingsInUse inUse = new SettingsInUse(SystemSettings.from(whole), MigrationRoot.AKKA);
        assertTrue(inUse.hasDispatcher("mine"));
        assertTrue(inUse.hasDispatcher("ours"));
        assertEquals(
                DispatcherSettings.of("mine")
                        .withKind(Kind.THREAD_POOL)
                        .withParallelism(9)
                        .withThroughput(7)
                        .withThroughputDeadline(Duration.ofSeconds(1)),
                inUse.now().dispatchers().get("mine"));
        assertEquals(
                DispatcherSettings.of("ours")
                        .withParallelism(3)
                        .withThroughput(5)
                        .withThroughputDeadline(Duration.ofSeconds(2)),
                inUse.now().dispatchers().get("ours"));
    }

    @Test
    @DisplayName("Q02 the default mailbox of the further root, and those that are there without being written")
    void defaultMailbox_isMapped() {
        String unbounded =
                "akka.actor.default-mailbox { mailbox-type = akka.dispatch.UnboundedMailbox, mailbox-capacity = 5 }";
        assertFalse(settings(unbounded).mailboxes().containsKey(SystemSettings.DEFAULT_MAILBOX));
        assertInstanceOf(BoundedMailbox.class, settings(unbounded).mailboxes().get("bounded"));
        assertEquals(Mailboxes.unbounded(), settings("").mailboxes().get("unbounded"));
        assertEquals(Mailboxes.unbounded(), settings("").mailboxes().get("akka.actor.default-mailbox"));
        SystemSettings bounded = settings(
                "akka.actor.default-mailbox { mailbox-type = akka.dispatch.NonBlockingBoundedMailbox, mailbox-capacity = 5 }");
        assertInstanceOf(NonBlockingBoundedMailbox.class, bounded.mailboxes().get(SystemSettings.DEFAULT_MAILBOX));
        assertInstanceOf(NonBlockingBoundedMailbox.class, bounded.mailboxes().get("akka.actor.default-mailbox"));
        SystemSettings own = settings("akka.actor.default-mailbox { mailbox-type = com.acme.Own, anything = 1 }");
        assertEquals(
                1,
                assertInstanceOf(NamedMailbox.class, own.mailboxes().get(SystemSettings.DEFAULT_MAILBOX))
                        .block()
                        .getInt("anything"));
    }

    @Test
    @DisplayName("Q04 mailbox requirements of the further root, by our names; the program's own as they are")
    void requirements_areMapped() {
        SystemSettings read = settings("akka.actor.mailbox.requirements {"
                + " \"akka.dispatch.BoundedMessageQueueSemantics\" = bounded, com.acme.Own = mine,"
                + " \"akka.event.LoggerMessageQueueSemantics\" = akka.actor.mailbox.logger-queue }");
        assertEquals(
                "{com.acme.Own=mine, io.garrick.dispatch.BoundedMessageQueueSemantics=bounded}",
                read.mailboxRequirements().toString());
    }

    @Test
    @DisplayName("configuration: deployments of the further root, with what is said about all of them")
    void deployments_areMapped() {
        SystemSettings read = settings("akka.actor.deployment {"
                + " default { mailbox = m, router = from-code },"
                + " /a { dispatcher = akka.actor.mine }, \"/a/b\" { mailbox = n, router = round-robin-pool }, \"/c/*\" { mailbox = x } }"
                + "\ngarrick.deployment.\"/a\".mailbox = over");
        assertEquals(
                new Deployment("akka.actor.mine", "over"), read.deployments().get("/a"));
        assertEquals(new Deployment("", "n"), read.deployments().get("/a/b"));
        assertEquals(2, read.deployments().size());
    }

    @Test
    @DisplayName("configuration: keys under garrick win over those of the further root, in whichever spelling")
    void ours_winOverTheirs() {
        SystemSettings read =
                settings("akka { loglevel = DEBUG, daemonic = on, log-dead-letters = 5, scheduler.tick-duration = 20ms,"
                        + " actor.default-dispatcher { type = PinnedDispatcher, throughput = 5, throughput-deadline-time = 5ms },"
                        + " actor.default-mailbox { mailbox-type = akka.dispatch.BoundedMailbox } }"
                        + "\ngarrick { loglevel = error, daemonic = off, dead-letters-logged = 6,"
                        + " default-dispatcher { executor = thread-pool-executor, throughput-deadline = 7ms, parallelism = 2 },"
                        + " default-mailbox.capacity = 4 }");
        assertEquals(LogLevel.ERROR, read.logLevel());
        assertFalse(read.daemonic());
        assertEquals(6, read.deadLettersLogged());
        assertEquals(Duration.ofMillis(20), read.tick());
        assertEquals(
                STANDARD.withKind(Kind.THREAD_POOL)
                        .withParallelism(2)
                        .withThroughput(5)
                        .withThroughputDeadline(Duration.ofMillis(7)),
                read.defaultDispatcher());
        assertEquals(
                Mailboxes.bounded(4, io.garrick.dispatch.Overflow.dropNewest()),
                read.mailboxes().get(SystemSettings.DEFAULT_MAILBOX));
    }

    @Test
    @DisplayName("configuration: what means nothing here is told, sorted, and nothing else is")
    void translate_whatMeansNothing_isTold() {
        assertEquals(
                List.of(
                        "actor.debug.lifecycle",
                        "actor.default-dispatcher.attempt-teamwork",
                        "actor.default-dispatcher.fork-join-executor.task-peeking-mode",
                        "actor.deployment.\"/a\".router",
                        "actor.mailbox.requirements.\"akka.event.LoggerMessageQueueSemantics\"",
                        "actor.mine.shutdown-timeout",
                        "actor.provider",
                        "loggers"),
                ignored("""
                        loggers = ["akka.event.slf4j.Slf4jLogger"]
                        loglevel = INFO
                        actor {
                          provider = cluster
                          debug { lifecycle = on, unhandled = on }
                          default-dispatcher { fork-join-executor { parallelism-min = 1, task-peeking-mode = FIFO }
                            thread-pool-executor.fixed-pool-size = off, attempt-teamwork = on, throughput = 1 }
                          default-mailbox { mailbox-type = akka.dispatch.UnboundedMailbox, mailbox-capacity = 1000 }
                          mine { type = PinnedDispatcher, shutdown-timeout = 1s }
                          queue { mailbox-type = com.acme.Own, anything = 5 }
                          deployment."/a" { router = round-robin-pool, dispatcher = x }
                          mailbox.requirements {
                            "akka.event.LoggerMessageQueueSemantics" = x
                            "akka.dispatch.BoundedMessageQueueSemantics" = y
                          }
                        }
                        """));
    }
}
