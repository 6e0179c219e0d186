package io.garrick.samples.flight;

import io.garrick.samples.flight.actors.NoAnswerException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program: opens the parts, lets customers come, and audits what is left. Exit status 0 if the audit holds, 1 if it
 * does not or the program could not run, 2 if the options are wrong.
 */
@Command(
        name = "flight-booking",
        sortOptions = false,
        usageHelpWidth = 100,
        header = "Books flights, pays and bills them while actors crash, and audits the result.",
        footer = {
            "",
            "Exit status: 0 if the audit holds, 1 if it does not or the program cannot run, 2 if the options are wrong.",
            "The log is target/flight-booking.log in the current folder."
        })
public final class FlightBooking implements Callable<Integer> {

    private static final Path LOG = Path.of("target", "flight-booking.log");
    private static final int BROKEN = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<Parts> beforeAudit;

    @Mixin
    private Options options;

    @Spec
    private CommandSpec spec;

    private FlightBooking(PrintStream out, PrintStream err, Consumer<Parts> beforeAudit) {
        this.out = out;
        this.err = err;
        this.beforeAudit = beforeAudit;
        this.options = new Options();
        this.spec = CommandSpec.create();
    }

    /**
     * Runs the program.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, parts -> {}, arguments));
    }

    /** Runs the program without ending the JVM; tests may touch the parts when all is booked and not yet audited. */
    static int run(PrintStream out, PrintStream err, Consumer<Parts> beforeAudit, String... arguments) {
        CommandLine line = Options.readers(new CommandLine(new FlightBooking(out, err, beforeAudit)));
        line.setOut(new PrintWriter(out, true, Charset.defaultCharset()));
        line.setParameterExceptionHandler((e, given) -> {
            err.println("flight-booking: " + e.getMessage() + "; --help tells the options");
            return MISUSED;
        });
        return line.execute(arguments);
    }

    /** Checks the options and runs. */
    @Override
    public Integer call() {
        Optional<String> fault = options.fault();
        if (fault.isPresent()) {
            throw new ParameterException(spec.commandLine(), fault.get());
        }
        try (StopSignal stop = new StopSignal()) {
            int status = BROKEN;
            try {
                Logs.toFile(LOG);
                Report report = new BookingRun(options, out, err, stop, beforeAudit).perform();
                out.println(options.json() ? report.json() : report.text());
                out.flush();
                if (options.json()) {
                    report.findings().details().forEach(detail -> err.println("audit: " + detail));
                }
                status = report.findings().ok() ? 0 : BROKEN;
            } catch (IOException | SQLException | RuntimeException e) {
                err.println("flight-booking: " + lament(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                stop.finished(status);
            }
            return status;
        }
    }

    /** One line; the log has the stack. */
    private static String lament(Exception e) {
        LoggerFactory.getLogger(FlightBooking.class).error("cannot run", e);
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean saysAll = cause instanceof OutOfReachException || cause instanceof NoAnswerException;
        String why = saysAll ? String.valueOf(cause.getMessage()) : "cannot run: cause=" + cause;
        return why.lines().findFirst().orElse("");
    }
}
