package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what runs. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    @Test
    @DisplayName("README's hello world is about 15 lines, compiles, and says hello")
    void helloWorld_compiledAndRun_saysHello() throws Exception {
        String source = block("java");
        long lines = source.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import"))
                .count();
        assertTrue(lines <= 15, () -> "lines of code: " + lines);
        Path file = Files.writeString(folder.resolve("Hello.java"), source);

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());

        assertEquals(0, status);
        assertEquals("Hello, world!", output("Hello").strip());
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

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertTrue(block.find(), () -> "README has no block of " + language);
        return block.group(1);
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
