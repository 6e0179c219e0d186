package io.garrick.actor.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant: the known names that are few edits away (Levenshtein 1965). */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    static List<String> to(String found, Iterable<String> known) {
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        names.sort(Comparator.comparingInt(name -> distance(found, name)));
        return List.copyOf(names.subList(0, Math.min(SHOWN, names.size())));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
