package io.garrick.samples.primes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that start further workers. */
final class Invitation {

    private Invitation() {}

    /**
     * What the master says when it starts.
     *
     * @param master where it listens
     * @param own an address of its machine that others may reach, if it has any
     */
    static List<String> text(Place master, Optional<String> own) {
        String command = "  ./garrick primes worker --master ";
        List<String> lines = new ArrayList<>(List.of("a worker on this machine:", command + master));
        if (!master.isLoopback()) {
            lines.add("a worker on another machine, if a firewall lets it through:");
            lines.add(command + master);
        } else {
            String address = own.orElse("ADDRESS");
            String port = master.port() == Primes.PORT ? "" : " --port " + master.port();
            lines.add(
                    "a worker on another machine cannot join: this master listens on its own machine only. It could with");
            lines.add("  ./garrick primes --host " + address + port + "   (here)");
            lines.add(command + new Place(address, master.port()) + "   (there)");
        }
        return lines;
    }
}
