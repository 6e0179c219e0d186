package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;

/** Finds the classes that configurations name. Any thread. */
final class ClassNames {

    private ClassNames() {}

    /** Loads what a configuration names at some place, with the loader of the system. */
    static Class<?> load(String className, String where, ClassLoader loader) {
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ConfigurationException(
                    "class cannot be loaded: where=" + where + " class=" + className
                            + " hint=nested classes are written Outer$Inner",
                    e);
        }
    }
}
