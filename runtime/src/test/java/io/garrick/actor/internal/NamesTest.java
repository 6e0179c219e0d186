package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.InvalidActorNameException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String ALLOWED =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*$+:@&=,!~';";

    @ParameterizedTest
    @ValueSource(strings = {"a", "worker-1", "-_.*$+:@&=,!~';", "a$b", "...", ".", "%41", "x%aFy%09", "Z9"})
    @DisplayName("M09 what may be a name")
    void validate_allowedName_passes(String name) {
        assertDoesNotThrow(() -> Names.validate(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | actor name is empty",
                ".. | actor name means the parent: name=..",
                "$a | actor name begins with the character of unnamed actors: name=$a character=$ codepoint=U+0024 index=0",
                "a/b | actor name has a character that is not allowed: name=a/b character=/ codepoint=U+002F index=1",
                "a b | actor name has a character that is not allowed: name=a b character=  codepoint=U+0020 index=1",
                "gr\u00fc\u00df | actor name has a character that is not allowed: name=gr\u00fc\u00df character=\u00fc codepoint=U+00FC index=2",
                "a\ud83d\ude00 | actor name has a character that is not allowed: name=a\ud83d\ude00 character=\ud83d\ude00 codepoint=U+1F600 index=1",
                "a#1 | actor name has a character that is not allowed: name=a#1 character=# codepoint=U+0023 index=1",
                "50% | actor name has a percent sign without two hex digits: name=50% character=% codepoint=U+0025 index=2",
                "%4 | actor name has a percent sign without two hex digits: name=%4 character=% codepoint=U+0025 index=0",
                "%4g | actor name has a percent sign without two hex digits: name=%4g character=% codepoint=U+0025 index=0",
                "%\uff14\uff11 | actor name has a percent sign without two hex digits: name=%\uff14\uff11 character=% codepoint=U+0025 index=0",
            })
    @DisplayName("M09 what may not be a name, and which character it is")
    void validate_forbiddenName_saysWhichCharacter(String name, String message) {
        InvalidActorNameException error = assertThrows(InvalidActorNameException.class, () -> Names.validate(name));
        assertEquals(message, error.getMessage());
    }

    @Test
    @DisplayName("M09 each single character is allowed or not as the promise says")
    void validate_everyCharacterBehindALetter_onlyTheListedPass() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String name = "x" + c;
            if (ALLOWED.indexOf(c) >= 0) {
                assertDoesNotThrow(() -> Names.validate(name));
            } else {
                assertThrows(InvalidActorNameException.class, () -> Names.validate(name), name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, $a",
        "1, $b",
        "25, $z",
        "26, $A",
        "62, $+",
        "63, $~",
        "64, $ab",
        "65, $bb",
        "4095, $~~",
        "4096, $aab"
    })
    @DisplayName("M09 unnamed actors are $a, $b, ...")
    void format_number_isBase64LowestDigitFirst(long number, String name) {
        assertEquals(name, Names.format(number));
        assertEquals(number, Names.parse(name));
    }

    @Test
    void parse_formattedNumber_givesItBack() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() >>> 1 + random.nextInt(63);
            assertEquals(number, Names.parse(Names.format(number)), () -> "seed=" + seed + " number=" + number);
        }
        assertEquals(Long.MAX_VALUE, Names.parse(Names.format(Long.MAX_VALUE)));
    }

    @Test
    void parse_anyText_isANumberOnlyIfThatIsItsName() {
        long seed = 20260102;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("$");
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append("ab~A+9h%$".charAt(random.nextInt(9)));
            }
            String name = text.toString();
            long number = Names.parse(name);
            assertEquals(
                    number >= 0,
                    number >= 0 && name.equals(Names.format(number)),
                    () -> "seed=" + seed + " name=" + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "a", "ab", "$aa", "$ba", "$-", "$aaaaaaaaaai", "$aaaaaaaaaaab", "$a b"})
    void parse_notANumbersName_isMinusOne(String name) {
        assertEquals(-1, Names.parse(name));
    }

    @Test
    void format_manyNumbers_allDiffer() {
        Set<String> names = new HashSet<>();
        for (long number = 0; number < 100_000; number++) {
            names.add(Names.format(number));
        }
        assertEquals(100_000, names.size());
    }
}
