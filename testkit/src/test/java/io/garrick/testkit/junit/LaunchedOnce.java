package io.garrick.testkit.junit;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a class of tests with the JUnit of its JVM, and says which that is and how many succeeded. */
final class LaunchedOnce {

    private LaunchedOnce() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(arguments[0]))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.println(Test.class.getPackage().getImplementationVersion() + ": " + summary.getTestsSucceededCount()
                + " succeeded, " + summary.getTotalFailureCount() + " failed");
        summary.getFailures()
                .forEach(failure -> System.out.println(failure.getTestIdentifier() + ": " + failure.getException()));
    }
}
