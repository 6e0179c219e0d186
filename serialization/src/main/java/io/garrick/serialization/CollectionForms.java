package io.garrick.serialization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The collections of the JDK. Their order here is the numbers that they have on the wire: append only. */
@SuppressWarnings("JdkObsolete") // messages may have them
final class CollectionForms {

    private CollectionForms() {}

    static void register(WireKryo kryo) {
        lists(kryo);
        sets(kryo);
        maps(kryo);
        singles(kryo);
    }

    private static void lists(WireKryo kryo) {
        kryo.enter(ArrayList.class, CollectionForm.filled(ArrayList::new));
        kryo.enter(LinkedList.class, CollectionForm.filled(LinkedList::new));
        kryo.enter(ArrayDeque.class, CollectionForm.filled(ArrayDeque::new));
        kryo.enter(Vector.class, CollectionForm.filled(Vector::new));
        kryo.enter(Stack.class, CollectionForm.filled(Stack::new));
        kryo.enter(CopyOnWriteArrayList.class, CollectionForm.made(CopyOnWriteArrayList::new));
        kryo.enter(ConcurrentLinkedQueue.class, CollectionForm.filled(ConcurrentLinkedQueue::new));
        kryo.enter(ConcurrentLinkedDeque.class, CollectionForm.filled(ConcurrentLinkedDeque::new));
        kryo.enter(Arrays.asList().getClass(), CollectionForm.made(list -> Arrays.asList(list.toArray())));
        kryo.enter(List.of(1).getClass(), CollectionForm.made(CollectionForms::fixed));
        kryo.enter(List.of().getClass(), CollectionForm.made(CollectionForms::fixed));
        kryo.enter(List.of(1, 2, 3).subList(0, 2).getClass(), CollectionForm.made(CollectionForms::fixed));
        kryo.enter(Collections.emptyList().getClass(), CollectionForm.made(list -> Collections.emptyList()));
        kryo.enter(
                Collections.singletonList(1).getClass(),
                CollectionForm.made(list -> Collections.singletonList(list.get(0))));
        kryo.enter(
                Collections.unmodifiableCollection(new ArrayDeque<>()).getClass(),
                CollectionForm.made(Collections::unmodifiableCollection));
        kryo.enter(
                Collections.unmodifiableList(new ArrayList<>()).getClass(),
                CollectionForm.made(Collections::unmodifiableList));
        kryo.enter(
                Collections.unmodifiableList(new LinkedList<>()).getClass(),
                CollectionForm.made(list -> Collections.unmodifiableList(new LinkedList<>(list))));
        kryo.enter(
                PriorityQueue.class,
                CollectionForm.sorted(
                        queue -> ((PriorityQueue<?>) (Collection<?>) queue).comparator(), PriorityQueue::new));
    }

    /** As {@code List.of}, or as {@code Stream.toList}, which bears null. */
    private static List<Object> fixed(List<Object> elements) {
        return elements.contains(null) ? Collections.unmodifiableList(elements) : List.copyOf(elements);
    }

    private static void sets(WireKryo kryo) {
        kryo.enter(HashSet.class, CollectionForm.filled(HashSet::new));
        kryo.enter(LinkedHashSet.class, CollectionForm.filled(LinkedHashSet::new));
        kryo.enter(CopyOnWriteArraySet.class, CollectionForm.made(CopyOnWriteArraySet::new));
        kryo.enter(Set.of(1).getClass(), CollectionForm.made(Set::copyOf));
        kryo.enter(Set.of().getClass(), CollectionForm.made(Set::copyOf));
        kryo.enter(Collections.emptySet().getClass(), CollectionForm.made(list -> Collections.emptySet()));
        kryo.enter(
                Collections.singleton(1).getClass(), CollectionForm.made(list -> Collections.singleton(list.get(0))));
        kryo.enter(
                Collections.unmodifiableSet(new HashSet<>()).getClass(),
                CollectionForm.made(list -> Collections.unmodifiableSet(new LinkedHashSet<>(list))));
        kryo.enter(TreeSet.class, sortedSet(TreeSet::new));
        kryo.enter(ConcurrentSkipListSet.class, sortedSet(ConcurrentSkipListSet::new));
        kryo.enter(EnumSet.class, new EnumSetForm());
    }

    private static CollectionForm sortedSet(Function<@Nullable Comparator<Object>, Collection<Object>> maker) {
        return CollectionForm.sorted(set -> ((SortedSet<?>) (Collection<?>) set).comparator(), maker);
    }

    private static void maps(WireKryo kryo) {
        kryo.enter(HashMap.class, MapForm.filled(HashMap::new));
        kryo.enter(LinkedHashMap.class, MapForm.filled(LinkedHashMap::new));
        kryo.enter(ConcurrentHashMap.class, MapForm.filled(ConcurrentHashMap::new));
        kryo.enter(Hashtable.class, MapForm.filled(Hashtable::new));
        kryo.enter(Map.of(1, 1).getClass(), MapForm.made(Map::copyOf));
        kryo.enter(Map.of().getClass(), MapForm.made(Map::copyOf));
        kryo.enter(Collections.emptyMap().getClass(), MapForm.made(map -> Collections.emptyMap()));
        kryo.enter(Collections.singletonMap(1, 1).getClass(), MapForm.made(CollectionForms::single));
        kryo.enter(Collections.unmodifiableMap(new HashMap<>()).getClass(), MapForm.made(Collections::unmodifiableMap));
        kryo.enter(TreeMap.class, sortedMap(TreeMap::new));
        kryo.enter(ConcurrentSkipListMap.class, sortedMap(ConcurrentSkipListMap::new));
        kryo.enter(EnumMap.class, new EnumMapForm());
    }

    private static Map<Object, Object> single(Map<Object, Object> map) {
        Map.Entry<Object, Object> only = map.entrySet().iterator().next();
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    private static MapForm sortedMap(Function<@Nullable Comparator<Object>, Map<Object, Object>> maker) {
        return MapForm.sorted(map -> ((SortedMap<?, ?>) map).comparator(), maker);
    }

    private static void singles(WireKryo kryo) {
        for (Comparator<?> one : List.<Comparator<?>>of(
                Comparator.naturalOrder(), Collections.reverseOrder(), String.CASE_INSENSITIVE_ORDER)) {
            kryo.enter(one.getClass(), Form.of((k, output, value) -> {}, (k, input) -> one));
        }
    }
}
