package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.event.EventStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

class DeadLetterReasonSpec {

    private final Journal journal = new Journal();

    private record Hushed() implements DeadLetterSuppression {}

    /** Writes what it hears; sends to the dead itself, so that it would go round if it heard that. */
    private ActorRef listener(Stage stage, String name) {
        ActorRef dead = stage.system().deadLetters();
        return stage.actorOf(
                Puppet.role(journal, name)
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(AllDeadLetters.class, letter -> {
                                    self.write(letter.reason() + " " + letter.message());
                                    dead.tell(
                                            new DeadLetter("echo", dead, dead, DeadLetter.Reason.OVERFLOW),
                                            self.getSelf());
                                })
                                .build())
                        .quiet()
                        .props(),
                name);
    }

    private static void lose(Stage stage, Object message, DeadLetter.Reason reason) {
        ActorRef dead = stage.system().deadLetters();
        dead.tell(new DeadLetter(message, dead, dead, reason), ActorRef.noSender());
    }

    @Staged
    @DisplayName(
            "Q03 Who subscribes to a reason hears the dead letters of that reason, each once, and not those that it causes itself")
    void subscribe_byReason_hearsThatReasonOnly(Stage stage) {
        journal.clear();
        EventStream stream = stage.system().eventStream();
        ActorRef listener = listener(stage, "l");
        assertTrue(stream.subscribe(listener, DeadLetter.Reason.OVERFLOW));
        assertFalse(stream.subscribe(listener, DeadLetter.Reason.OVERFLOW));
        lose(stage, "1", DeadLetter.Reason.STOPPED);
        lose(stage, "2", DeadLetter.Reason.OVERFLOW);
        assertTrue(stream.subscribe(listener, DeadLetter.Reason.POISON));
        lose(stage, "3", DeadLetter.Reason.POISON);
        assertTrue(stream.unsubscribe(listener, DeadLetter.Reason.OVERFLOW));
        assertFalse(stream.unsubscribe(listener, DeadLetter.Reason.OVERFLOW));
        lose(stage, "4", DeadLetter.Reason.OVERFLOW);
        stage.settle();
        stage.expect(journal, "l OVERFLOW 2", "l POISON 3");
        assertEquals(4, stage.deadLetters().size(), "what a listener causes is not published");
    }

    @Staged
    @DisplayName(
            "Q03 A subscription to a reason and one to the class tell once; suppressed dead letters have subscribers of all only")
    void subscribe_byReasonAndClass_hearsOnce(Stage stage) {
        journal.clear();
        EventStream stream = stage.system().eventStream();
        ActorRef listener = listener(stage, "l");
        stream.subscribe(listener, DeadLetter.Reason.OVERFLOW);
        lose(stage, new Hushed(), DeadLetter.Reason.OVERFLOW);
        stream.subscribe(listener, DeadLetter.class);
        lose(stage, "1", DeadLetter.Reason.OVERFLOW);
        stream.unsubscribe(listener, DeadLetter.Reason.OVERFLOW);
        lose(stage, "2", DeadLetter.Reason.OVERFLOW);
        stage.settle();
        stream.unsubscribe(listener);
        lose(stage, "3", DeadLetter.Reason.OVERFLOW);
        stage.settle();
        stage.expect(journal, "l OVERFLOW 1", "l OVERFLOW 2");
        assertEquals(
                List.of("1", "2", "3"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }
}
