package io.garrick.samples.flight.bank;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The bank as a process of its own, which serves until it is ended. */
@Command(name = "bank", description = "The bank of the flight-booking sample, on its own. Its books live in memory.")
public final class BankProgram implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "0", description = "Port to listen on; 0 takes any free one.")
    private int port;

    @Option(names = "--seed", defaultValue = "1", description = "Decides which requests are slow and which fail.")
    private long seed;

    @Option(names = "--latency", defaultValue = "3", description = "Usual time to answer, in milliseconds.")
    private int latencyMillis;

    @Option(names = "--failures", defaultValue = "0.005", description = "Share of requests that fail, 0 to 1.")
    private double failures;

    @Option(names = "--help", usageHelp = true, description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private BankProgram() {}

    /**
     * Starts the bank.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BankProgram()).execute(arguments));
    }

    /** Prints where the bank listens and serves until the process is ended. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Bank bank = Bank.open(new BankSettings(port, seed, latencyMillis, failures))) {
            System.out.println("bank listens: url=" + bank.uri());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
