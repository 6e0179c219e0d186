package io.garrick.serialization;

import io.garrick.actor.AbstractActor;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * A class that travels field by field, without those that are transient. It is made by its constructor without parameters, private or not; or, when it
 * is Serializable and has none, without any, so that what no field says is 0 or null.
 */
final class BeanForm extends MembersForm {

    private final ObjectInstantiator<?> maker;

    BeanForm(Class<?> type) {
        super(false, type, fields(type));
        this.maker = maker(type);
    }

    private static List<Member> fields(Class<?> type) {
        ensureIsData(type);
        List<Member> found = new ArrayList<>();
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            addFields(part, found);
        }
        return found;
    }

    private static void ensureIsData(Class<?> type) {
        String wrong = null;
        if (AbstractActor.class.isAssignableFrom(type)) {
            wrong = "an actor does not travel, send its ref";
        } else if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            wrong = "class cannot be instantiated";
        }
        if (wrong != null) {
            throw new SerializationException(wrong + ": class=" + type.getName());
        }
    }

    private static void addFields(Class<?> part, List<Member> found) {
        List<Field> fields = new ArrayList<>(List.of(part.getDeclaredFields()));
        fields.removeIf(field -> Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers()));
        if (!fields.isEmpty() && AllowList.isOfJdk(part.getName())) {
            throw new SerializationException("class extends one of the JDK that has fields: class=" + part.getName());
        }
        fields.sort(Comparator.comparing(Field::getName));
        for (Field field : fields) {
            if (field.isSynthetic()) {
                throw new SerializationException("class takes its surroundings along, make it static: class="
                        + part.getName() + " field=" + field.getName());
            }
            found.add(new Member(field, true));
        }
    }

    private static ObjectInstantiator<?> maker(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return () -> construct(constructor);
        } catch (NoSuchMethodException e) {
            if (Serializable.class.isAssignableFrom(type)) {
                return new StdInstantiatorStrategy().newInstantiatorOf(type);
            }
            throw new SerializationException(
                    "class has no constructor without parameters and is not Serializable: class=" + type.getName(), e);
        } catch (RuntimeException e) {
            throw SerializationException.of("constructor cannot be reached", type.getName(), e);
        }
    }

    private static Object construct(Constructor<?> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw SerializationException.of(
                    "constructor failed", constructor.getDeclaringClass().getName(), e);
        }
    }

    /** It can be referred to before its fields are read. */
    @Override
    Object begin(WireKryo kryo) {
        Object made = make();
        kryo.reference(made);
        return made;
    }

    @Override
    void set(Object target, int index, @Nullable Object value) {
        member(index).set(target, value);
    }

    @Override
    Object end(Object target) {
        return target;
    }

    private Object make() {
        try {
            return maker.newInstance();
        } catch (RuntimeException e) {
            throw SerializationException.of("object cannot be made", name(), e);
        }
    }
}
