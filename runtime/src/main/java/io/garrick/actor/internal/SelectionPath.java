package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a selection, taken apart. Every text is one: what is no address is names, and a name that no actor can have is found nowhere.
 */
final class SelectionPath {

    static final String PARENT = "..";

    /** The name in an empty text: no actor can have it, and unlike an empty name it is read back where it is written. */
    private static final String NOBODY = "#";

    private static final Pattern REF = Pattern.compile("Actor\\[(.*)]");
    private static final Pattern UID = Pattern.compile("(.*)#([0-9]{1,20})");

    /** Of the system that is meant; null when it is the one where the selection is made. */
    @Nullable
    final Address address;

    final boolean absolute;
    final List<String> elements;
    final long uid;
    final boolean wildcards;

    private SelectionPath(
            @Nullable Address address, boolean absolute, List<String> elements, long uid, boolean wildcards) {
        this.address = address;
        this.absolute = absolute;
        this.elements = elements;
        this.uid = uid;
        this.wildcards = wildcards;
    }

    private SelectionPath(@Nullable Address address, boolean absolute, List<String> elements, long uid) {
        this(address, absolute, elements, uid, elements.stream().anyMatch(SelectionPath::isWildcard));
    }

    /** Names, and nothing else: a star in a name is a star. */
    static SelectionPath of(ActorPath place) {
        return new SelectionPath(null, true, place.elements(), place.uid(), false);
    }

    static SelectionPath parse(String text) {
        Matcher ref = REF.matcher(text);
        String path = ref.matches() ? ref.group(1) : text;
        Matcher numbered = UID.matcher(path);
        long uid = numbered.matches() ? uid(numbered.group(2)) : ActorPath.NO_UID;
        String names = uid == ActorPath.NO_UID ? path : numbered.group(1);
        int authority = endOfAuthority(names);
        Address address = address(names.substring(0, authority));
        if (address != null) {
            return new SelectionPath(address, true, elements(names.substring(authority)), uid);
        }
        List<String> elements = names.isEmpty() ? List.of(NOBODY) : elements(names);
        return new SelectionPath(null, names.startsWith("/"), elements, uid);
    }

    /** A number that is too large is no uid, and the whole of it a name. */
    private static long uid(String digits) {
        return digits.length() < 20 || digits.compareTo(Long.toUnsignedString(-1)) <= 0
                ? Long.parseUnsignedLong(digits)
                : ActorPath.NO_UID;
    }

    private static int endOfAuthority(String names) {
        int colon = names.indexOf("://");
        int end = colon < 0 ? 0 : names.indexOf('/', colon + 3);
        return end < 0 ? names.length() : end;
    }

    @Nullable
    private static Address address(String authority) {
        if (authority.isEmpty()) {
            return null;
        }
        try {
            return AddressFromURIString.parse(authority);
        } catch (IllegalArgumentException notOne) {
            return null; // then these are names
        }
    }

    boolean begins(String element) {
        return !elements.isEmpty() && elements.get(0).equals(element);
    }

    /** What is left behind some elements, seen from there. */
    SelectionPath behind(int count) {
        return new SelectionPath(null, false, elements.subList(count, elements.size()), uid, wildcards);
    }

    /** What is written behind the elements: the uid; or a slash, lest the end of a name be read as one. */
    String end() {
        if (uid != ActorPath.NO_UID) {
            return "#" + Long.toUnsignedString(uid);
        }
        return !elements.isEmpty()
                        && UID.matcher(elements.get(elements.size() - 1)).matches()
                ? "/"
                : "";
    }

    private static List<String> elements(String names) {
        return Stream.of(names.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    static boolean isWildcard(String element) {
        return element.indexOf('*') >= 0 || element.indexOf('?') >= 0;
    }

    /** Whether a name is one that a pattern means; in time linear in both for each star. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && (wanted == '?' || wanted == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The place that is meant, as far as a path can say it: where nobody was found. */
    ActorPath from(ActorPath anchor) {
        ActorPath place = anchor.withUid(ActorPath.NO_UID);
        for (String element : elements) {
            if (element.equals(PARENT)) {
                place = place.parent();
            } else if (!element.isEmpty()) {
                place = place.child(element.replace('#', '_'));
            }
        }
        return place.withUid(uid);
    }
}
