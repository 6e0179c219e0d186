package io.garrick.samples.flight.mail;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The mail server as a process of its own, which serves until it is ended. */
@Command(
        name = "mail",
        description = "The mail server of the flight-booking sample, on its own. Its mail lives in memory.")
public final class MailProgram implements Callable<Integer> {

    @Option(names = "--smtp-port", defaultValue = "0", description = "Port to receive on; 0 takes any free one.")
    private int smtpPort;

    @Option(names = "--http-port", defaultValue = "0", description = "Port to list on; 0 takes any free one.")
    private int httpPort;

    @Option(names = "--help", usageHelp = true, description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private MailProgram() {}

    /**
     * Starts the mail server.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MailProgram()).execute(arguments));
    }

    /** Prints where the server listens and serves until the process is ended. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MailServer server = MailServer.start(smtpPort, httpPort)) {
            System.out.println("mail server listens: smtp=" + server.smtpAddress() + " url=" + server.uri());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
