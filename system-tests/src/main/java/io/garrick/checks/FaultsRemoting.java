package io.garrick.checks;

import java.io.IOException;
import java.util.List;

/** What nodes in processes of their own make of it when one is killed, stands still or begins anew, and when the network between them fails. */
public final class FaultsRemoting {

    private static final int QUICK = 3;
    private static final int NOT_ALL_RUN = 3;

    private static final String HELP = """
            Does harm to nodes that run in processes of their own, and measures what the others make of it.
            Usage: ./garrick check faults-remoting [--quick]
              --quick  Three trials of each kind and 10 s instead of a minute. Does not pass: fewer are not what is promised.
            kill       a watched peer is killed: Terminated comes within 2 s in 95 of 100 cases
            pause      it stands still for 1 s, again and again: no Terminated
            stop       it stands still for 30 s: Terminated within 8 s, and nothing that it tells afterwards arrives
            restart    it is killed and started on the same port, 50 times: refs of earlier lives reach nobody
            loss       20 % of the packets are lost each way for 60 s: no Terminated
            partition  one side hears nothing any more: both have their Terminated within 10 s
            Takes six minutes. Joins the nodes by two network namespaces, which needs Linux, root (or CAP_NET_ADMIN and CAP_SYS_ADMIN),
            and ip and iptables: apt-get install iproute2 iptables. Where that is missing, the nodes are joined by loopback, and
            loss and partition are NOT RUN, which is said on standard error and in their lines, and is no pass.
            Prints one JSON object on one line for each kind: figures, limits, and whether all are kept.
            Exit status: 0 if all limits are kept, 1 if not, 2 if the options are wrong, 3 if those that were run are kept.""";

    private final FaultNetwork network;
    private final FaultTrials trials;
    private final String whyNot;
    private boolean pass = true;
    private boolean ranAll = true;

    private FaultsRemoting(FaultNetwork network, String whyNot, int most) {
        this.network = network;
        this.whyNot = whyNot;
        this.trials = new FaultTrials(network, most);
    }

    /** One kind of fault. */
    private interface Kind {
        Check run() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<String> options = List.of(arguments);
        if (options.equals(List.of("--help"))) {
            System.out.println(HELP);
            return;
        }
        if (!options.isEmpty() && !options.equals(List.of("--quick"))) {
            System.err.println("faults-remoting: options are wrong: found=" + String.join(" ", arguments)
                    + " wanted=--quick or none; see --help");
            System.exit(2);
        }
        FaultsRemoting check = on(options.isEmpty() ? Integer.MAX_VALUE : QUICK);
        Runtime.getRuntime().addShutdownHook(new Thread(check::clear));
        check.runAll();
        System.exit(check.status());
    }

    private static FaultsRemoting on(int most) throws InterruptedException {
        try {
            return new FaultsRemoting(FaultNetwork.apart(), "", most);
        } catch (IOException reason) {
            return new FaultsRemoting(FaultNetwork.loopback(), String.valueOf(reason.getMessage()), most);
        }
    }

    /** Neither a node nor a namespace outlives this program. */
    private void clear() {
        trials.close();
        network.close();
    }

    private void runAll() throws InterruptedException {
        if (!network.hasFaults()) {
            say("nodes are joined by loopback, NOT RUN are loss and partition: reason=" + whyNot
                    + " hint=needs root, and apt-get install iproute2 iptables");
        }
        run("kill", trials::kill);
        run("pause", trials::pauses);
        run("stop", trials::stops);
        run("restart", trials::restarts);
        runWithFaults("loss", trials::loss);
        runWithFaults("partition", trials::partitions);
    }

    private void runWithFaults(String kind, Kind how) throws InterruptedException {
        if (network.hasFaults()) {
            run(kind, how);
        } else {
            ranAll = false;
            System.out.println(FaultFigures.notRun(kind, whyNot).json());
        }
    }

    private void run(String kind, Kind how) throws InterruptedException {
        say(kind);
        Check check;
        try {
            check = how.run();
        } catch (IOException | IllegalStateException failure) {
            say(kind + " has failed: " + failure.getMessage());
            check = FaultFigures.notRun(kind, String.valueOf(failure.getMessage()));
        }
        pass &= check.pass();
        System.out.println(check.json());
    }

    private int status() {
        if (!pass) {
            return 1;
        }
        return ranAll ? 0 : NOT_ALL_RUN;
    }

    private static void say(String line) {
        System.err.println("faults-remoting: " + line);
    }
}
