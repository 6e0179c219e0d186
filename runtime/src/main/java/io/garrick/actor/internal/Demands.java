package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.dispatch.RequiresMessageQueue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What classes of actors demand of their mailboxes by {@link RequiresMessageQueue}; looked up once per class. Any thread. */
final class Demands {

    private static final ClassValue<Optional<Class<?>>> FOUND = new ClassValue<>() {
        @Override
        protected Optional<Class<?>> computeValue(Class<?> type) {
            return Optional.ofNullable(find(type, type));
        }
    };

    private Demands() {}

    /** What a class of actors demands, if it demands anything. */
    @Nullable
    static Class<?> of(Class<?> actorClass) {
        return RequiresMessageQueue.class.isAssignableFrom(actorClass)
                ? FOUND.get(actorClass).orElse(null)
                : null;
    }

    /** The demand of a dispatcher, from its name; null where that is empty. */
    @Nullable
    static Class<?> named(String className, String dispatcher, ClassLoader loader) {
        return className.isEmpty()
                ? null
                : ClassNames.load(className, "mailbox requirement of dispatcher " + dispatcher, loader);
    }

    /** A class can have the interface once only, so the first place that names it is the one. */
    @Nullable
    private static Class<?> find(@Nullable Class<?> type, Class<?> actorClass) {
        if (type == null || !RequiresMessageQueue.class.isAssignableFrom(type)) {
            return null;
        }
        for (Type parent : type.getGenericInterfaces()) {
            if (raw(parent) == RequiresMessageQueue.class) {
                return argument(parent, actorClass);
            }
        }
        return Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                .map(parent -> find(parent, actorClass))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static Class<?> argument(Type demand, Class<?> actorClass) {
        Class<?> argument = demand instanceof ParameterizedType
                ? raw(((ParameterizedType) demand).getActualTypeArguments()[0])
                : null;
        if (argument == null) {
            throw new ConfigurationException(
                    "demand must name an interface, as in RequiresMessageQueue<BoundedMessageQueueSemantics>: actorClass="
                            + actorClass.getName() + " demanded=" + demand);
        }
        return argument;
    }

    /** The class of a type; null for a variable. */
    @Nullable
    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType) {
            return raw(((ParameterizedType) type).getRawType());
        }
        return type instanceof Class ? (Class<?>) type : null;
    }
}
