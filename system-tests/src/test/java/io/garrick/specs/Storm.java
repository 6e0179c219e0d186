package io.garrick.specs;

import io.garrick.actor.ActorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the actors of a storm share: its choices, while it lasts; who was created; which messages were handled; what was found wrong. Any thread. */
final class Storm {

    /** How the actors live. */
    enum Kind {
        /** Three children at most, four levels, one-for-one. */
        PLAIN(3, 4),
        /** Six children at most, any number of levels, every strategy that there is, with back-off, redelivery and kinds of children. */
        ALL_STRATEGIES(6, Integer.MAX_VALUE);

        final int breadth;
        final int depth;

        Kind(int breadth, int depth) {
            this.breadth = breadth;
            this.depth = depth;
        }
    }

    final Kind kind;
    private final Choices choices;
    private final int mostActors;
    private final int mostActs;
    private final List<ActorRef> created = new ArrayList<>();
    private final Set<ActorRef> ended = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<Integer> handled = new HashSet<>();
    private final Set<Integer> comeAgain = new HashSet<>();
    private final Set<Integer> answered = new HashSet<>();
    private int acts;
    private boolean lasts;

    /** One that has not begun. */
    Storm(Kind kind, long seed, int mostActors, int mostActs) {
        this.kind = kind;
        this.choices = new Choices(seed);
        this.mostActors = mostActors;
        this.mostActs = mostActs;
    }

    /** Something to be done, if the storm goes on. */
    synchronized Optional<StormActor.Act> next() {
        return acts < mostActs ? Optional.of(new StormActor.Act(acts++)) : Optional.empty();
    }

    /** A choice of so many; the last one, which does no harm, before the storm begins and when it is over. */
    synchronized int choose(int of) {
        int choice = choices.below(of);
        return lasts ? choice : of - 1;
    }

    /** A choice of so many that does no harm whatever it is. */
    synchronized int pick(int of) {
        return choices.below(of);
    }

    synchronized void begin() {
        lasts = true;
    }

    synchronized void end() {
        lasts = false;
    }

    synchronized boolean lasts() {
        return lasts;
    }

    synchronized boolean roomForMore() {
        return lasts && created.size() < mostActors;
    }

    synchronized void created(ActorRef actor) {
        created.add(actor);
    }

    synchronized List<ActorRef> created() {
        return List.copyOf(created);
    }

    /** One of the latest, who are most likely to live; where a failure takes many along, one that has not ended as far as is known, if one is found soon. */
    synchronized ActorRef anyone() {
        int size = created.size();
        if (kind == Kind.PLAIN) {
            return created.get(size - 1 - choices.below(Math.min(size, 20)));
        }
        ActorRef found = created.get(choices.below(size));
        for (int i = 0; i < 20 && ended.contains(found); i++) {
            found = created.get(choices.below(size));
        }
        return found;
    }

    synchronized void ended(ActorRef actor) {
        ended.add(actor);
    }

    /** A message may be handled once, and once more for each time it was stashed, or has failed and may be redelivered. */
    synchronized void handled(int id) {
        if (!handled.add(id) && !comeAgain.remove(id)) {
            complaints.add("message handled twice: id=" + id);
        }
    }

    synchronized void mayComeAgain(int id) {
        comeAgain.add(id);
    }

    synchronized boolean wasHandled(int id) {
        return handled.contains(id);
    }

    synchronized void answered(int id) {
        if (!answered.add(id)) {
            complaints.add("ping answered twice: id=" + id);
        }
    }

    synchronized Set<Integer> answered() {
        return Set.copyOf(answered);
    }

    synchronized void report(String complaint) {
        complaints.add(complaint);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
