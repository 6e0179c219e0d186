package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the README shows is what runs. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    @Test
    @DisplayName("README's hello world is about 15 lines, compiles, and says hello")
    void helloWorld_compiledAndRun_saysHello() throws Exception {
        String source = block(0);
        assertTrue(linesOfCode(source) <= 15, () -> "lines of code: " + linesOfCode(source));
        compile("Hello", source);
        assertEquals("Hello, world!", output("Hello").strip());
    }

    @Test
    @DisplayName("README's rehearsed test is 15 lines, compiles, passes, and fails if the actor is too slow")
    void rehearsedTest_compiledAndRun_passes() throws Exception {
        compile("Hello", block(0));
        String source = block(1);
        assertTrue(linesOfCode(source) <= 15, () -> "lines of code: " + linesOfCode(source));
        compile("HelloTest", source);
        assertEquals("", failures());
        compile("HelloTest", source.replace("ofSeconds(1)", "ofSeconds(9)"));
        String failures = failures();
        assertTrue(failures.contains("AskTimeoutException"), failures);
    }

    private static long linesOfCode(String source) {
        return source.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import"))
                .count();
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        int status = compiler.run(null, null, null, "-d", folder.toString(), "-cp", classPath, file.toString());
        assertEquals(0, status);
    }

    /** What the test of that name fails of, run by JUnit; nothing if it was run and passes. */
    private String failures() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Class.forName("HelloTest", true, loader)))
                                    .build(),
                            listener);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        assertEquals(1, listener.getSummary().getTestsFoundCount());
        return listener.getSummary().getFailures().stream()
                .map(failure -> failure.getException().getMessage())
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("README's curl commands are one line each, with no character that some shell reads")
    void curlCommands_read_areTheSameInEveryShell() throws IOException {
        List<String> commands = Files.readString(README)
                .lines()
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertTrue(commands.size() >= 3, () -> "curl commands: " + commands);
        for (String command : commands) {
            assertTrue(
                    Pattern.matches("[^\\\\'$%!`]*", command), () -> "a shell would read a character of: " + command);
            Matcher urls = Pattern.compile("(\"?)(http\\S*?|@\\S*?)(\"|\\s|$)").matcher(command);
            while (urls.find()) {
                assertEquals("\"", urls.group(1), () -> "not in double quotes: " + command);
            }
        }
    }

    /** One of the blocks of Java. */
    private static String block(int index) throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        List<String> blocks = block.results().map(result -> result.group(1)).toList();
        assertTrue(index < blocks.size(), () -> "README has too few blocks of Java: " + blocks);
        return blocks.get(index);
    }

    private String output(String mainClass) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            Class.forName(mainClass, true, loader)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
