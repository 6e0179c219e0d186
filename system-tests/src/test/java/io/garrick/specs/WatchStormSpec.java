package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watch, unwatch and stop at the same time, each by somebody else. */
class WatchStormSpec {

    private static final int SUBJECTS = 8;
    private static final int WATCHERS = 4;

    /** What a watcher is told to do. */
    private enum Act {
        /** Watches each subject; some twice, some with a message. */
        WATCH,
        /** Takes some of the watches back, and some of these up again. */
        CHANGE,
        /** Says what was owed and what has come. */
        BALANCE
    }

    /** The end of a subject as a message of the watcher's choice. */
    private record Mourned(ActorRef subject) {}

    /** Watches the subjects of a round, and knows what it is owed for each: one notice while the watch stands, then none. */
    private static final class Watcher extends AbstractActor {
        private final AtomicReferenceArray<ActorRef> subjects;
        private final Choices choices;
        private final Journal complaints;
        private final AtomicInteger open;
        private final Map<ActorRef, Integer> standing = new HashMap<>();

        Watcher(AtomicReferenceArray<ActorRef> subjects, Choices choices, Journal complaints, AtomicInteger open) {
            this.subjects = subjects;
            this.choices = choices;
            this.complaints = complaints;
            this.open = open;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, end -> heard(end.getActor(), 0))
                    .match(Mourned.class, end -> heard(end.subject(), 1))
                    .matchEquals(Act.WATCH, any -> all(this::watch))
                    .matchEquals(Act.CHANGE, any -> all(this::change))
                    .matchEquals(Act.BALANCE, any -> {
                        if (!standing.isEmpty()) {
                            complaints.add("no notice: subjects=" + standing.keySet());
                        }
                        standing.clear();
                    })
                    .build();
        }

        private void all(Consumer<ActorRef> act) {
            for (int i = 0; i < SUBJECTS; i++) {
                act.accept(subjects.get(i));
            }
        }

        private void watch(ActorRef subject) {
            Integer kind = standing.get(subject);
            int wanted = kind == null ? choices.below(2) : kind;
            if (wanted == 0) {
                getContext().watch(subject);
            } else {
                getContext().watchWith(subject, new Mourned(subject));
            }
            if (standing.put(subject, wanted) == null) {
                open.incrementAndGet();
            }
        }

        private void change(ActorRef subject) {
            switch (choices.below(4)) {
                case 0 -> unwatch(subject);
                case 1 -> {
                    unwatch(subject);
                    watch(subject);
                }
                case 2 -> watch(subject);
                default -> {}
            }
        }

        private void unwatch(ActorRef subject) {
            getContext().unwatch(subject);
            if (standing.remove(subject) != null) {
                open.decrementAndGet();
            }
        }

        private void heard(ActorRef subject, int kind) {
            Integer wanted = standing.remove(subject);
            if (wanted == null || wanted != kind) {
                complaints.add("notice that was not owed: subject=" + subject + " wanted=" + wanted + " kind=" + kind);
            } else {
                open.decrementAndGet();
            }
        }
    }

    /**
     * In each round fresh subjects are watched, and stopped while the watches change; a watch of a dead one counts, too.
     *
     * @param rounds each is {@link #SUBJECTS} times {@link #WATCHERS} interleavings
     */
    private static void rage(Stage stage, int rounds) {
        Choices choices = new Choices(stage.seed());
        Journal complaints = new Journal();
        AtomicInteger open = new AtomicInteger();
        AtomicReferenceArray<ActorRef> subjects = new AtomicReferenceArray<>(SUBJECTS);
        List<ActorRef> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            watchers.add(
                    stage.actorOf(Props.create(Watcher.class, () -> new Watcher(subjects, choices, complaints, open))));
        }
        Props subject = Puppet.of(new Journal(), "subject");
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < SUBJECTS; i++) {
                subjects.set(i, stage.actorOf(subject));
            }
            watchers.forEach(watcher -> watcher.tell(Act.WATCH, ActorRef.noSender()));
            if (choices.oneIn(2)) {
                stage.settle();
            }
            for (int i = 0; i < SUBJECTS; i++) {
                stage.system().stop(subjects.get(i));
                watchers.get(choices.below(WATCHERS)).tell(Act.CHANGE, ActorRef.noSender());
            }
            stage.settle();
            stage.await(() -> open.get() == 0);
            watchers.forEach(watcher -> watcher.tell(Act.BALANCE, ActorRef.noSender()));
            stage.settle();
            assertEquals(List.of(), complaints.lines());
        }
    }

    @Staged
    @DisplayName(
            "W01 W03 However watch, unwatch and stop interleave, there is exactly one notice for each watch that stands")
    void watchUnwatchStop_interleaved_oneNoticeForEachWatch(Stage stage) {
        rage(stage, stage.isRehearsal() ? 10 : 100);
    }

    @Test
    @Tag("nightly")
    @DisplayName(
            "W01 W03 In 100,000 interleavings of watch, unwatch and stop, exactly one notice for each watch that stands")
    void watchUnwatchStop_inFull_oneNoticeForEachWatch() {
        int rounds = 100_000 / (SUBJECTS * WATCHERS) + 1;
        for (int repetition = 0; repetition < 3; repetition++) {
            Stage stage = new ThreadStage(repetition);
            try {
                rage(stage, rounds);
            } catch (Throwable thrown) {
                throw new AssertionError(thrown.getMessage() + stage.abandon(), thrown);
            }
            stage.close();
        }
    }
}
