package io.garrick.specs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Reads the log while a spec is played, and keeps it from the console: specs order thousands of failures. */
final class LogRecorder {

    /** What supervision says about every failure. */
    private static final String FAILURE = "actor failed ";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Recorder recorder = new Recorder();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private boolean errorsExpected;

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final List<ILoggingEvent> events = new ArrayList<>();

        @Override
        protected synchronized void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                events.add(event);
            }
        }

        synchronized boolean has(String text) {
            return events.stream()
                    .anyMatch(event -> event.getFormattedMessage().contains(text) || hasInCause(event, text));
        }

        private static boolean hasInCause(ILoggingEvent event, String text) {
            IThrowableProxy cause = event.getThrowableProxy();
            while (cause != null && !String.valueOf(cause.getMessage()).contains(text)) {
                cause = cause.getCause();
            }
            return cause != null;
        }

        synchronized boolean hasStackFrame(String method) {
            return events.stream()
                    .map(ILoggingEvent::getThrowableProxy)
                    .filter(Objects::nonNull)
                    .flatMap(thrown -> Stream.of(thrown.getStackTraceElementProxyArray()))
                    .anyMatch(frame ->
                            frame.getStackTraceElement().getMethodName().equals(method));
        }

        synchronized List<String> lines(Level level) {
            return events.stream()
                    .filter(event -> event.getLevel() == level)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    private LogRecorder() {}

    static LogRecorder start() {
        LogRecorder log = new LogRecorder();
        log.recorder.setContext(log.root.getLoggerContext());
        log.recorder.start();
        log.root.iteratorForAppenders().forEachRemaining(log.others::add);
        log.others.forEach(log.root::detachAppender);
        log.root.addAppender(log.recorder);
        return log;
    }

    void stop() {
        root.detachAppender(recorder);
        others.forEach(root::addAppender);
    }

    List<String> errors() {
        errorsExpected = true;
        return recorder.lines(Level.ERROR);
    }

    List<String> warnings() {
        return recorder.lines(Level.WARN);
    }

    boolean has(String text) {
        return recorder.has(text);
    }

    boolean hasStackFrame(String method) {
        return recorder.hasStackFrame(method);
    }

    Optional<String> unexpected(boolean failuresExpected) {
        return errorsExpected
                ? Optional.empty()
                : recorder.lines(Level.ERROR).stream()
                        .filter(line -> !(failuresExpected && line.startsWith(FAILURE)))
                        .findFirst();
    }
}
