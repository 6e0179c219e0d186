package io.garrick.serialization;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Collectors;

/** A number for the shape of a class: its fields' names and erased types, whatever order a JDK lists them in. */
final class Fingerprint {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    static long of(List<Member> members) {
        String shape = members.stream()
                .map(Member::field)
                .map(Fingerprint::line)
                .sorted()
                .collect(Collectors.joining());
        long hash = BASIS;
        for (int i = 0; i < shape.length(); i++) {
            hash = (hash ^ shape.charAt(i)) * PRIME;
        }
        return hash;
    }

    private static String line(Field field) {
        return field.getDeclaringClass().getName() + " " + field.getName() + " "
                + field.getType().getName() + "\n";
    }
}
