package io.garrick.actor.internal;

import io.garrick.actor.InvalidActorNameException;

/**
 * The names of actors (promise M09): what may be one, and the names of those that were given none. These are numbers, written behind a
 * {@code $} in base 64, lowest digit first, as Akka does: {@code $a}, {@code $b}, … {@code $~}, {@code $ab}.
 */
final class Names {

    private static final char NUMBER = '$';
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
    private static final int DIGIT_BITS = 6;

    /** A long has 63 bits that are not its sign. */
    private static final int MOST_DIGITS = 11;

    private static final int HIGHEST_TOP_DIGIT = 7;

    private static final String PUNCTUATION = "-_.*$+:@&=,!~';";

    private Names() {}

    /** Throws unless this may be the name of an actor; returns it. */
    static String validate(String name) {
        if (name == null) {
            throw new InvalidActorNameException("actor name is null");
        }
        if (name.isEmpty()) {
            throw new InvalidActorNameException("actor name is empty");
        }
        if (name.equals("..")) {
            throw new InvalidActorNameException("actor name means the parent: name=..");
        }
        if (name.charAt(0) == NUMBER) {
            throw invalid("actor name begins with the character of unnamed actors", name, 0);
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%') {
                if (!isHexDigit(name, i + 1) || !isHexDigit(name, i + 2)) {
                    throw invalid("actor name has a percent sign without two hex digits", name, i);
                }
            } else if (!isLetterOrDigit(c) && PUNCTUATION.indexOf(c) < 0) {
                throw invalid("actor name has a character that is not allowed", name, i);
            }
        }
        return name;
    }

    private static InvalidActorNameException invalid(String statement, String name, int index) {
        int c = name.codePointAt(index);
        return new InvalidActorNameException(statement + ": name=" + name + " character=" + Character.toString(c)
                + String.format(" codepoint=U+%04X", c) + " index=" + index);
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(String name, int index) {
        return index < name.length() && name.charAt(index) < 128 && Character.digit(name.charAt(index), 16) >= 0;
    }

    /** The name of a number, which is not negative. */
    static String format(long number) {
        StringBuilder name = new StringBuilder(4).append(NUMBER);
        long rest = number;
        do {
            name.append(DIGITS.charAt((int) rest & (1 << DIGIT_BITS) - 1));
            rest >>>= DIGIT_BITS;
        } while (rest != 0);
        return name.toString();
    }

    /** The number whose name this is, or -1. */
    static long parse(String name) {
        int length = name.length() - 1;
        if (length < 1 || length > MOST_DIGITS || name.charAt(0) != NUMBER) {
            return -1;
        }
        long number = 0;
        for (int i = length; i >= 1; i--) {
            int digit = DIGITS.indexOf(name.charAt(i));
            if (digit < 0
                    || i == length && length > 1 && (digit == 0 || i == MOST_DIGITS && digit > HIGHEST_TOP_DIGIT)) {
                return -1;
            }
            number = number << DIGIT_BITS | digit;
        }
        return number;
    }
}
