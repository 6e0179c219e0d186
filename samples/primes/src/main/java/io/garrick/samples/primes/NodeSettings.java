package io.garrick.samples.primes;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.samples.primes.actors.Worker;
import java.util.List;
import java.util.Map;

/** The configuration of a node. */
final class NodeSettings {

    private NodeSettings() {}

    /** Of the master's node: nobody creates anything there but itself. */
    static Config master(String host, int port, int workers) {
        return node(host, port, workers);
    }

    /** Of a node of workers: others may create these, and nothing else. */
    static Config worker(String host, int workers) {
        return ConfigFactory.parseMap(Map.of("garrick.remote.deployment.allow", List.of(Worker.class.getName())))
                .withFallback(node(host, 0, workers));
    }

    private static Config node(String host, int port, int workers) {
        return ConfigFactory.parseMap(Map.of(
                "garrick.remote.host",
                host,
                "garrick.remote.port",
                port,
                "garrick.serialization.allow",
                List.of("io.garrick.samples.primes.*"),
                "garrick.dispatchers." + Worker.DISPATCHER + ".parallelism",
                Math.max(1, workers)));
    }
}
