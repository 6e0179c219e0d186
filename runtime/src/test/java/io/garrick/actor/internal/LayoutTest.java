package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds what every actor and every message weighs to its budget, with compressed references and 12-byte headers, as HotSpot has laid objects out
 * since JDK 15: superclass first, largest fields first, gaps filled.
 */
class LayoutTest {

    private static final int HEADER = 12;

    @Test
    @DisplayName("A ref weighs at most 32 bytes")
    void ref_weighed_isWithinBudget() {
        assertTrue(sizeOf(LocalRef.class) <= 32, () -> "LocalRef: " + sizeOf(LocalRef.class));
    }

    @Test
    @DisplayName("A cell with its queue weighs at most 160 bytes")
    void cell_weighedWithItsQueue_isWithinBudget() {
        int firstChunk = align(HEADER + 4 + 3 * 4, 8);
        int total = sizeOf(ActorCell.class) + firstChunk;
        assertTrue(total <= 160, () -> "ActorCell with its queue: " + total);
    }

    @Test
    @DisplayName("An envelope weighs at most 24 bytes, with room for a captured context")
    void envelope_weighed_isWithinBudget() {
        assertTrue(sizeOf(Envelope.class) <= 24, () -> "Envelope: " + sizeOf(Envelope.class));
    }

    @Test
    @DisplayName("The computed layout is the JVM's")
    void layout_computed_equalsWhatTheJvmAllocates() {
        assertEquals(allocated(() -> new Envelope("m", null)), sizeOf(Envelope.class));
        assertEquals(allocated(CellMessage.Create::new), sizeOf(CellMessage.Create.class));
        assertEquals(allocated(CellExtras::new), sizeOf(CellExtras.class));
    }

    /** Bytes that one call allocates, by the JVM's own count: the least of many. */
    private static long allocated(Supplier<?> maker) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        Object[] kept = new Object[1];
        for (int i = 0; i < 2_000; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            kept[0] = maker.get();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, bytes);
        }
        assertTrue(kept[0] != null);
        return least;
    }

    private static int sizeOf(Class<?> type) {
        Deque<Class<?>> hierarchy = new ArrayDeque<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            hierarchy.push(c);
        }
        boolean[] used = new boolean[4096];
        Arrays.fill(used, 0, HEADER, true);
        int end = HEADER;
        for (Class<?> c : hierarchy) {
            for (int size : fieldSizes(c)) {
                int at = firstFit(used, size);
                Arrays.fill(used, at, at + size, true);
                end = Math.max(end, at + size);
            }
        }
        return align(end, 8);
    }

    private static List<Integer> fieldSizes(Class<?> type) {
        List<Integer> sizes = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                sizes.add(sizeOfField(field.getType()));
            }
        }
        sizes.sort(Comparator.reverseOrder());
        return sizes;
    }

    private static int sizeOfField(Class<?> type) {
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == short.class || type == char.class) {
            return 2;
        }
        return type == byte.class || type == boolean.class ? 1 : 4;
    }

    private static int firstFit(boolean[] used, int size) {
        int at = 0;
        while (!isFree(used, at, size)) {
            at += size;
        }
        return at;
    }

    private static boolean isFree(boolean[] used, int at, int size) {
        for (int i = at; i < at + size; i++) {
            if (used[i]) {
                return false;
            }
        }
        return true;
    }

    private static int align(int size, int to) {
        return (size + to - 1) / to * to;
    }
}
