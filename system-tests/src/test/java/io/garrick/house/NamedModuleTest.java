package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a named module, in a JVM of its own without any flag that opens something. */
class NamedModuleTest {

    /** What an application of Garrick has on its module path; a logger, lest SLF4J say that there is none. */
    private static final Pattern ON_MODULE_PATH = Pattern.compile(
            "dispatcher|supervision|runtime|patterns|(jctools-core|agrona|config|slf4j-api|jspecify|logback).*\\.jar");

    @TempDir
    Path folder;

    @Test
    void application_asNamedModule_runsWithoutAWarning() throws Exception {
        String modulePath = modulePath();
        Path source = source();
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-requires-automatic,-requires-transitive-automatic",
                        "-Werror",
                        "--release",
                        "17",
                        "-cp",
                        folder.toString(),
                        "-p",
                        modulePath,
                        "-d",
                        classes.toString(),
                        source.resolve("module-info.java").toString(),
                        source.resolve("hello/Hello.java").toString());
        assertEquals(0, compiled);

        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command(modulePath + File.pathSeparator + classes))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertEquals(0, process.waitFor(), () -> read(err));
        assertEquals("", read(err));
        assertEquals(
                List.of("hello world from by-class in module hello", "hello world from by-creator in module hello"),
                read(out).lines().filter(line -> line.startsWith("hello")).toList());
        assertTrue(
                Pattern.compile("(?i)warning")
                        .matcher(read(out))
                        .results()
                        .findAny()
                        .isEmpty(),
                () -> read(out));
    }

    private static List<String> command(String modulePath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=deny");
            command.add("--illegal-native-access=deny");
        }
        command.addAll(List.of("-p", modulePath, "-m", "hello/hello.Hello"));
        return command;
    }

    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> ON_MODULE_PATH.matcher(nameOf(Path.of(entry))).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A library's file name; of what this build makes, the module's folder. */
    private static String nameOf(Path entry) {
        return entry.startsWith(Sources.ROOT)
                ? Sources.ROOT.relativize(entry).getName(0).toString()
                : entry.getFileName().toString();
    }

    private static Path source() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(NamedModuleTest.class.getResource("/named-module"))
                .toURI());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
