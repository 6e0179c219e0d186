package io.garrick.samples.primes;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How values of options are read: of one that is not understood it is said what was wanted instead. */
final class Readers {

    private Readers() {}

    static void register(CommandLine line) {
        register(line, Integer.class, "a whole number", Integer::valueOf);
        register(line, int.class, "a whole number", Integer::valueOf);
        register(line, Long.class, "a whole number", Long::valueOf);
        register(line, long.class, "a whole number", Long::valueOf);
        register(line, Place.class, "host:port, such as 127.0.0.1:2552", Place::parse);
    }

    private static <T> void register(CommandLine line, Class<T> type, String wanted, Function<String, T> reader) {
        line.registerConverter(type, value -> {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("found=" + value + " wanted=" + wanted);
            }
        });
    }
}
