package io.garrick.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.garrick.actor.RecordingRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggingTest.class);
    private final List<ILoggingEvent> lines = new ArrayList<>();
    private final RecordingRef actor = new RecordingRef("worker");
    private final LoggingAdapter log = LoggingAdapter.of(logger, actor);

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap();
            event.getCallerData();
            lines.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        MDC.clear();
    }

    private static final class Loud {
        private int written;

        @Override
        public String toString() {
            written++;
            return "loud";
        }
    }

    private ILoggingEvent line(int index) {
        return lines.get(index);
    }

    @Test
    void eachLevel_withArguments_isFormatted() {
        log.debug("d {} {} {} {}", 1, 2, 3, 4);
        log.info("i {}", "x");
        log.warning("w {} {}", "x", null);
        log.error("e");
        assertEquals(
                List.of("DEBUG d 1 2 3 4", "INFO i x", "WARN w x null", "ERROR e"),
                lines.stream()
                        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                        .toList());
    }

    @Test
    void mdc_duringALine_hasThePathAndIsRestored() {
        MDC.put(LoggingAdapter.ACTOR_PATH, "outer");
        log.info("x");
        assertEquals("outer", MDC.get(LoggingAdapter.ACTOR_PATH));
        MDC.remove(LoggingAdapter.ACTOR_PATH);
        log.info("y");
        assertNull(MDC.get(LoggingAdapter.ACTOR_PATH));
        assertEquals("/user/worker", line(0).getMDCPropertyMap().get(LoggingAdapter.ACTOR_PATH));
        assertEquals("/user/worker", line(1).getMDCPropertyMap().get(LoggingAdapter.ACTOR_PATH));
    }

    @Test
    void levelOff_argumentsGiven_areNotWritten() {
        logger.setLevel(Level.ERROR);
        Loud loud = new Loud();
        log.debug("{}", loud);
        log.info("{} {}", loud, loud);
        log.warning("{} {} {}", loud, loud, loud);
        assertEquals(0, loud.written);
        assertEquals(List.of(), lines);
        log.error("{}", loud);
        assertEquals("loud", line(0).getFormattedMessage());
    }

    @Test
    void enabled_ofEachLevel_followsTheLogger() {
        logger.setLevel(Level.WARN);
        assertTrue(log.isErrorEnabled());
        assertTrue(log.isWarningEnabled());
        assertFalse(log.isInfoEnabled());
        assertFalse(log.isDebugEnabled());
        assertSame(logger, log.logger());
    }

    @Test
    void throwable_withAndWithoutAPlace_isWrittenOrTheCause() {
        Exception failure = new IllegalStateException("broken");
        log.error(failure, "given {}", 1);
        log.error("in place {}", failure);
        log.warning("behind {}", 1, failure);
        assertEquals("given 1", line(0).getFormattedMessage());
        assertSame(failure, ((ThrowableProxy) line(0).getThrowableProxy()).getThrowable());
        assertEquals("in place java.lang.IllegalStateException: broken", line(1).getFormattedMessage());
        assertNull(line(1).getThrowableProxy());
        assertEquals("behind 1", line(2).getFormattedMessage());
        assertSame(failure, ((ThrowableProxy) line(2).getThrowableProxy()).getThrowable());
    }

    @Test
    void caller_ofALine_isTheOneWhoLogs() {
        log.info("x");
        assertEquals(LoggingTest.class.getName(), line(0).getCallerData()[0].getClassName());
    }

    @Test
    void diagnostic_valuesSet_areInTheMdcOfItsLinesOnly() {
        MDC.put("user", "outer");
        DiagnosticLoggingAdapter diagnostic = new DiagnosticLoggingAdapter(logger, actor, "");
        diagnostic.setMDC(Map.of("user", "ann", "count", 3));
        diagnostic.info("x");
        diagnostic.clearMDC();
        diagnostic.info("y");
        assertEquals(
                Map.of("user", "ann", "count", "3", LoggingAdapter.ACTOR_PATH, "/user/worker"),
                line(0).getMDCPropertyMap());
        assertEquals(Map.of("user", "outer", LoggingAdapter.ACTOR_PATH, "/user/worker"), line(1).getMDCPropertyMap());
        assertEquals("outer", MDC.get("user"));
        assertEquals(Map.of(), diagnostic.getMDC());
    }
}
