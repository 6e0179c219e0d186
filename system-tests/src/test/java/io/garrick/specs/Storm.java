package io.garrick.specs;

import io.garrick.actor.ActorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the actors of a storm share: its choices, until it is over; who was created; which messages were handled; what was found wrong. Any thread. */
final class Storm {

    private final Choices choices;
    private final int mostActors;
    private final int mostActs;
    private final List<ActorRef> created = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<Integer> handled = new HashSet<>();
    private final Set<Integer> stashed = new HashSet<>();
    private final Set<Integer> answered = new HashSet<>();
    private int acts;
    private boolean over;

    Storm(long seed, int mostActors, int mostActs) {
        this.choices = new Choices(seed);
        this.mostActors = mostActors;
        this.mostActs = mostActs;
    }

    /** Something to be done, if the storm goes on. */
    synchronized Optional<StormActor.Act> next() {
        return acts < mostActs ? Optional.of(new StormActor.Act(acts++)) : Optional.empty();
    }

    /** A choice of so many; the last one, which does no harm, once the storm is over. */
    synchronized int choose(int of) {
        int choice = choices.below(of);
        return over ? of - 1 : choice;
    }

    synchronized void end() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean roomForMore() {
        return !over && created.size() < mostActors;
    }

    synchronized void created(ActorRef actor) {
        created.add(actor);
    }

    synchronized List<ActorRef> created() {
        return List.copyOf(created);
    }

    /** One of the latest, who are most likely to live. */
    synchronized ActorRef anyone() {
        int size = created.size();
        return created.get(size - 1 - choices.below(Math.min(size, 20)));
    }

    /** A message may be handled once, and once more for each time it was stashed. */
    synchronized void handled(int id) {
        if (!handled.add(id) && !stashed.remove(id)) {
            complaints.add("message handled twice: id=" + id);
        }
    }

    synchronized void stashed(int id) {
        stashed.add(id);
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
