package io.garrick.checks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one method of one test class: the child of {@code ./garrick check mutants}. Status 0 for green, 1 for red, 3 if nothing was run. */
final class OneTest {

    private OneTest() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        Class<?> test = Class.forName(arguments[0]);
        List<MethodSelector> selectors = methods(test).stream()
                .filter(method -> method.getName().equals(arguments[1]))
                .map(method -> selectMethod(test, method))
                .toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("junit.jupiter.execution.timeout.default", "100 s")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true));
        if (summary.getTestsFoundCount() == 0) {
            System.exit(3);
        }
        System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
    }

    private static List<Method> methods(Class<?> test) {
        List<Method> methods = new java.util.ArrayList<>();
        for (Class<?> type = test; type != null; type = type.getSuperclass()) {
            methods.addAll(Arrays.asList(type.getDeclaredMethods()));
        }
        return methods;
    }
}
