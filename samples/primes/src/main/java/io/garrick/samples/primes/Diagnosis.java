package io.garrick.samples.primes;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a master was not found, and what to do about it. */
final class Diagnosis {

    private static final int PATIENCE_MILLIS = 3_000;

    /** As a node says who it is when another was meant. */
    private static final Pattern HERE = Pattern.compile("reason=ADDRESS .*here=garrick://([^@\\s]+)@(\\S+)");

    private Diagnosis() {}

    /** The address that a node gives as its own when it refuses one who meant another, read from the log; empty when a line says something else. */
    static Optional<String> otherNode(String line) {
        Matcher here = HERE.matcher(line);
        if (!here.find()) {
            return Optional.empty();
        }
        return Optional.of(
                here.group(1).equals(Primes.SYSTEM)
                        ? "a master is there, but takes only those who call it " + here.group(2)
                                + "; start the worker with: ./garrick primes worker --master " + here.group(2)
                        : "what listens there is no master of primes: system=" + here.group(1)
                                + "; the master prints the right command when it starts");
    }

    /** Tries the place once more, without actors. */
    static String of(Place master) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(master.host()), master.port()), PATIENCE_MILLIS);
            return "something listens there, but it does not answer as a master of primes does; is the port right? The"
                    + " master prints the command when it starts";
        } catch (UnknownHostException e) {
            return "there is no such host; the master prints the command with its address when it starts";
        } catch (ConnectException e) {
            return refused(master);
        } catch (IOException e) {
            return "it cannot be reached: cause=" + e.getMessage()
                    + "; is the address right, and does a firewall let port " + master.port() + " through?";
        }
    }

    private static String refused(Place master) {
        String text = "nothing listens there: the master is not started yet, is over already, or has another port";
        return master.isLoopback()
                ? text + "; if it is on another machine, give that one's address"
                : text
                        + "; or it was started without --host and listens on its own machine only, then start it with: ./garrick primes --host "
                        + master.host() + (master.port() == Primes.PORT ? "" : " --port " + master.port());
    }
}
