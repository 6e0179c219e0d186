package io.garrick.event;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorContext;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Makes loggers for actors and for those around them. Any thread. */
public final class Logging {

    private Logging() {}

    /**
     * A logger.
     *
     * @param system the system that the source belongs to
     * @param source names the logger: a class or a string is the name, any other object gives its class; an actor's path goes into the MDC
     * @return the logger
     */
    public static LoggingAdapter getLogger(ActorSystem system, Object source) {
        SystemServices services = SystemServices.of(system);
        ActorRef actor = actor(source);
        return actor == null
                ? LoggingAdapter.of(services.logger(name(source)))
                : LoggingAdapter.of(services.logger(actor, name(source)), actor, services.migrationRoot());
    }

    /**
     * The logger of an actor, also for use in its constructor.
     *
     * @param context the actor's context; its path goes into the MDC
     * @param source names the logger: a class or a string is the name, any other object gives its class
     * @return the logger
     */
    public static LoggingAdapter getLogger(ActorContext context, Object source) {
        return LoggingAdapter.of(logger(context, source), context.getSelf(), root(context));
    }

    /**
     * The logger of an actor that adds to the MDC.
     *
     * @param actor the actor
     * @return a logger named after the actor's class
     */
    public static DiagnosticLoggingAdapter getLogger(AbstractActor actor) {
        ActorContext context = actor.getContext();
        return new DiagnosticLoggingAdapter(logger(context, actor), actor.getSelf(), root(context));
    }

    private static String root(ActorContext context) {
        return SystemServices.of(context.getSystem()).migrationRoot();
    }

    private static Logger logger(ActorContext context, Object source) {
        return SystemServices.of(context.getSystem()).logger(context.getSelf(), name(source));
    }

    private static String name(Object source) {
        if (source instanceof String) {
            return (String) source;
        }
        return (source instanceof Class ? (Class<?>) source : source.getClass()).getName();
    }

    @Nullable
    private static ActorRef actor(Object source) {
        if (source instanceof AbstractActor) {
            return ((AbstractActor) source).getSelf();
        }
        return source instanceof ActorRef ? (ActorRef) source : null;
    }
}
