package io.garrick.samples.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The commands of the README, read as text; ProgramTest runs them in a shell. */
class ReadmeTest {

    static final Path ROOT = Path.of("..", "..");

    private static final Pattern QUOTED_AS_A_WHOLE = Pattern.compile("[^\"]*(\"[^\"]*\"[^\"]*)*");
    private static final Pattern URL = Pattern.compile("(\"?)http://localhost:8080[^\\s\"]*(\"?)");
    private static final Pattern SEARCH = Pattern.compile("origin=(\\w+)&destination=(\\w+)&date=([0-9-]+)");

    /** Every line that begins with curl. */
    static List<String> curls() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    @Test
    @DisplayName("flight-booking: README's HTTP commands are read alike by sh, cmd and PowerShell 7")
    void curl_everyLine_isReadAlikeByEveryShell() throws IOException {
        assertTrue(curls().size() >= 3, "README has too few curl commands");
        for (String line : curls()) {
            assertTrue(line.chars().noneMatch(c -> "\\'$%!`^|<>;()".indexOf(c) >= 0), line);
            assertTrue(QUOTED_AS_A_WHOLE.matcher(line).matches(), line);
            assertTrue(!line.replaceAll("\"[^\"]*\"", "").matches(".*[&@?*#~].*"), "outside quotes: " + line);
            Matcher url = URL.matcher(line);
            assertTrue(url.find() && url.group(1).equals("\"") && url.group(2).equals("\""), line);
        }
    }

    @Test
    void curl_search_usesADateThatIsInTheData() throws IOException {
        Matcher search = SEARCH.matcher(String.join("\n", curls()));
        assertTrue(search.find());
        Flights flights = Flights.load();
        List<Flight> found = flights.search(search.group(1), search.group(2), LocalDate.parse(search.group(3)));
        assertEquals(1, found.size());
    }
}
