package io.garrick.actor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of a system: the names from the root down, with the {@link Address} of the system and, in the path of a ref, the uid of the
 * actor that has (or had) the place. Immutable.
 *
 * <p>Equality, hash and order ignore the uid (promise M08): they are about the place, not about who has it.
 *
 * <p>{@code toString} is {@code garrick://system/user/name}; {@link #toSerializationFormat()} adds {@code #uid}. {@link #fromString} reads both.
 */
public final class ActorPath implements Comparable<ActorPath> {

    /** The uid of a path that says nothing about who has the place. */
    public static final long NO_UID = 0;

    private static final Pattern SYNTAX =
            Pattern.compile(AddressFromURIString.SYNTAX + "(?:/(?<elements>[^#\\s]*))?(?:#(?<uid>[0-9]{1,20}))?");

    private static final String[] NO_NAMES = {};

    private final Address address;
    private final String[] names;
    private final long uid;

    private ActorPath(Address address, String[] names, long uid) {
        this.address = address;
        this.names = names;
        this.uid = uid;
    }

    /**
     * The root of a system.
     *
     * @param address where the system is
     * @return the path {@code /}
     */
    public static ActorPath root(Address address) {
        return new ActorPath(Objects.requireNonNull(address, "address"), NO_NAMES, NO_UID);
    }

    /**
     * Reads what {@link #toString()}, {@link #toSerializationFormat()} and {@link #toStringWithAddress} write.
     *
     * @param path a path with its address
     * @return the path
     * @throws IllegalArgumentException when it is malformed, or has no address
     */
    public static ActorPath fromString(String path) {
        Matcher matcher = SYNTAX.matcher(path);
        if (!matcher.matches()) {
            throw malformed(path);
        }
        ActorPath root = root(AddressFromURIString.address(matcher));
        String elements = matcher.group("elements");
        String[] names = elements == null || elements.isEmpty() ? NO_NAMES : elements.split("/", -1);
        if (Arrays.asList(names).contains("")) {
            throw malformed(path);
        }
        return new ActorPath(root.address, names, uid(path, matcher.group("uid")));
    }

    private static long uid(String path, @Nullable String uid) {
        try {
            return uid == null ? NO_UID : Long.parseUnsignedLong(uid);
        } catch (NumberFormatException tooLarge) {
            throw malformed(path);
        }
    }

    private static IllegalArgumentException malformed(String path) {
        return new IllegalArgumentException(
                "actor path is malformed: path=" + path + " expected=garrick://system[@host:port]/user/name[#uid]");
    }

    /**
     * The last name.
     *
     * @return the name, or {@code /} for the root
     */
    public String name() {
        return names.length == 0 ? "/" : names[names.length - 1];
    }

    /**
     * Where the system is.
     *
     * @return the address
     */
    public Address address() {
        return address;
    }

    /**
     * The place above.
     *
     * @return the parent's path without a uid; for the root, itself
     */
    public ActorPath parent() {
        return names.length == 0 ? this : new ActorPath(address, Arrays.copyOf(names, names.length - 1), NO_UID);
    }

    /**
     * A place below.
     *
     * @param name a child's name, not empty and without a slash
     * @return the child's path, without a uid
     * @throws IllegalArgumentException when no name can be like that
     */
    public ActorPath child(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('#') >= 0) {
            throw new IllegalArgumentException("name of a child is empty or has a / or # in it: name=" + name);
        }
        String[] longer = Arrays.copyOf(names, names.length + 1);
        longer[names.length] = name;
        return new ActorPath(address, longer, NO_UID);
    }

    /**
     * A place some steps below.
     *
     * @param childNames names, from top to bottom
     * @return the descendant's path, without a uid
     * @throws IllegalArgumentException when one of them cannot be a name
     */
    public ActorPath descendant(Iterable<String> childNames) {
        ActorPath path = this;
        for (String name : childNames) {
            path = path.child(name);
        }
        return path;
    }

    /**
     * The place above all others.
     *
     * @return the root's path
     */
    public ActorPath root() {
        return names.length == 0 ? this : root(address);
    }

    /**
     * The names from the root down.
     *
     * @return an unmodifiable list, empty for the root
     */
    public List<String> elements() {
        return List.of(names);
    }

    /**
     * The names from the root down.
     *
     * @return as {@link #elements()}
     */
    public Iterable<String> getElements() {
        return elements();
    }

    /**
     * Who has the place: a number that no other incarnation of this path has.
     *
     * @return the uid, or {@link #NO_UID}
     */
    public long uid() {
        return uid;
    }

    /**
     * The same place with another uid.
     *
     * @param newUid the uid, or {@link #NO_UID}
     * @return the path
     */
    public ActorPath withUid(long newUid) {
        return newUid == uid ? this : new ActorPath(address, names, newUid);
    }

    /**
     * The names alone.
     *
     * @return {@code /user/name}, or {@code /} for the root
     */
    public String toStringWithoutAddress() {
        return "/" + String.join("/", names);
    }

    /**
     * The path as seen from elsewhere.
     *
     * @param other the address to put where this path's own has no host
     * @return the path with one of the two addresses, without the uid
     */
    public String toStringWithAddress(Address other) {
        return (address.hasLocalScope() ? other : address) + toStringWithoutAddress();
    }

    /**
     * The path with the uid.
     *
     * @return {@code garrick://system/user/name#uid}; without a uid, as {@link #toString()}
     */
    public String toSerializationFormat() {
        return withUidAppended(toString());
    }

    /**
     * The path with the uid as seen from elsewhere.
     *
     * @param other the address to put where this path's own has no host
     * @return as {@link #toStringWithAddress}, with the uid if there is one
     */
    public String toSerializationFormatWithAddress(Address other) {
        return withUidAppended(toStringWithAddress(other));
    }

    private String withUidAppended(String text) {
        return uid == NO_UID ? text : text + "#" + Long.toUnsignedString(uid);
    }

    /**
     * Orders by address, then name by name from the root down; a parent comes before its children.
     *
     * @param other another path
     * @return negative, zero, positive as usual
     */
    @Override
    public int compareTo(ActorPath other) {
        int order = address.compareTo(other.address);
        return order != 0 ? order : Arrays.compare(names, other.names);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof ActorPath
                        && address.equals(((ActorPath) other).address)
                        && Arrays.equals(names, ((ActorPath) other).names);
    }

    @Override
    public int hashCode() {
        return address.hashCode() * 31 + Arrays.hashCode(names);
    }

    @Override
    public String toString() {
        return address + toStringWithoutAddress();
    }
}
