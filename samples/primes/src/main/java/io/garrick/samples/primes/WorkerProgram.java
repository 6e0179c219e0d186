package io.garrick.samples.primes;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtensionException;
import io.garrick.actor.spi.SystemServices;
import io.garrick.pattern.Reaper;
import io.garrick.remoting.Remoting;
import io.garrick.samples.primes.actors.Master;
import io.garrick.samples.primes.actors.Recruiter;
import io.garrick.samples.primes.actors.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A node on which a master creates workers. */
@Command(
        name = "worker",
        sortOptions = false,
        usageHelpWidth = 100,
        header = "A node on which a master creates workers. The master prints the command that starts it.",
        footer = {
            "",
            "Exit status: 0 if the master has all that it wanted, 1 if it was not found, is lost or has ended before, 2 if the",
            "options are wrong; 130 or 143 after Ctrl-C or SIGTERM."
        })
final class WorkerProgram implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--master",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Where the master is, as it says itself.")
    private @Nullable Place master;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many workers there is room for. Default: one for each processor.")
    private @Nullable Integer workers;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "An address of this machine by which the master reaches it. Default: the one on the way to the master.")
    private @Nullable String host;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkerProgram(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Checks the options and runs. */
    @Override
    public Integer call() {
        Place wanted = Objects.requireNonNull(master, "picocli requires it");
        Optional<String> fault = MasterOptions.faultOfWorkers(room(), 1).or(() -> faultOfHost(wanted));
        if (fault.isPresent()) {
            throw new ParameterException(spec.commandLine(), fault.get());
        }
        AtomicReference<String> hint = new AtomicReference<>();
        WorkerScreen screen = new WorkerScreen(out, wanted);
        try {
            work(wanted, host != null ? host : Networks.addressTowards(wanted), screen, hint);
        } catch (IOException e) {
            err.println(notFound(wanted, hint));
            return Primes.BROKEN;
        } catch (ExtensionException e) {
            err.println("primes worker: " + Primes.cause(e));
            return Primes.BROKEN;
        }
        return screen.end().map(end -> status(end, wanted, hint)).orElse(Primes.BROKEN);
    }

    private int room() {
        return workers != null ? workers : Runtime.getRuntime().availableProcessors();
    }

    private Optional<String> faultOfHost(Place wanted) {
        if (host == null) {
            return Optional.empty();
        }
        if (new Place(host, 0).isLoopback() && !wanted.isLoopback()) {
            return Optional.of(
                    "a master with an address of the network does not reach a worker that has one of this machine only: host="
                            + host + " master=" + wanted);
        }
        return MasterOptions.faultOfHost(host);
    }

    private void work(Place wanted, String own, WorkerScreen screen, AtomicReference<String> hint) {
        ActorSystem system = ActorSystem.create("worker", NodeSettings.worker(own, room()));
        out.println("node of workers: address=" + Place.of(Remoting.get(system).address()) + " workers=" + room());
        out.println("looking for the master at " + wanted);
        ActorRef reaper = system.actorOf(Reaper.props(), Worker.REAPER);
        ActorRef recruiter = system.actorOf(
                Recruiter.props(
                        "garrick://" + Primes.SYSTEM + "@" + wanted + "/user/" + Master.NAME, room(), PATIENCE, screen),
                Recruiter.NAME);
        SystemServices.of(system)
                .addLogListener(
                        Level.WARN,
                        event -> Diagnosis.otherNode(event.message()).ifPresent(found -> {
                            hint.set(found);
                            recruiter.tell(Recruiter.Order.GIVE_UP, ActorRef.noSender());
                        }));
        reaper.tell(new Reaper.WatchMe(recruiter), ActorRef.noSender());
        system.whenTerminated().toCompletableFuture().join();
    }

    private int status(Recruiter.News.End end, Place wanted, AtomicReference<String> hint) {
        switch (end) {
            case DONE -> {
                return 0;
            }
            case NOT_FOUND -> err.println(notFound(wanted, hint));
            case MASTER_LOST ->
                err.println("primes worker: the master has died, or cannot be reached any more: master=" + wanted);
            case MASTER_ENDED ->
                err.println("primes worker: the master was stopped before everything was counted: master=" + wanted);
        }
        return Primes.BROKEN;
    }

    private static String notFound(Place wanted, AtomicReference<String> hint) {
        String why = hint.get() != null ? hint.get() : Diagnosis.of(wanted);
        return "primes worker: the master was not found: master=" + wanted + "; " + why;
    }
}
