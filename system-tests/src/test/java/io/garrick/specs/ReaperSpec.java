package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.pattern.Reaper;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.ChildKind;
import io.garrick.supervision.Directive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

class ReaperSpec {

    private final Journal journal = new Journal();

    /** Writes a line in place of ending the system. */
    private Props writing() {
        return Reaper.props(system -> journal.add("all souls reaped"));
    }

    private List<ActorRef> souls(Stage stage, int number) {
        journal.clear();
        List<ActorRef> souls = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            souls.add(stage.actorOf(Puppet.of(journal, "soul"), "soul-" + i));
        }
        return souls;
    }

    private static void watch(ActorRef reaper, ActorRef soul) {
        reaper.tell(new Reaper.WatchMe(soul), ActorRef.noSender());
    }

    private static boolean hasEnded(Stage stage) {
        return stage.system().whenTerminated().toCompletableFuture().isDone();
    }

    @Staged
    @DisplayName(
            "W01 A reaper ends the system after the last of its souls, and not before; a restart of a soul is no end")
    void lastSoul_ends_systemEnds(Stage stage) {
        stage.expectFailures();
        List<ActorRef> souls = souls(stage, 3);
        ActorRef reaper = stage.actorOf(Reaper.props(), "reaper");
        souls.forEach(soul -> watch(reaper, soul));
        stage.settle();
        crash(souls.get(2));
        stage.system().stop(souls.get(1));
        stage.system().stop(souls.get(0));
        stage.settle();
        assertFalse(hasEnded(stage));
        souls.get(2).tell("still there", ActorRef.noSender());
        stage.expect(journal, "soul still there");
        souls.get(2).tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> hasEnded(stage));
    }

    @Staged
    @DisplayName("W01 A soul that was dead when its reaper was told of it has ended")
    void soul_deadAlready_hasEnded(Stage stage) {
        List<ActorRef> souls = souls(stage, 2);
        stage.system().stop(souls.get(0));
        stage.settle();
        ActorRef reaper = stage.actorOf(writing(), "reaper");
        reaper.tell(new Reaper.WatchMe(new HashSet<>(souls)), ActorRef.noSender());
        stage.expect(journal);
        stage.system().stop(souls.get(1));
        stage.expect(journal, "all souls reaped");
        watch(reaper, souls.get(0));
        stage.expect(journal, "all souls reaped", "all souls reaped");
    }

    @Staged
    @DisplayName("W01 A soul that a reaper is told of twice is one soul")
    void soul_toldOfTwice_isOne(Stage stage) {
        List<ActorRef> souls = souls(stage, 2);
        ActorRef reaper = stage.actorOf(writing(), "reaper");
        watch(reaper, souls.get(0));
        watch(reaper, souls.get(1));
        reaper.tell(new Reaper.WatchMe(new HashSet<>(souls)), ActorRef.noSender());
        stage.settle();
        stage.system().stop(souls.get(0));
        stage.expect(journal);
        stage.system().stop(souls.get(1));
        stage.expect(journal, "all souls reaped");
    }

    @Staged
    @DisplayName("W01 However souls end while their reaper is told of all at once, it acts exactly once")
    void souls_endWhileWatched_actsOnce(Stage stage) {
        List<ActorRef> souls = souls(stage, 20);
        ActorRef reaper = stage.actorOf(writing(), "reaper");
        souls.subList(0, 10).forEach(soul -> stage.system().stop(soul));
        reaper.tell(new Reaper.WatchMe(new HashSet<>(souls)), ActorRef.noSender());
        souls.subList(10, 20).forEach(soul -> stage.system().stop(soul));
        stage.expect(journal, "all souls reaped");
    }

    @Staged
    @DisplayName("A reaper that is told of nobody does nothing; one that lives on may be told of others")
    void reaper_toldOfNobody_waits(Stage stage) {
        List<ActorRef> souls = souls(stage, 2);
        ActorRef reaper = stage.actorOf(writing(), "reaper");
        stage.settle();
        for (int i = 0; i < 2; i++) {
            watch(reaper, souls.get(i));
            stage.settle();
            assertEquals(i, journal.size());
            stage.system().stop(souls.get(i));
            stage.await(journal, i + 1);
            assertEquals(i + 1, journal.size());
        }
    }

    /** A reaper and a brother whose failure restarts both. */
    private ActorRef reaperInAGroup(Stage stage, Props props, ActorRef[] brother) {
        ActorRef[] reaper = new ActorRef[1];
        stage.actorOf(
                Puppet.role(journal, "parent")
                        .quiet()
                        .strategy(new AllForOneStrategy(cause -> Directive.RESTART))
                        .preStart(self -> {
                            reaper[0] = self.getContext().actorOf(props, "reaper");
                            brother[0] = self.getContext()
                                    .actorOf(
                                            Puppet.role(journal, "brother")
                                                    .quiet()
                                                    .postRestart(me -> me.write("is back"))
                                                    .props(),
                                            "brother");
                        })
                        .props(),
                "parent");
        stage.settle();
        return reaper[0];
    }

    @Staged
    @DisplayName("S03 A restarted reaper keeps its souls: those that are left, those that end meanwhile, and new ones")
    void reaper_restarted_keepsItsSouls(Stage stage) {
        stage.expectFailures();
        List<ActorRef> souls = souls(stage, 4);
        ActorRef[] brother = new ActorRef[1];
        ActorRef reaper = reaperInAGroup(stage, writing(), brother);
        reaper.tell(new Reaper.WatchMe(Set.copyOf(souls.subList(0, 3))), ActorRef.noSender());
        stage.settle();
        stage.system().stop(souls.get(0));
        crash(brother[0]);
        stage.system().stop(souls.get(1));
        watch(reaper, souls.get(3));
        stage.expect(journal, "brother is back");
        stage.system().stop(souls.get(3));
        stage.expect(journal, "brother is back");
        stage.system().stop(souls.get(2));
        stage.expect(journal, "brother is back", "all souls reaped");
    }

    @Staged
    @DisplayName("S09 A permanent reaper that is stopped and comes back keeps its souls")
    void reaper_permanentAndStopped_keepsItsSouls(Stage stage) {
        List<ActorRef> souls = souls(stage, 2);
        ActorRef reaper = reaperInAGroup(stage, writing().withKind(ChildKind.PERMANENT), new ActorRef[1]);
        reaper.tell(new Reaper.WatchMe(new HashSet<>(souls)), ActorRef.noSender());
        reaper.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.settle();
        stage.system().stop(souls.get(0));
        stage.settle();
        assertFalse(journal.has("all souls reaped"));
        stage.system().stop(souls.get(1));
        stage.await(() -> journal.has("all souls reaped"));
        stage.settle();
        assertEquals(1, journal.count("all souls reaped"));
    }

    @Staged
    @DisplayName("A reaper whose action fails is restarted, does not act again for the same souls, and goes on")
    void action_fails_isNotRepeated(Stage stage) {
        stage.expectFailures();
        List<ActorRef> souls = souls(stage, 2);
        ActorRef reaper = stage.actorOf(
                Reaper.props(system -> {
                    journal.add("fails");
                    throw new IllegalStateException("not yet");
                }),
                "reaper");
        for (int i = 0; i < 2; i++) {
            watch(reaper, souls.get(i));
            stage.system().stop(souls.get(i));
            stage.await(journal, i + 1);
            assertEquals(i + 1, journal.size());
        }
    }

    @Staged
    @DisplayName("Reapers of the same props have their own souls; a reaper that was stopped does nothing any more")
    void reapers_ofTheSameProps_haveTheirOwnSouls(Stage stage) {
        List<ActorRef> souls = souls(stage, 2);
        Props props = writing();
        ActorRef first = stage.actorOf(props, "first");
        ActorRef second = stage.actorOf(props, "second");
        ActorRef stopped = stage.actorOf(props, "stopped");
        watch(first, souls.get(0));
        watch(second, souls.get(1));
        watch(stopped, souls.get(0));
        stage.settle();
        stage.system().stop(stopped);
        stage.settle();
        stage.system().stop(souls.get(0));
        stage.expect(journal, "all souls reaped");
        stage.system().stop(souls.get(1));
        stage.expect(journal, "all souls reaped", "all souls reaped");
    }

    @Staged
    @DisplayName("A reaper told of itself fails with what is wrong, and keeps its souls")
    void reaper_toldOfItself_fails(Stage stage) {
        stage.expectFailures();
        List<ActorRef> souls = souls(stage, 2);
        ActorRef reaper = stage.actorOf(writing(), "reaper");
        watch(reaper, souls.get(0));
        reaper.tell(new Reaper.WatchMe(Set.of(souls.get(1), reaper)), ActorRef.noSender());
        stage.settle();
        assertTrue(stage.hasLogged("a reaper cannot wait for its own end, tell another one of it: reaper=" + reaper));
        stage.system().stop(souls.get(0));
        stage.expect(journal, "all souls reaped");
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("An order without anybody is refused where it is made, and keeps no hold on the caller's set")
    void order_withoutAnybody_isRefused(Stage stage) {
        Set<ActorRef> nobody = new HashSet<>();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Reaper.WatchMe(nobody));
        assertEquals("a reaper needs somebody to wait for, name one actor or more: refs=[]", refused.getMessage());
        List<ActorRef> souls = souls(stage, 1);
        Set<ActorRef> given = new HashSet<>(souls);
        Reaper.WatchMe order = new Reaper.WatchMe(given);
        given.clear();
        assertEquals(Set.copyOf(souls), order.refs());
    }
}
