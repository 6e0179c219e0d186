package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.Address;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionPathTest {

    private static final Address SYSTEM = new Address("garrick", "sys");

    @ParameterizedTest
    @DisplayName("M12 A text is taken apart into where it begins, names, and uid")
    @CsvSource(delimiter = '|', textBlock = """
            /user/a                                  | -                    | true  | [user, a]          | 0
            /user/a/                                 | -                    | true  | [user, a]          | 0
            //user//a                                | -                    | true  | [user, a]          | 0
            /                                        | -                    | true  | []                 | 0
            a                                        | -                    | false | [a]                | 0
            ../a/*/b?                                | -                    | false | [.., a, *, b?]     | 0
            garrick://sys                            | garrick://sys        | true  | []                 | 0
            garrick://sys/                           | garrick://sys        | true  | []                 | 0
            garrick://sys/user/a                     | garrick://sys        | true  | [user, a]          | 0
            garrick://sys/user/a#17                  | garrick://sys        | true  | [user, a]          | 17
            Actor[garrick://sys/user/a#17]           | garrick://sys        | true  | [user, a]          | 17
            Actor[garrick://sys/user/$a#17]          | garrick://sys        | true  | [user, $a]         | 17
            akka://sys/user/a                        | garrick://sys        | true  | [user, a]          | 0
            akka.tcp://sys@host:2552/user/a          | garrick://sys@host:2552 | true | [user, a]        | 0
            pekko://sys@[::1]:1/user/*               | garrick://sys@[::1]:1 | true | [user, *]          | 0
            http://other/user/a                      | http://other         | true  | [user, a]          | 0
            garrick://a b/user                       | -                    | false | [garrick:, a b, user] | 0
            garrick:///user                          | -                    | false | [garrick:, user]   | 0
            a:b                                      | -                    | false | [a:b]              | 0
            /user/a#x                                | -                    | true  | [user, a#x]        | 0
            /user/a#99999999999999999999             | -                    | true  | [user, a#99999999999999999999] | 0
            """)
    void parse_anyText_isTakenApart(String text, String address, boolean absolute, String elements, long uid) {
        SelectionPath path = SelectionPath.parse(text);

        assertEquals(address, path.address == null ? "-" : path.address.toString());
        assertEquals(absolute, path.absolute);
        assertEquals(elements, path.elements.toString());
        assertEquals(uid, path.uid);
    }

    @Test
    @DisplayName("M12 The largest uid is read, unsigned; an empty text is a name that nobody has")
    void parse_edges_areRead() {
        assertEquals(-1, SelectionPath.parse("/user/a#18446744073709551615").uid);
        assertEquals(0, SelectionPath.parse("/user/a#18446744073709551616").uid);
        assertEquals(List.of("#"), SelectionPath.parse("").elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#7", "#0", "a#7/", "a#7/#7", "a#7#7", "a#7#0", "a/#7", "a#18446744073709551616/", "Actor[]"
            })
    @DisplayName("M12 What is written of a selection is read as the same names and uid")
    void end_anyText_isReadBack(String text) {
        SelectionPath first = SelectionPath.parse(text);
        SelectionPath again = SelectionPath.parse("garrick://sys/" + String.join("/", first.elements) + first.end());

        assertEquals(first.elements, again.elements);
        assertEquals(first.uid, again.uid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#", "a#b/c", "../../..", "%", "\u0000/\n", "a/#7", "Actor[", "Actor[]", "://", "x://y#3"})
    @DisplayName("M12 Any text gives a place for reports, without an error")
    void from_anyText_isAPath(String text) {
        SelectionPath path = SelectionPath.parse(text);

        ActorPath place = path.from(ActorPath.root(SYSTEM).child("user").withUid(5));
        assertEquals(SYSTEM, place.address());
        assertEquals(path.uid, place.uid());
    }

    @Test
    void from_parents_goesUpToTheRoot() {
        ActorPath anchor = ActorPath.root(SYSTEM).child("user").child("a");

        assertEquals("/user/b", SelectionPath.parse("../b").from(anchor).toStringWithoutAddress());
        assertEquals("/b", SelectionPath.parse("../../../../b").from(anchor).toStringWithoutAddress());
    }

    @Test
    @DisplayName("M12 * stands for any characters, ? for one: as a regular expression would find it")
    void matches_anyPatternAndName_agreesWithARegularExpression() {
        SplittableRandom random = new SplittableRandom(1);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*?", 6);
            String name = text(random, "ab", 8);
            String regex = pattern.replace("*", ".*").replace("?", ".");
            boolean expected = Pattern.matches(regex, name);
            assertEquals(expected, SelectionPath.matches(pattern, name), () -> pattern + " " + name);
            matched += expected ? 1 : 0;
        }
        assertTrue(matched > 1_000);
    }

    private static String text(SplittableRandom random, String letters, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void matches_manyStars_doesNotExplode() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(SelectionPath.matches("*a".repeat(30) + "*b", "a".repeat(2_000))));
    }
}
