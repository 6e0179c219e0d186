package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.InvalidActorNameException;
import io.garrick.actor.Props;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Dispatchers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The children's table and list against a map that keeps order. */
class ChildrenTest {

    private static Dispatcher dispatcher;

    private final Children children = new Children();
    private final LocalRef parent =
            new LocalRef(new TopRef(null, ActorPath.root(new Address("garrick", "test"))), "parent", 1);
    private long nextUid = 2;

    @BeforeAll
    static void startDispatcher() {
        dispatcher = Dispatchers.create(
                "children", DispatcherSettings.of("test").withParallelism(1), Clock.system(), thrown -> {});
    }

    @AfterAll
    static void stopDispatcher() {
        dispatcher.shutdown();
    }

    @Test
    @DisplayName(
            "M09 Names and numbers find their child, in order of start, through any history of adding and removing")
    void children_addedAndRemovedAtRandom_agreeWithAnOrderedMap() {
        for (long seed = 0; seed < 50; seed++) {
            compareWithModel(new Children(), new SplittableRandom(seed), "seed=" + seed);
        }
    }

    private void compareWithModel(Children tested, SplittableRandom random, String seed) {
        Map<String, ActorCell> model = new LinkedHashMap<>();
        long numbers = 0;
        for (int step = 0; step < 400; step++) {
            int what = random.nextInt(3);
            if (what == 0 && !model.isEmpty()) {
                List<String> names = new ArrayList<>(model.keySet());
                ActorCell removed = model.remove(names.get(random.nextInt(names.size())));
                tested.remove(removed);
                assertFalse(tested.contains(removed), seed);
            } else if (what == 1) {
                ActorCell unnamed = cell(null);
                tested.add(unnamed);
                model.put(Names.format(numbers++), unnamed);
            } else {
                addNamed(tested, model, "n" + random.nextInt(40), seed);
            }
            model.forEach((name, cell) -> assertSame(cell, tested.find(name), () -> seed + " name=" + name));
            assertEquals(refs(model), tested.refs(), seed);
            assertEquals(model.size(), tested.size(), seed);
        }
        assertNull(tested.find("absent"), seed);
    }

    private void addNamed(Children tested, Map<String, ActorCell> model, String name, String seed) {
        ActorCell named = cell(name);
        if (model.containsKey(name)) {
            assertThrows(InvalidActorNameException.class, () -> tested.add(named), seed);
        } else {
            tested.add(named);
            model.put(name, named);
        }
    }

    @Test
    void markDying_ofAChildThatIsNotThere_isRefused() {
        ActorCell child = cell("a");
        children.add(child);
        assertTrue(children.markDying(child));
        assertFalse(children.markDying(child));
        assertEquals(1, children.dying());
        children.remove(child);
        children.gone(child);
        assertEquals(0, children.dying());
        ActorCell next = cell("a");
        children.add(next);
        children.remove(next);
        assertFalse(children.markDying(next));
    }

    @Test
    void add_afterClose_isRefused() {
        children.close();
        assertThrows(IllegalStateException.class, () -> children.add(cell("late")));
        assertTrue(children.isEmpty());
    }

    @Test
    void forEach_whileChildrenGo_visitsEveryOneThatStays() {
        List<ActorCell> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ActorCell child = cell(null);
            children.add(child);
            all.add(child);
        }
        List<ActorCell> visited = new ArrayList<>();
        children.forEach(child -> {
            visited.add(child);
            if (visited.size() % 2 == 1) {
                children.remove(child);
            }
        });
        assertEquals(all, visited);
    }

    @Test
    @DisplayName("S09 A walk gives the child that it has found, although that child ends at this very moment")
    void walk_childEndsBetweenLookAndStep_isGivenNevertheless() {
        for (boolean younger : new boolean[] {false, true}) {
            Children tested = new Children();
            ActorCell only = cell("only");
            tested.add(only);
            ChildrenInOrder.Walk walk = new ChildrenInOrder.Walk(tested, younger);
            assertTrue(walk.hasNext());
            tested.remove(only);
            assertSame(only.ref(), walk.next());
            assertFalse(walk.hasNext());
        }
    }

    private ActorCell cell(String name) {
        return new ActorCell(null, new LocalRef(parent, name, nextUid++), Props.empty(), dispatcher, null);
    }

    private static List<ActorRef> refs(Map<String, ActorCell> model) {
        List<ActorRef> refs = new ArrayList<>();
        model.values().forEach(cell -> refs.add(cell.ref()));
        return refs;
    }
}
