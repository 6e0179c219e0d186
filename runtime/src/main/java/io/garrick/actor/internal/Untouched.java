package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.NoSerializationVerificationNeeded;
import io.garrick.actor.Status;
import java.util.Set;
import java.util.UUID;

/** The messages that isolation lets pass: nobody can change them, or they are the runtime's own, or their class says so. */
final class Untouched {

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            UUID.class);

    /** Whose messages are between parts of ours: of the modules that may run in a system. */
    private static final Set<String> OURS = Set.of(
            "io.garrick.actor",
            "io.garrick.actor.internal",
            "io.garrick.actor.spi",
            "io.garrick.dispatch",
            "io.garrick.event",
            "io.garrick.pattern",
            "io.garrick.remoting",
            "io.garrick.routing",
            "io.garrick.supervision",
            "io.garrick.testkit");

    /** Ours, for programs to put their values in. */
    private static final Set<Class<?>> HOLDERS = Set.of(Status.Success.class, Status.Failure.class);

    private static final ClassValue<Boolean> BY_CLASS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return IMMUTABLE.contains(type)
                    || Enum.class.isAssignableFrom(type)
                    || ActorRef.class.isAssignableFrom(type)
                    || AutoReceivedMessage.class.isAssignableFrom(type)
                    || NoSerializationVerificationNeeded.class.isAssignableFrom(type)
                    || OURS.contains(type.getPackageName()) && !HOLDERS.contains(type);
        }
    };

    private Untouched() {}

    static boolean is(Object message) {
        return BY_CLASS.get(message.getClass());
    }
}
