package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.CoordinatedShutdownSettings.Phase;
import java.util.List;
import java.util.TreeSet;

/** Reads what the configuration says under {@code garrick.coordinated-shutdown}. */
final class SettingsOfShutdown {

    static final String SECTION = "coordinated-shutdown";

    private static final String TIMEOUT = "default-phase-timeout";
    private static final String BY_JVM = "run-by-jvm-shutdown-hook";
    private static final String BY_TERMINATE = "run-by-actor-system-terminate";
    private static final String TERMINATE = "terminate-actor-system";
    private static final String EXIT = "exit-jvm";
    private static final String EXIT_CODE = "exit-code";
    private static final String PHASES = "phases";
    private static final List<String> KEYS = List.of(TIMEOUT, BY_JVM, BY_TERMINATE, TERMINATE, EXIT, EXIT_CODE, PHASES);
    private static final List<String> KEYS_OF_PHASE = List.of("depends-on", "timeout", "recover", "enabled");

    private SettingsOfShutdown() {}

    /** Whether a path that begins with the section's name is one that is read here. */
    static boolean understands(List<String> path) {
        if (!path.get(0).equals(SECTION)) {
            return false;
        }
        boolean plain =
                path.size() == 2 && KEYS.contains(path.get(1)) && !path.get(1).equals(PHASES);
        boolean ofPhase = path.size() == 4 && path.get(1).equals(PHASES) && KEYS_OF_PHASE.contains(path.get(3));
        return plain || ofPhase;
    }

    /** For the configuration page. */
    static List<SettingsReader.Key> keys() {
        CoordinatedShutdownSettings defaults = CoordinatedShutdownSettings.defaults();
        return List.of(
                key(
                        TIMEOUT,
                        "duration",
                        SettingsReader.text(defaults.defaultPhaseTimeout()),
                        "How long the tasks of a phase are waited for that says nothing else."),
                onOff(
                        BY_JVM,
                        defaults.runByJvmShutdownHook(),
                        "Whether the JVM has the system shut down when it begins to end (SIGTERM), and waits for that."),
                onOff(
                        BY_TERMINATE,
                        defaults.runByActorSystemTerminate(),
                        "Whether terminate() and close() run the phases, or stop the actors at once."),
                onOff(TERMINATE, defaults.terminateActorSystem(), "Whether the last phase stops the actors."),
                onOff(EXIT, defaults.exitJvm(), "Whether the JVM is ended after the last phase."),
                key(
                        EXIT_CODE,
                        "exit status",
                        String.valueOf(defaults.exitCode()),
                        "The JVM's exit status after the last phase."),
                key(
                        PHASES + ".<name>.depends-on",
                        "list of phases",
                        "the twelve in a row",
                        "What comes before a phase; actor-system-terminate comes last."),
                key(
                        PHASES + ".<name>.timeout",
                        "duration",
                        "as for all; 10 s for three",
                        "How long the tasks of a phase are waited for; 10 s for actor-system-terminate, cluster-exiting and"
                                + " cluster-sharding-shutdown-region."),
                onOff(
                        PHASES + ".<name>.recover",
                        true,
                        "Whether the shutdown goes on when a task of this phase has failed or was not done in time."),
                onOff(PHASES + ".<name>.enabled", true, "Whether the tasks of this phase are run."));
    }

    private static SettingsReader.Key onOff(String name, boolean byDefault, String meaning) {
        return key(name, "on, off", byDefault ? "on" : "off", meaning);
    }

    private static SettingsReader.Key key(String name, String type, String byDefault, String meaning) {
        return new SettingsReader.Key(SECTION + "." + name, type, byDefault, meaning);
    }

    static CoordinatedShutdownSettings read(CoordinatedShutdownSettings base, Config section) {
        CoordinatedShutdownSettings result = base;
        for (String key : new TreeSet<>(section.root().keySet())) {
            result = switch (key) {
                case TIMEOUT -> result.withDefaultPhaseTimeout(section.getDuration(key));
                case BY_JVM -> result.withRunByJvmShutdownHook(section.getBoolean(key));
                case BY_TERMINATE -> result.withRunByActorSystemTerminate(section.getBoolean(key));
                case TERMINATE -> result.withTerminateActorSystem(section.getBoolean(key));
                case EXIT -> result.withExitJvm(section.getBoolean(key));
                case EXIT_CODE -> result.withExitCode(section.getInt(key));
                case PHASES -> phases(result, section.getConfig(key));
                default -> throw SettingsReader.unknown(SECTION, key, KEYS);
            };
        }
        return result;
    }

    private static CoordinatedShutdownSettings phases(CoordinatedShutdownSettings base, Config section) {
        CoordinatedShutdownSettings result = base;
        for (String name : new TreeSet<>(section.root().keySet())) {
            Phase before = result.phases().getOrDefault(name, Phase.after());
            result = result.withPhase(name, phase(name, before, section.getConfig(ConfigUtil.joinPath(name))));
        }
        return result;
    }

    private static Phase phase(String name, Phase base, Config block) {
        Phase result = base;
        for (String key : new TreeSet<>(block.root().keySet())) {
            result = switch (key) {
                case "depends-on" -> result.withDependsOn(block.getStringList(key));
                case "timeout" -> result.withTimeout(block.getDuration(key));
                case "recover" -> result.withRecover(block.getBoolean(key));
                case "enabled" -> result.withEnabled(block.getBoolean(key));
                default -> throw SettingsReader.unknown("phase " + name, key, KEYS_OF_PHASE);
            };
        }
        return result;
    }
}
