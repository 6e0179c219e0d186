package io.garrick.serialization;

import io.garrick.actor.ConfigurationException;
import io.garrick.serialization.index.MessageIndex;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which classes may travel, by name: nothing is loaded to answer. It only grows. */
final class AllowList {

    /** Classes of these travel when Kryo has a form for them, and never by a pattern. */
    private static final List<String> NEVER = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final Set<String> exact = ConcurrentHashMap.newKeySet();
    private final List<String> prefixes;
    private final Set<String> packages;

    /**
     * @param messages names of classes that are marked
     * @param packages the application's, a live view
     */
    AllowList(List<String> patterns, Set<String> messages, Set<String> packages) {
        this.packages = packages;
        exact.addAll(messages);
        this.prefixes = patterns.stream()
                .filter(pattern -> pattern.endsWith(".*"))
                .map(AllowList::prefix)
                .toList();
        patterns.stream().filter(pattern -> !pattern.endsWith(".*")).forEach(this::addName);
    }

    private static String prefix(String pattern) {
        String prefix = pattern.substring(0, pattern.length() - 1);
        if (prefix.length() < 2 || prefix.indexOf('*') >= 0 || isOfJdk(prefix)) {
            throw wrong(pattern);
        }
        return prefix;
    }

    private void addName(String pattern) {
        if (pattern.isBlank() || pattern.indexOf('*') >= 0 || isOfJdk(pattern)) {
            throw wrong(pattern);
        }
        exact.add(pattern);
    }

    private static ConfigurationException wrong(String pattern) {
        return new ConfigurationException("pattern of classes is wrong: path=garrick.serialization.allow pattern="
                + pattern + " hint=a package outside the JDK with .* behind it, or a class's name");
    }

    void add(Class<?> type) {
        exact.add(type.getName());
    }

    boolean allows(String name) {
        if (isOfJdk(name)) {
            return false;
        }
        return isExact(name) || startsWithAny(name, prefixes) || packages.contains(packageOf(name));
    }

    /** Not by a stream, since it is asked for each message. */
    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (name.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** A class that is named brings along those that are nested in it. */
    private boolean isExact(String name) {
        if (exact.isEmpty()) {
            return false;
        }
        if (exact.contains(name)) {
            return true;
        }
        for (int at = name.indexOf('$'); at > 0; at = name.indexOf('$', at + 1)) {
            if (exact.contains(name.substring(0, at))) {
                return true;
            }
        }
        return false;
    }

    void ensureAllows(String name) {
        if (allows(name)) {
            return;
        }
        throw new ClassNotAllowedException(name, refusal(name));
    }

    /** Of a class that is here, which may have more to say. */
    void ensureAllows(Class<?> type) {
        String name = type.getName();
        if (allows(name)) {
            return;
        }
        throw new ClassNotAllowedException(name, isMarked(type) && !isOfJdk(name) ? notListed(name) : refusal(name));
    }

    private static boolean isMarked(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (outer.isAnnotationPresent(Message.class)) {
                return true;
            }
        }
        return false;
    }

    private static String notListed(String name) {
        return "class is marked @Message, but stands in no index of messages: class=" + name + " index="
                + MessageIndex.PATH + " hint=compile it with the jar of garrick-serialization on --processor-path,"
                + " or with -proc:full, which a JDK from 23 on needs; and keep all indexes where jars are merged";
    }

    private static String refusal(String name) {
        String what = "class is not allowed on the wire: class=" + name;
        if (isOfJdk(name)) {
            return what + " hint=classes of the JDK travel when there is a form for them; there is none for this one";
        }
        String place = packageOf(name);
        return what + " add \"" + (place.isEmpty() ? name : place + ".*")
                + "\" to garrick.serialization.allow on both nodes";
    }

    static boolean isOfJdk(String name) {
        return startsWithAny(name, NEVER);
    }

    private static String packageOf(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(0, point);
    }
}
