package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.LogLevel;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.event.LogEvent;
import io.garrick.event.Logging;
import io.garrick.event.LoggingAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LogTapTest {

    private final Logger backend = (Logger) LoggerFactory.getLogger("tapped");
    private final List<ILoggingEvent> lines = new ArrayList<>();
    private final List<LogEvent> heard = new ArrayList<>();
    private final Consumer<LogEvent> listener = heard::add;
    private final LogTap tap = new LogTap(LogLevel.ALL);
    private final TappedLogger log = tap.logger("tapped", null);

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getCallerData();
            lines.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(backend.getLoggerContext());
        appender.start();
        backend.setAdditive(false);
        backend.setLevel(Level.INFO);
        backend.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        backend.detachAppender(appender);
        backend.setLevel(null);
    }

    private List<String> texts() {
        return heard.stream()
                .map(event -> event.level() + " " + event.message())
                .toList();
    }

    private void everyLevel() {
        log.trace("t {}", 1);
        log.debug("d {} {}", 1, 2);
        log.info("i {} {} {}", 1, 2, 3);
        log.warn("w");
        log.error("e {}", 1);
    }

    @Test
    void withoutListeners_theBackendIsAllThereIs() {
        everyLevel();
        assertEquals(
                List.of("i 1 2 3", "w", "e 1"),
                lines.stream().map(ILoggingEvent::getFormattedMessage).toList());
        assertEquals(List.of(), heard);
        assertFalse(log.isDebugEnabled());
        assertFalse(log.isTraceEnabled(MarkerFactory.getMarker("m")));
        assertSame(
                backend.makeLoggingEventBuilder(org.slf4j.event.Level.INFO).getClass(),
                log.makeLoggingEventBuilder(org.slf4j.event.Level.INFO).getClass());
    }

    @Test
    void listener_hearsFromItsLevelOn_whateverTheBackendWants() {
        tap.add(listener, org.slf4j.event.Level.DEBUG);
        backend.setLevel(Level.ERROR);
        everyLevel();
        log.atDebug().log("fluent {}", 1);
        assertEquals(List.of("DEBUG d 1 2", "INFO i 1 2 3", "WARN w", "ERROR e 1", "DEBUG fluent 1"), texts());
        assertEquals(
                List.of("e 1"),
                lines.stream().map(ILoggingEvent::getFormattedMessage).toList());
        assertTrue(log.isDebugEnabled());
        assertTrue(log.isInfoEnabled(MarkerFactory.getMarker("m")));
        assertFalse(log.isTraceEnabled());
        assertEquals("tapped", heard.get(0).logger());
    }

    @Test
    void linesBelowTheLevel_areOff_forBackendAndListeners() {
        LogTap limited = new LogTap(LogLevel.WARNING);
        TappedLogger quiet = limited.logger("tapped", null);
        limited.add(listener, org.slf4j.event.Level.TRACE);
        quiet.info("i");
        quiet.atInfo().log("fluent");
        quiet.info(MarkerFactory.getMarker("m"), "marked");
        quiet.warn("w");
        quiet.atError().log("e");
        assertEquals(List.of("WARN w", "ERROR e"), texts());
        assertEquals(
                List.of("w", "e"),
                lines.stream().map(ILoggingEvent::getFormattedMessage).toList());
        assertFalse(quiet.isInfoEnabled());
        assertFalse(quiet.isInfoEnabled(MarkerFactory.getMarker("m")));
        assertFalse(new LogTap(LogLevel.OFF).logger("tapped", null).isErrorEnabled());
    }

    @Test
    void twoListeners_hearWhatEachWants_untilTheyLeave() {
        List<LogEvent> errors = new ArrayList<>();
        Consumer<LogEvent> second = errors::add;
        tap.add(listener, org.slf4j.event.Level.TRACE);
        tap.add(second, org.slf4j.event.Level.ERROR);
        everyLevel();
        assertEquals(5, heard.size());
        assertEquals(1, errors.size());
        tap.remove(listener);
        assertFalse(log.isDebugEnabled());
        everyLevel();
        assertEquals(5, heard.size());
        assertEquals(2, errors.size());
        tap.remove(second);
        everyLevel();
        assertEquals(2, errors.size());
    }

    @Test
    void everythingOfALine_reachesTheBackendThroughTheTap() {
        Marker marker = MarkerFactory.getMarker("m");
        Exception cause = new IllegalStateException("broken");
        tap.add(listener, org.slf4j.event.Level.INFO);
        log.atWarn().addMarker(marker).addKeyValue("k", 7).setCause(cause).log("text {}", "x");
        log.info(marker, "plain {}", 1, cause);
        ILoggingEvent fluent = lines.get(0);
        assertEquals("text x", fluent.getFormattedMessage());
        assertEquals(List.of(marker), fluent.getMarkerList());
        assertEquals("k", fluent.getKeyValuePairs().get(0).key);
        assertSame(cause, ((ThrowableProxy) fluent.getThrowableProxy()).getThrowable());
        assertEquals(LogTapTest.class.getName(), fluent.getCallerData()[0].getClassName());
        ILoggingEvent plain = lines.get(1);
        assertEquals("plain 1", plain.getFormattedMessage());
        assertEquals(List.of(marker), plain.getMarkerList());
        assertSame(cause, ((ThrowableProxy) plain.getThrowableProxy()).getThrowable());
        assertEquals(LogTapTest.class.getName(), plain.getCallerData()[0].getClassName());
        assertEquals(Optional.of(cause), heard.get(0).cause());
        assertEquals(Optional.of(cause), heard.get(1).cause());
    }

    @Test
    void system_itsActorsAndItsLines_areHeard() {
        try (ActorSystem system = ActorSystem.create("heard", SystemSettings.defaults())) {
            SystemServices services = SystemServices.of(system);
            services.addLogListener(org.slf4j.event.Level.DEBUG, listener);
            ActorRef about = system.deadLetters();
            system.log().info("of the system {}", about);
            Logging.getLogger(system, "named").debug("of a name");
            LoggingAdapter ofActor = Logging.getLogger(system, about);
            ofActor.warning("of an actor");
            services.removeLogListener(listener);
            ofActor.error("nobody listens");
            assertEquals(List.of("INFO of the system " + about, "DEBUG of a name", "WARN of an actor"), texts());
            assertEquals(List.of(about), heard.get(0).actors());
            assertEquals("io.garrick.system.heard", heard.get(0).logger());
            assertEquals("named", heard.get(1).logger());
            assertEquals(List.of(), heard.get(1).actors());
            assertEquals(List.of(about), heard.get(2).actors());
        }
    }

    /** A backend that knows nothing of SLF4J's events. */
    private static final class Plain extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> written = new ArrayList<>();

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                org.slf4j.event.Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            written.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments)
                    + (thrown == null ? "" : " " + thrown.getMessage()));
        }
    }

    @Test
    void plainBackend_getsTheSameLines() {
        Plain plain = new Plain();
        TappedLogger logger = new TappedLogger("plain", plain, tap, null);
        tap.add(listener, org.slf4j.event.Level.DEBUG);
        logger.debug("off");
        logger.info("i {}", 1);
        logger.atError()
                .setCause(new IllegalStateException("broken"))
                .addKeyValue("k", 7)
                .log("e {}", 2);
        assertEquals(List.of("INFO i 1", "ERROR k=7 e 2 broken"), plain.written);
        assertEquals(List.of("DEBUG off", "INFO i 1", "ERROR e 2"), texts());
    }
}
