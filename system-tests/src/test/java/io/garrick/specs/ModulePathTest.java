package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.garrick.actor.ActorSystem;
import io.garrick.dispatch.Dispatcher;
import io.garrick.pattern.Patterns;
import io.garrick.supervision.SupervisorStrategy;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.agrona.collections.ObjectHashSet;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.unpadded.MpscUnboundedVarHandleUnpaddedArrayQueue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** An application that is a named module and opens nothing, in a JVM of its own. */
class ModulePathTest {

    private static final String MAIN = """
            package acme.actors;

            import io.garrick.actor.*;
            import io.garrick.pattern.Patterns;
            import java.time.Duration;

            public final class Main {
                static final class Echo extends AbstractActor {
                    @Override
                    public Receive createReceive() {
                        return receiveBuilder().matchAny(m -> sender().tell(m, self())).build();
                    }
                }

                public static void main(String[] args) {
                    try {
                        Props.create(Echo.class);
                        System.out.println("found");
                    } catch (IllegalArgumentException refused) {
                        System.out.println(refused.getMessage());
                    }
                    try (ActorSystem system = ActorSystem.create("named")) {
                        ActorRef echo = system.actorOf(Props.create(Echo.class, Echo::new));
                        System.out.println(Patterns.ask(echo, "echo", Duration.ofSeconds(60))
                                .toCompletableFuture()
                                .join());
                    }
                }
            }
            """;

    private final List<Class<?>> inEachLibrary = List.of(
            ActorSystem.class,
            Dispatcher.class,
            SupervisorStrategy.class,
            Patterns.class,
            MessagePassingQueue.class,
            MpscUnboundedVarHandleUnpaddedArrayQueue.class,
            ObjectHashSet.class,
            Config.class,
            Logger.class,
            NullMarked.class);

    private String modulePath() {
        return String.join(
                File.pathSeparator,
                inEachLibrary.stream().map(ModulePathTest::location).distinct().toList());
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> compileAndRun(Path directory, String declaration) throws IOException, InterruptedException {
        Path sources = Files.createDirectories(directory.resolve("acme/actors"));
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path module = Files.writeString(directory.resolve("module-info.java"), declaration);
        Path classes = directory.resolve("classes");
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        int status = compiler.run(
                null, null, null, "-p", modulePath(), "-d", classes.toString(), main.toString(), module.toString());
        assertEquals(0, status, "compiler");

        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        java, "-p", modulePath() + File.pathSeparator + classes, "-m", "acme/acme.actors.Main")
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "application does not end");
        List<String> lines = new ArrayList<>();
        try (Stream<String> read = Files.lines(output, StandardCharsets.UTF_8)) {
            read.forEach(lines::add);
        }
        lines.add("exit status " + process.exitValue());
        return lines;
    }

    @Test
    @DisplayName(
            "M10 On the module path a package that is not open is refused with the missing line; a creator needs none")
    void application_packageNotOpen_isToldTheMissingLine(@TempDir Path directory) throws Exception {
        assertEquals(
                List.of(
                        "actor class is not open to this module: class=acme.actors.Main$Echo"
                                + " missing=opens acme.actors to io.garrick.runtime; module=acme"
                                + " hint=or use Props.create(Class, Creator)",
                        "echo",
                        "exit status 0"),
                compileAndRun(directory, "module acme { requires io.garrick.patterns; }"));
    }
}
