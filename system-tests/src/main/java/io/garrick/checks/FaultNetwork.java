package io.garrick.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two sides of nodes are joined by: two network namespaces with a pair of interfaces, of which packets are dropped by iptables; or, where that is not
 * permitted, the machine's loopback, which has no faults. One thread at a time.
 */
final class FaultNetwork implements AutoCloseable {

    private static final int FIRST_PORT = 2552;
    private static final Pattern DROPPED = Pattern.compile("(?m)^ *(\\d+) +\\d+ +DROP ");
    private static final List<String> HERE = List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; exec \"$@\"", "sh");

    private final List<String> namespaces;
    private int nextPort = FIRST_PORT;

    private FaultNetwork(List<String> namespaces) {
        this.namespaces = namespaces;
    }

    /** Where a node runs. */
    record Place(List<String> prefix, String host, int port) {}

    static FaultNetwork loopback() {
        return new FaultNetwork(List.of());
    }

    /** @throws IOException with the reason when that is not permitted, or something is missing */
    static FaultNetwork apart() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        FaultNetwork made = new FaultNetwork(List.of("garrick-" + pid + "-0", "garrick-" + pid + "-1"));
        try {
            made.make("g" + pid);
            return made;
        } catch (IOException | InterruptedException failure) {
            made.close();
            throw failure;
        }
    }

    private void make(String link) throws IOException, InterruptedException {
        for (String namespace : namespaces) {
            ip("netns", "add", namespace);
        }
        ip(
                "link",
                "add",
                link + "v0",
                "netns",
                namespaces.get(0),
                "type",
                "veth",
                "peer",
                "name",
                link + "v1",
                "netns",
                namespaces.get(1));
        for (int side = 0; side < 2; side++) {
            String namespace = namespaces.get(side);
            ip("-n", namespace, "addr", "add", host(side) + "/30", "dev", link + "v" + side);
            ip("-n", namespace, "link", "set", link + "v" + side, "up");
            ip("-n", namespace, "link", "set", "lo", "up");
        }
        lose(0.5); // whether that can be done is found out now
        heal();
    }

    boolean hasFaults() {
        return !namespaces.isEmpty();
    }

    /** A free place on one of the sides, 0 or 1. */
    Place place(int side) throws IOException {
        if (hasFaults()) {
            List<String> prefix = new ArrayList<>(HERE);
            prefix.addAll(List.of("ip", "netns", "exec", namespaces.get(side)));
            return new Place(prefix, host(side), nextPort++);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Place(List.of(), "127.0.0.1", free.getLocalPort());
        }
    }

    private static String host(int side) {
        return "10.213.77." + (side + 1);
    }

    /** Drops this part of all packets, each way. */
    void lose(double part) throws IOException, InterruptedException {
        for (int side = 0; side < 2; side++) {
            iptables(
                    side,
                    "-A",
                    "INPUT",
                    "!",
                    "-i",
                    "lo",
                    "-m",
                    "statistic",
                    "--mode",
                    "random",
                    "--probability",
                    String.valueOf(part),
                    "-j",
                    "DROP");
        }
    }

    /** A side gets nothing any more. */
    void deafen(int side) throws IOException, InterruptedException {
        iptables(side, "-A", "INPUT", "!", "-i", "lo", "-j", "DROP");
    }

    void heal() throws IOException, InterruptedException {
        iptables(0, "-F", "INPUT");
        iptables(1, "-F", "INPUT");
    }

    /** Packets that did not come to a side since the last fault began. */
    long dropped(int side) throws IOException, InterruptedException {
        Matcher counts = DROPPED.matcher(iptables(side, "-L", "INPUT", "-v", "-x", "-n"));
        long sum = 0;
        while (counts.find()) {
            sum += Long.parseLong(counts.group(1));
        }
        return sum;
    }

    private String iptables(int side, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespaces.get(side), "iptables", "-w"));
        command.addAll(List.of(options));
        return run(command);
    }

    private static void ip(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(options));
        run(command);
    }

    /** Runs a command to its end; what it has printed. */
    static String run(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(HERE);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "command failed: command=" + String.join(" ", command) + " problem=" + output.strip());
        }
        return output;
    }

    /** Takes the namespaces away, and with them their interfaces; more than once does no harm. */
    @Override
    public void close() {
        for (String namespace : namespaces) {
            try {
                ip("netns", "del", namespace);
            } catch (IOException gone) {
                // It was never made, or is gone already.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
