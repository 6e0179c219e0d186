package io.garrick.serialization;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Writes down what it is asked for. */
final class Recorder extends URLClassLoader {

    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Recorder(Path... folders) {
        super(Stream.of(folders).map(Recorder::url).toArray(URL[]::new), Recorder.class.getClassLoader());
    }

    static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(folder.toString(), e);
        }
    }

    boolean asked(String name) {
        return asked.contains(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        asked.add(name);
        return super.loadClass(name, resolve);
    }
}
