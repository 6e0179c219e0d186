package io.garrick.samples.primes;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtensionException;
import io.garrick.dispatch.Clock;
import io.garrick.pattern.Reaper;
import io.garrick.remoting.Remoting;
import io.garrick.samples.primes.actors.Master;
import io.garrick.samples.primes.actors.Plan;
import io.garrick.samples.primes.actors.Worker;
import io.garrick.samples.primes.domain.Range;
import io.garrick.samples.primes.domain.Sieve;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The master's program: a node with workers of its own, which others may join. */
@Command(
        name = "primes",
        sortOptions = false,
        usageHelpWidth = 100,
        header = "Counts primes with workers on this node and on any number of others, some of which may be killed.",
        footer = {
            "",
            "./garrick primes worker --help tells how to start a node of workers.",
            "Exit status: 0 if the sum is right, 1 if it is not or the program cannot run, 2 if the options are wrong; 130 or 143",
            "after Ctrl-C or SIGTERM."
        })
public final class Primes implements Callable<Integer> {

    /** The name of the master's system. */
    static final String SYSTEM = "primes";

    /** Where a master listens unless told otherwise. */
    static final int PORT = 2552;

    static final int BROKEN = 1;
    static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private MasterOptions options;

    @Spec
    private CommandSpec spec;

    private Primes(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.options = new MasterOptions();
        this.spec = CommandSpec.create();
    }

    /**
     * Runs the program.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the program without ending the JVM. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new Primes(out, err)).addSubcommand(new WorkerProgram(out, err));
        Readers.register(line);
        line.setOut(new PrintWriter(out, true, Charset.defaultCharset()));
        line.setParameterExceptionHandler((e, given) -> {
            err.println("primes: " + e.getMessage() + "; --help tells the options");
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
        List<Range> ranges = Range.cut(options.to(), options.range());
        Screen screen = new Screen(out, Clock.system(), ranges.size());
        try {
            count(new Plan(ranges, options.workers(), options.nodes()), screen);
        } catch (ExtensionException e) {
            err.println("primes: " + cause(e));
            return BROKEN;
        }
        if (screen.total().isEmpty()) {
            return BROKEN;
        }
        long expected = Sieve.primesTo(options.to());
        screen.report(options.to(), expected);
        return screen.total().getAsLong() == expected ? 0 : BROKEN;
    }

    private void count(Plan plan, Screen screen) {
        ActorSystem system =
                ActorSystem.create(SYSTEM, NodeSettings.master(options.host(), options.port(), options.workers()));
        Invitation.text(Place.of(Remoting.get(system).address()), Networks.ownAddress())
                .forEach(out::println);
        ActorRef reaper = system.actorOf(Reaper.props(), Worker.REAPER);
        ActorRef master = system.actorOf(Master.props(plan, screen), Master.NAME);
        reaper.tell(new Reaper.WatchMe(master), ActorRef.noSender());
        system.whenTerminated().toCompletableFuture().join();
    }

    /** One line. */
    static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause instanceof ExtensionException) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
