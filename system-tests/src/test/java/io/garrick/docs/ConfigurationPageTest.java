package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.LogLevel;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.internal.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of the configuration page is what the code reads. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/configuration.md");
    private static final String BEGIN = "| key | value | default | since | meaning |\n|---|---|---|---|---|\n";

    @Test
    @DisplayName("docs: the configuration page has every key that the code reads, with its default")
    void page_table_isWhatTheCodeReads() throws IOException {
        String table = SettingsReader.keys().stream()
                .map(key -> "| `" + key.name() + "` | " + key.type() + " | " + key.byDefault() + " | 0.1.0 | "
                        + key.meaning() + " |\n")
                .collect(Collectors.joining());
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int begin = page.indexOf(BEGIN);
        assertTrue(begin >= 0, "the page has no table");
        int end = page.indexOf("\n\n", begin);

        assertEquals(
                table,
                page.substring(begin + BEGIN.length(), end + 1),
                "docs/configuration.md is stale: put this there");
    }

    @Test
    @DisplayName("docs: the example of the configuration page is read without complaint")
    void page_example_isRead() throws IOException {
        SystemSettings settings = SystemSettings.from(ConfigFactory.parseString(example(0)));

        assertEquals(32, settings.defaultDispatcher().throughput());
        assertTrue(settings.dispatchers().containsKey("blocking")
                && settings.mailboxes().containsKey("small"));
        assertTrue(settings.deployments().containsKey("/orders"));
    }

    @Test
    @DisplayName("docs: so is the example of a configuration that a program brings along")
    void page_exampleOfFurtherRoot_isRead() throws IOException {
        SystemSettings settings = SystemSettings.from(ConfigFactory.parseString(example(1)));

        assertEquals(32, settings.defaultDispatcher().throughput());
        assertEquals(LogLevel.INFO, settings.logLevel());
        assertTrue(settings.mailboxes().containsKey(SystemSettings.DEFAULT_MAILBOX));
        assertEquals("blocking-pool", settings.deployments().get("/orders").dispatcher());
    }

    private static String example(int index) throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        return page.split("```hocon\n", -1)[index + 1].split("```", -1)[0];
    }
}
