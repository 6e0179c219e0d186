package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.ExtensionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteSettingsTest {

    private static RemoteSettings read(String keys) {
        return SettingsOfRemote.read(ConfigFactory.parseString("garrick.remote { " + keys + " }"));
    }

    @Test
    @DisplayName("docs: the page on remoting has every key, and no other")
    void page_hasEveryKey() throws IOException {
        String page = Files.readString(Path.of("../docs/remoting.md"));
        TreeSet<String> onPage = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(page.substring(page.indexOf("## Keys")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(SettingsOfRemote.KEYS), onPage);
    }

    @Test
    void empty_isTheDefaults() {
        assertEquals(RemoteSettings.defaults(), read(""));
        assertEquals("127.0.0.1", RemoteSettings.defaults().listenHost());
        assertEquals(2552, RemoteSettings.defaults().listenPort());
        assertEquals("0.0.0.0", read("bind-host = 0.0.0.0, bind-port = 7").listenHost());
        assertEquals(7, read("bind-host = 0.0.0.0, bind-port = 7").listenPort());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "prot = 1;prot",
                "port = 70000;garrick.remote.port",
                "lanes = 0;garrick.remote.lanes",
                "queue = 100;a power of two",
                "host = \"\";garrick.remote.host",
                "large = [\"user/x\"];begins with /",
                "heartbeat = 0 s;garrick.remote.heartbeat",
                "backoff-max = 1 ms;backoff-min",
                "max-large-frame = 2 KiB;max-large-frame",
                "tls { key = \"x\" };garrick.remote.tls",
            })
    void wrong_isSaidWithItsPath(String keys, String expected) {
        ConfigurationException problem = assertThrows(ConfigurationException.class, () -> read(keys));

        assertTrue(problem.getMessage().contains(expected), problem.getMessage());
    }

    @Test
    void portInUse_isSaid_andTheSystemEnds() {
        try (ActorSystem first = ActorSystem.create("a", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            int port = Remoting.get(first).address().port().orElseThrow();

            ExtensionException problem = assertThrows(
                    ExtensionException.class,
                    () -> ActorSystem.create("unlucky", ConfigFactory.parseString("garrick.remote.port = " + port)));

            assertTrue(problem.getMessage().contains("port=" + port), problem.getMessage());
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().contains("unlucky")));
        }
    }
}
