package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestSettingsTest {

    private static TestSettings settings(String text) {
        return TestSettings.from(ConfigFactory.parseString(text));
    }

    @Test
    void nothingSaid_isTheDefault() {
        TestSettings settings = settings("");
        assertEquals(Duration.ofSeconds(3), settings.singleExpect());
        assertEquals(Duration.ofMillis(100), settings.expectNoMessage());
        assertEquals(Duration.ofSeconds(1), settings.dilated(Duration.ofSeconds(1)));
    }

    @Test
    void timeFactor_ofTheConfiguration_dilates() {
        try (ActorSystem system =
                ActorSystem.create("slow", ConfigFactory.parseString("garrick.test { timefactor = 2.5 }"))) {
            TestKit kit = new TestKit(system);
            assertEquals(Duration.ofMillis(250), kit.dilated(Duration.ofMillis(100)));
            assertEquals(Duration.ofMillis(7500), kit.getRemainingOrDefault());
            AssertionError silence =
                    assertThrows(AssertionError.class, () -> kit.expectMsg(Duration.ofMillis(20), "x"));
            String waited = silence.getMessage().replaceAll(".* waited=(\\S+) .*", "$1");
            assertTrue(Duration.parse(waited).compareTo(Duration.ofMillis(50)) >= 0, silence::getMessage);
        }
    }

    @Test
    void timeFactor_ofASystemProperty_holdsWhereTheConfigurationIsSilent() {
        System.setProperty("garrick.test.timefactor", "3");
        ConfigFactory.invalidateCaches();
        try {
            assertEquals(Duration.ofSeconds(3), settings("").dilated(Duration.ofSeconds(1)));
            assertEquals(
                    Duration.ofSeconds(2), settings("garrick.test.timefactor=2").dilated(Duration.ofSeconds(1)));
        } finally {
            System.clearProperty("garrick.test.timefactor");
            ConfigFactory.invalidateCaches();
        }
    }

    @Test
    void wrongValuesAndNames_areNamed() {
        assertTrue(assertThrows(ConfigurationException.class, () -> settings("garrick.test.timefactor=0"))
                .getMessage()
                .contains("time factor must be more than 0: path=garrick.test.timefactor value=0"));
        assertTrue(assertThrows(ConfigurationException.class, () -> settings("garrick.test.time-factor=2"))
                .getMessage()
                .contains("found=[time-factor] known=[timefactor,"));
        assertTrue(assertThrows(ConfigurationException.class, () -> settings("garrick.test.filter-leeway=soon"))
                .getMessage()
                .contains("configuration is wrong: path=garrick.test problem="));
    }
}
