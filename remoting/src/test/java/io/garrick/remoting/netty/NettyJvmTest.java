package io.garrick.remoting.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM of its own, with no flag that allows anything: nothing is warned of, and it ends by itself. */
class NettyJvmTest {

    @TempDir
    Path folder;

    static Stream<List<String>> flags() {
        Stream<List<String>> none = Stream.of(List.of());
        Stream<List<String>> strict =
                Stream.of(List.of("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny"));
        return Runtime.version().feature() < 24 ? none : Stream.concat(none, strict);
    }

    @ParameterizedTest
    @MethodSource("flags")
    void program_isWarnedOfNothing(List<String> flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EchoProgram.class.getName()));
        Path said = folder.resolve("said");

        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertEquals(List.of("heard"), Files.readAllLines(said));
        assertEquals(0, status);
    }
}
