package io.garrick.event;

import io.garrick.actor.ActorContext;
import io.garrick.actor.ActorSystem;
import org.slf4j.LoggerFactory;

/** Where loggers come from that programs of this field ask for. */
public final class Logging {

    private Logging() {}

    /**
     * A logger for a part of a system that is no actor.
     *
     * @param system the system
     * @param source whose class names the logger; a class or a string names it itself
     * @return the logger
     */
    public static LoggingAdapter getLogger(ActorSystem system, Object source) {
        return new LoggingAdapter(LoggerFactory.getLogger(name(source)), null);
    }

    /**
     * A logger for an actor, with its path in the MDC.
     *
     * @param context the actor's context
     * @param source whose class names the logger; usually {@code this}
     * @return the logger
     */
    public static LoggingAdapter getLogger(ActorContext context, Object source) {
        return new LoggingAdapter(LoggerFactory.getLogger(name(source)), context.getSelf());
    }

    private static String name(Object source) {
        if (source instanceof Class<?>) {
            return ((Class<?>) source).getName();
        }
        return source instanceof String ? (String) source : source.getClass().getName();
    }
}
