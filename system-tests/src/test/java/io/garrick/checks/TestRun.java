package io.garrick.checks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The child of {@code ./garrick check mutants}: {@code TestRun FILE CLASS#METHOD...} runs methods of test classes and writes a line for each into the file as soon
 * as it is known: {@code green}; {@code red} and why; or {@code absent} if nothing was run.
 */
final class TestRun {

    private TestRun() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        for (int i = 1; i < arguments.length; i++) {
            String[] test = arguments[i].split("#");
            Listener listener = new Listener(Path.of(arguments[0]), i == arguments.length - 1);
            List<MethodSelector> methods = methods(Class.forName(test[0]), test[1]);
            if (!methods.isEmpty()) {
                LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                        .selectors(methods)
                        .configurationParameter("junit.jupiter.execution.timeout.default", "100 s")
                        .build();
                LauncherFactory.create().execute(request, listener);
            }
            listener.write();
        }
        System.exit(0); // whatever a test has left running
    }

    /** Those of that name, inherited ones too, whatever they take. */
    private static List<MethodSelector> methods(Class<?> test, String name) {
        return Stream.<Class<?>>iterate(test, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .map((Method method) -> selectMethod(test, method))
                .toList();
    }

    /** Learns from JUnit how one of them went. */
    private static final class Listener implements TestExecutionListener {

        private final Path file;
        private final boolean last;
        private String result = "absent";

        Listener(Path file, boolean last) {
            this.file = file;
            this.last = last;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult execution) {
            if (result.startsWith("red")) {
                return;
            }
            if (execution.getStatus() == TestExecutionResult.Status.FAILED) {
                result = "red "
                        + execution.getThrowable().map(Throwable::toString).orElse("without a reason");
                if (last) {
                    write(); // the rest of the test cannot make it green again, but may hang
                    Runtime.getRuntime().halt(0);
                }
            } else if (test.isTest() && execution.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                result = "green";
            }
        }

        void write() {
            try {
                Files.writeString(
                        file,
                        result.replaceAll("\\s+", " ") + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
