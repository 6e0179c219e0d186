package io.garrick.remoting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a caller may say that it is a node of some host: where it has shown a certificate, that has to name the host (N10). Nothing is looked up. */
final class ClaimedHost {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private ClaimedHost() {}

    /** As in HTTPS: an address by an address, a name by a name, whatever its case, or by one with {@code *} for its first part. */
    static boolean isNamed(String host, Set<String> names) {
        InetAddress address = literal(host);
        return names.stream().anyMatch(name -> address != null ? address.equals(literal(name)) : matches(host, name));
    }

    private static boolean matches(String host, String name) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String shown = name.toLowerCase(Locale.ROOT);
        int rest = wanted.indexOf('.');
        boolean byAny = shown.startsWith("*.")
                && rest > 0
                && shown.indexOf('.', 2) > 0 // not a whole top-level domain
                && shown.substring(1).equals(wanted.substring(rest));
        return byAny || shown.equals(wanted);
    }

    @Nullable
    private static InetAddress literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            if (bare.indexOf(':') >= 0) {
                return InetAddress.getByName("[" + bare + "]"); // brackets: an address or an exception
            }
            return IPV4.matcher(bare).matches() ? InetAddress.getByName(bare) : null;
        } catch (UnknownHostException none) {
            return null;
        }
    }
}
