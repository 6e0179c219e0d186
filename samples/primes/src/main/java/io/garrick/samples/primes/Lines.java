package io.garrick.samples.primes;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for people, each out at once. */
final class Lines {

    private final PrintStream out;

    Lines(PrintStream out) {
        this.out = out;
    }

    @SuppressWarnings("AnnotateFormatMethod") // whose annotation would be a dependency of a sample
    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
