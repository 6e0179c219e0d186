package io.garrick.actor.internal;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The packages of the classes whose actors a system has made, without ours; they only become more. */
final class ActorPackages {

    /** Ours: no actor in them makes them the application's. */
    private static final Set<String> OURS = Set.of(
            "io.garrick.actor",
            "io.garrick.actor.internal",
            "io.garrick.pattern",
            "io.garrick.routing",
            "io.garrick.testkit");

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> packages = ConcurrentHashMap.newKeySet();
    private final Set<String> view = Collections.unmodifiableSet(packages);

    /** Enters a class; for one that is known this is one look into a table. */
    void add(Class<?> actorClass) {
        if (!seen.contains(actorClass)) {
            String name = actorClass.getPackageName();
            if (!OURS.contains(name)) {
                packages.add(name);
            }
            seen.add(actorClass);
        }
    }

    Set<String> view() {
        return view;
    }
}
