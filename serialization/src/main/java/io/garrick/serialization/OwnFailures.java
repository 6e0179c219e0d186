package io.garrick.serialization;

import io.garrick.actor.ActorException;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.ExtensionException;
import io.garrick.actor.InvalidActorNameException;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.StashOverflowException;
import io.garrick.supervision.ActorEndedException;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.ActorKilledException;
import io.garrick.supervision.DeathPactException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Garrick's failures that are themselves on every node, since supervisors decide by their classes. No class is loaded by a name for them. */
final class OwnFailures {

    private static final Map<String, Class<? extends Throwable>> BY_NAME = Stream.of(
                    ActorException.class,
                    ConfigurationException.class,
                    ExtensionException.class,
                    InvalidActorNameException.class,
                    InvalidMessageException.class,
                    MailboxFullException.class,
                    StashOverflowException.class,
                    ActorEndedException.class,
                    ActorInitializationException.class,
                    ActorKilledException.class,
                    DeathPactException.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private OwnFailures() {}

    /** Null when the name is none of them. */
    static @Nullable Class<? extends Throwable> of(String name) {
        return BY_NAME.get(name);
    }
}
