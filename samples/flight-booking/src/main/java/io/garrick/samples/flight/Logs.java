package io.garrick.samples.flight;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.garrick.samples.flight.bank.BankUnavailableException;
import io.garrick.samples.flight.chaos.ChaosCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends all logs to a file. */
final class Logs {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %X{actorPath} %logger{20} - %msg%n%crash";

    private static final Set<String> SAY_ALL =
            Set.of(ChaosCrash.class.getName(), BankUnavailableException.class.getName());

    private Logs() {}

    /** Leaves out the stack of failures of chaos and of the bank: the line above says it all. */
    public static final class CrashConverter extends ThrowableProxyConverter {

        @Override
        public String convert(ILoggingEvent event) {
            IThrowableProxy cause = event.getThrowableProxy();
            boolean saysAll = cause != null && SAY_ALL.contains(cause.getClassName());
            return saysAll ? "" : super.convert(event);
        }
    }

    /** Replaces the file of the run before. */
    static void toFile(Path file) throws OutOfReachException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, "");
        } catch (IOException e) {
            throw OutOfReachException.of(
                    "log cannot be written: log=" + file, "start the program in a folder where it can be", e);
        }
        PatternLayout layout = new PatternLayout();
        layout.getInstanceConverterMap().put("crash", CrashConverter::new);
        layout.setContext(context);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setAppend(false);
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
    }
}
