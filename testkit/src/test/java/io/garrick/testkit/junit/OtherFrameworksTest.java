package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The test kit in JVMs of their own that have JUnit 5, JUnit 6, or none; for JUnit 4 there is {@link JUnit4Test}. */
class OtherFrameworksTest {

    private static final String[] JUNIT = {"junit-", "opentest4j-"};

    private static String launch(List<String> classPath, Class<?> test) throws Exception {
        return OtherJvm.run(0, classPath, LaunchedOnce.class.getName(), test.getName());
    }

    @Test
    void testKit_withoutAnyJUnit_works() throws Exception {
        List<String> classPath = OtherJvm.without(JUNIT);
        assertTrue(classPath.size() < OtherJvm.CLASS_PATH.size(), OtherJvm.CLASS_PATH::toString);
        assertEquals("no JUnit, and all is well", OtherJvm.run(0, classPath, NoFramework.class.getName()));
    }

    @Test
    void extension_onJUnit5_works() throws Exception {
        List<String> junit5 = OtherJvm.jars("junit5.folder");
        assertEquals(5, junit5.size(), junit5::toString);
        List<String> classPath = OtherJvm.both(junit5, OtherJvm.without("junit-"));
        assertEquals("5.10.2: 5 succeeded, 0 failed", launch(classPath, ActorSystemExtensionTest.class));
        assertTrue(launch(classPath, RehearsedTest.class).matches("5\\.10\\.2: [1-9]\\d* succeeded, 0 failed"));
    }

    /** It is what the build's own tests have; this one sees to it that a newer build does not leave JUnit 6 untried. */
    @Test
    void extension_onJUnit6_works() throws Exception {
        String said = launch(OtherJvm.CLASS_PATH, ActorSystemExtensionTest.class);
        assertTrue(said.matches("6\\.\\S+: 5 succeeded, 0 failed"), said);
    }
}
