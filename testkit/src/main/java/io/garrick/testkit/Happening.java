package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.UnhandledMessage;
import io.garrick.event.LogEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something that a system has said of itself: a line for the log, or what it has published of a message.
 *
 * @param event what it was
 * @param level of a line, else null
 * @param text the line, or the message that is concerned
 * @param sources whose line it is and whom it is about; or who sent the message
 * @param recipients whom the message was for
 * @param cause of a line, if it has one
 */
record Happening(
        Object event,
        @Nullable Level level,
        String text,
        List<ActorRef> sources,
        List<ActorRef> recipients,
        Optional<Throwable> cause) {

    static Happening of(LogEvent line) {
        return new Happening(line, line.level(), line.message(), line.actors(), List.of(), line.cause());
    }

    static Happening of(DeadLetter letter) {
        return of(letter, letter.message(), letter.sender(), letter.recipient());
    }

    static Happening of(UnhandledMessage unhandled) {
        return of(unhandled, unhandled.message(), unhandled.sender(), unhandled.recipient());
    }

    private static Happening of(Object event, Object message, ActorRef sender, ActorRef recipient) {
        return new Happening(
                event, null, String.valueOf(message), List.of(sender), List.of(recipient), Optional.empty());
    }

    /** Of a line, its logger's name; else empty. */
    String logger() {
        return event instanceof LogEvent ? ((LogEvent) event).logger() : "";
    }

    @Override
    public String toString() {
        return level == null ? event.toString() : level + " " + text;
    }
}
