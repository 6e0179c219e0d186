package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keys and values in turn, behind the number of entries. */
final class MapForm extends Form<Map<Object, Object>> {

    private final boolean sorted;
    private final Function<Map<Object, Object>, @Nullable Comparator<?>> order;
    private final Function<@Nullable Comparator<Object>, Map<Object, Object>> maker;

    @Nullable
    private final UnaryOperator<Map<Object, Object>> finish;

    private MapForm(
            boolean sorted,
            Function<Map<Object, Object>, @Nullable Comparator<?>> order,
            Function<@Nullable Comparator<Object>, Map<Object, Object>> maker,
            @Nullable UnaryOperator<Map<Object, Object>> finish) {
        super(finish != null);
        this.sorted = sorted;
        this.order = order;
        this.maker = maker;
        this.finish = finish;
    }

    static MapForm filled(Supplier<? extends Map<Object, Object>> maker) {
        return new MapForm(false, ignored -> null, ignored -> maker.get(), null);
    }

    static MapForm made(UnaryOperator<Map<Object, Object>> finish) {
        return new MapForm(false, ignored -> null, ignored -> new LinkedHashMap<>(), finish);
    }

    static MapForm sorted(
            Function<Map<Object, Object>, @Nullable Comparator<?>> order,
            Function<@Nullable Comparator<Object>, Map<Object, Object>> maker) {
        return new MapForm(true, order, maker, null);
    }

    @Override
    void put(WireKryo kryo, Output output, Map<Object, Object> value) {
        Map.Entry<?, ?>[] entries = value.entrySet().toArray(new Map.Entry<?, ?>[0]);
        output.writeVarInt(entries.length, true);
        if (sorted) {
            putPart(kryo, output, order.apply(value), "comparator", 0);
        }
        for (int i = 0; i < entries.length; i++) {
            putPart(kryo, output, entries[i].getKey(), "key", i);
            putPart(kryo, output, entries[i].getValue(), "value", i);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a comparator of what it compares
    Map<Object, Object> take(WireKryo kryo, BoundedInput input, Class<? extends Map<Object, Object>> type) {
        int count = input.readCount();
        Comparator<Object> comparator = sorted ? (Comparator<Object>) takePart(kryo, input, "comparator", 0) : null;
        Map<Object, Object> made = maker.apply(comparator);
        if (finish == null) {
            kryo.reference(made);
        }
        for (int i = 0; i < count; i++) {
            Object key = takePart(kryo, input, "key", i);
            made.put(key, takePart(kryo, input, "value", i));
        }
        return finish == null ? made : finish.apply(made);
    }
}
