package io.garrick.serialization;

import io.garrick.actor.ConfigurationException;
import io.garrick.serialization.index.MessageIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The names of the classes marked {@link Message}, out of all indexes that a class loader finds. None of the classes is loaded. */
final class MessageIndexes {

    private MessageIndexes() {}

    static Set<String> read(ClassLoader loader) {
        Set<String> names = new HashSet<>();
        try {
            for (URL index : Collections.list(loader.getResources(MessageIndex.PATH))) {
                names.addAll(read(index));
            }
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        return names;
    }

    private static Set<String> read(URL index) throws IOException {
        URLConnection connection = index.openConnection();
        connection.setUseCaches(false); // a jar that is kept open cannot be replaced everywhere
        try (InputStream in = connection.getInputStream()) {
            Set<String> names = MessageIndex.read(in, index.toString());
            for (String name : names) {
                if (AllowList.isOfJdk(name)) {
                    throw new ConfigurationException(
                            "index of messages names a class of the JDK: index=" + index + " class=" + name);
                }
            }
            return names;
        }
    }
}
