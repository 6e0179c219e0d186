package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Elements one after the other, behind their number. */
final class CollectionForm extends Form<Collection<Object>> {

    /** Reads the comparator that a sorted collection has. */
    private final Function<Collection<Object>, @Nullable Comparator<?>> order;

    private final Function<@Nullable Comparator<Object>, Collection<Object>> maker;
    private final boolean sorted;

    @Nullable
    private final Function<List<Object>, Collection<Object>> finish;

    private CollectionForm(
            boolean sorted,
            Function<Collection<Object>, @Nullable Comparator<?>> order,
            Function<@Nullable Comparator<Object>, Collection<Object>> maker,
            @Nullable Function<List<Object>, Collection<Object>> finish) {
        super(finish != null);
        this.sorted = sorted;
        this.order = order;
        this.maker = maker;
        this.finish = finish;
    }

    /** One that is filled. */
    static CollectionForm filled(Supplier<? extends Collection<Object>> maker) {
        return new CollectionForm(false, ignored -> null, ignored -> maker.get(), null);
    }

    /** One that is made of all its elements at once. */
    static CollectionForm made(Function<List<Object>, Collection<Object>> finish) {
        return new CollectionForm(false, ignored -> null, ignored -> new ArrayList<>(), finish);
    }

    /** One that has an order, in which it is filled. */
    static CollectionForm sorted(
            Function<Collection<Object>, @Nullable Comparator<?>> order,
            Function<@Nullable Comparator<Object>, Collection<Object>> maker) {
        return new CollectionForm(true, order, maker, null);
    }

    @Override
    void put(WireKryo kryo, Output output, Collection<Object> value) {
        Object[] elements = value.toArray();
        output.writeVarInt(elements.length, true);
        if (sorted) {
            putPart(kryo, output, order.apply(value), "comparator", 0);
        }
        for (int i = 0; i < elements.length; i++) {
            putPart(kryo, output, elements[i], "", i);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a comparator of what it compares
    Collection<Object> take(WireKryo kryo, BoundedInput input, Class<? extends Collection<Object>> type) {
        int count = input.readCount();
        Comparator<Object> comparator = sorted ? (Comparator<Object>) takePart(kryo, input, "comparator", 0) : null;
        Collection<Object> made = maker.apply(comparator);
        if (finish == null) {
            kryo.reference(made);
        }
        for (int i = 0; i < count; i++) {
            made.add(takePart(kryo, input, "", i));
        }
        return finish == null ? made : finish.apply((List<Object>) made);
    }
}
