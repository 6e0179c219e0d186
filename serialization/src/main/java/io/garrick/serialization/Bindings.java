package io.garrick.serialization;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which serializer a class has. Never changes, so that what was found once holds; another binding makes another one of these. Any thread. */
final class Bindings {

    private final Serializer otherwise;
    private final Map<Class<?>, Serializer> bound;
    private final Map<Class<?>, Answer> found = new ConcurrentHashMap<>();

    /** The answer given last: messages of one class come in rows. Its fields are final, so that a race gives an older answer, which is as right. */
    private Answer recent;

    private record Answer(Class<?> type, Serializer serializer) {}

    private Bindings(Serializer otherwise, Map<Class<?>, Serializer> bound) {
        this.otherwise = otherwise;
        this.bound = bound;
        this.recent = new Answer(Object.class, find(Object.class));
    }

    /** @param otherwise of classes that have no other */
    static Bindings of(Serializer otherwise) {
        return new Bindings(otherwise, Map.of());
    }

    Bindings with(Class<?> type, Serializer serializer) {
        Map<Class<?>, Serializer> more = new HashMap<>(bound);
        more.put(type, serializer);
        return new Bindings(otherwise, more);
    }

    /** The one for the class, or else for the nearest of its superclasses and interfaces. */
    Serializer of(Class<?> type) {
        Answer last = recent;
        if (last.type != type) {
            Answer known = found.get(type);
            last = known != null ? known : found.computeIfAbsent(type, any -> new Answer(any, find(any)));
            recent = last;
        }
        return last.serializer;
    }

    private Serializer find(Class<?> type) {
        Class<?> nearest = null;
        for (Class<?> candidate : bound.keySet()) {
            if (candidate.isAssignableFrom(type) && (nearest == null || nearest.isAssignableFrom(candidate))) {
                nearest = candidate;
            }
        }
        return nearest == null ? otherwise : bound.getOrDefault(nearest, otherwise);
    }
}
