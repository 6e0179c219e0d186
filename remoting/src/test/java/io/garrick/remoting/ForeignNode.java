package io.garrick.remoting;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import io.garrick.actor.Props;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own, which tells by its standard output what it has counted when a line is written to its input, and ends with its input. */
final class ForeignNode implements AutoCloseable {

    private static final String MARK = "answer: ";

    private final StringBuilder logged = new StringBuilder();
    private final Process process;
    private final BufferedReader answers;
    private final Path said;
    private final Address address;

    ForeignNode(Path folder, String configuration, String... flags) throws IOException {
        this.said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                configuration));
        this.process = new ProcessBuilder(command).redirectError(said.toFile()).start();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.address = AddressFromURIString.parse(answer());
    }

    Address address() {
        return address;
    }

    /** How many connections it has ended for what came by them. */
    long malformed() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Long.parseLong(answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(MARK)) { // its log
            logged.append(line).append('\n');
            line = answers.readLine();
        }
        if (line == null) {
            throw new AssertionError("node has ended: " + said());
        }
        return line.substring(MARK.length());
    }

    /** Up to its last answer, and on its error output. */
    String said() throws IOException {
        return logged + Files.readString(said);
    }

    /** Ends it in order; its status. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("node does not end: " + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Gives back what it gets. */
    static final class Mirror extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }
    }

    /** What runs there. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            try (ActorSystem system = ActorSystem.create("b", ConfigFactory.parseString(arguments[0]))) {
                system.actorOf(Props.create(Mirror.class, Mirror::new), "here");
                System.out.println(MARK + Remoting.get(system).address());
                while (System.in.read() >= 0) {
                    System.out.println(
                            MARK + Remoting.get(system).node().wireLog().malformed());
                }
            }
        }
    }
}
