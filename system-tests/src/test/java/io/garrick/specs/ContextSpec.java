package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractLoggingActor;
import io.garrick.actor.ActorContext;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ContextSpec {

    /** Every call of a context that belongs to the running actor, by name. */
    private static Map<String, Executable> guarded(Puppet puppet) {
        ActorContext context = puppet.getContext();
        ActorRef ref = context.self();
        AbstractActor.Receive behavior = AbstractActor.emptyBehavior();
        Map<String, Executable> calls = new LinkedHashMap<>();
        calls.put("sender()", context::sender);
        calls.put("actorOf()", () -> context.actorOf(Puppet.of(puppet.role.journal, "x")));
        calls.put("actorOf() ", () -> context.actorOf(Puppet.of(puppet.role.journal, "x"), "x"));
        calls.put("stop()", () -> context.stop(ref));
        calls.put("getChildren()", context::getChildren);
        calls.put("findChild()", () -> context.findChild("x"));
        calls.put("findChild() ", () -> childByOldName(context));
        calls.put("watch()", () -> context.watch(ref));
        calls.put("watchWith()", () -> context.watchWith(ref, "gone"));
        calls.put("unwatch()", () -> context.unwatch(ref));
        calls.put("become()", () -> context.become(behavior));
        calls.put("become() ", () -> context.become(behavior, false));
        calls.put("unhandled()", () -> puppet.unhandled("x"));
        calls.put("sender() ", puppet::getSender);
        calls.put("sender()  ", () -> ref.forward("x", context));
        calls.put("unbecome()", context::unbecome);
        calls.put("setReceiveTimeout()", () -> context.setReceiveTimeout(Duration.ofSeconds(1)));
        calls.put("cancelReceiveTimeout()", context::cancelReceiveTimeout);
        calls.put("getReceiveTimeout()", context::getReceiveTimeout);
        calls.put("stash()", puppet::stash);
        calls.put("unstash()", puppet::unstash);
        calls.put("unstashAll()", puppet::unstashAll);
        calls.put("clearStash()", puppet::clearStash);
        calls.put("timers()", () -> puppet.timers().startSingleTimer("k", "m", Duration.ofSeconds(1)));
        calls.put("timers() ", () -> puppet.timers().cancel("k"));
        calls.put("timers()  ", () -> puppet.timers().cancelAll());
        calls.put("timers()   ", () -> puppet.timers().isTimerActive("k"));
        return calls;
    }

    @SuppressWarnings("deprecation") // it is there, so it is guarded
    private static @Nullable ActorRef childByOldName(ActorContext context) {
        return context.getChild("x");
    }

    private static void assertAllRefused(Puppet puppet) {
        guarded(puppet).forEach((name, call) -> {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, call, name);
            assertTrue(refusal.getMessage().contains(name.trim()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(puppet.self().toString()), refusal.getMessage());
            String remedy = name.startsWith("sender()") ? "before the callback" : "send yourself a message";
            assertTrue(refusal.getMessage().contains(remedy), refusal.getMessage());
        });
        IllegalStateException sender = assertThrows(IllegalStateException.class, puppet::sender);
        assertTrue(
                sender.getMessage().contains("keep sender() in a local variable before the callback"),
                sender::getMessage);
    }

    private static void assertPermitted(Stage stage, Puppet puppet, ActorRef ref, ActorRef parent) {
        ActorContext context = puppet.getContext();
        assertSame(ref, puppet.self());
        assertSame(ref, puppet.getSelf());
        assertSame(ref, context.self());
        assertSame(ref, context.getSelf());
        assertSame(context, puppet.context());
        assertSame(stage.system(), context.getSystem());
        assertSame(stage.system(), context.system());
        assertSame(parent, context.parent());
        assertSame(parent, context.getParent());
        assertEquals(Puppet.class, context.props().actorClass());
        assertSame(stage.system().dispatcher(), context.dispatcher());
        assertSame(stage.system().dispatcher(), context.getDispatcher());
    }

    @Test
    @DisplayName(
            "M15 Every call of the context is either permitted everywhere or refused elsewhere; none is forgotten here")
    void context_allItsMethods_areLookedAt() {
        Set<String> permitted = Set.of(
                "getSelf",
                "self",
                "getSystem",
                "system",
                "props",
                "getProps",
                "getParent",
                "parent",
                "getDispatcher",
                "dispatcher");
        Set<String> refused = Set.of(
                "getSender",
                "sender",
                "actorOf",
                "stop",
                "getChildren",
                "getChild",
                "findChild",
                "watch",
                "watchWith",
                "unwatch",
                "become",
                "unbecome",
                "setReceiveTimeout",
                "cancelReceiveTimeout",
                "getReceiveTimeout",
                "actorSelection");
        for (Method method : ActorContext.class.getMethods()) {
            assertTrue(permitted.contains(method.getName()) != refused.contains(method.getName()), method::toString);
        }
    }

    /** Logs from wherever it is asked to. */
    private static final class Logging extends AbstractLoggingActor {
        Logging(CompletableFuture<Logging> made) {
            made.complete(this);
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    @Staged
    @DisplayName("M15 log() works on any thread, also for the first time, and after the actor has stopped")
    void log_fromOutside_works(Stage stage) {
        CompletableFuture<Logging> made = new CompletableFuture<>();
        ActorRef actor = stage.actorOf(Props.create(Logging.class, () -> new Logging(made)));
        stage.await(made::isDone);
        stage.settle();
        made.join().log().warning("from outside");
        assertTrue(stage.hasLogged("from outside"));
        stage.system().stop(actor);
        stage.settle();
        made.join().getLog().warning("after the end");
        assertTrue(stage.hasLogged("after the end"));
    }

    @Staged
    @DisplayName(
            "M15 On a thread that does not run the actor, self, system, props, parent and dispatcher work, all other calls throw and name call and remedy")
    void context_fromOutside_refusedButForTheFixed(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<Puppet> child = new AtomicReference<>();
        ActorRef parent = stage.actorOf(Puppet.of(journal, "p"));
        tell(
                parent,
                self -> self.getContext()
                        .actorOf(Puppet.role(journal, "c")
                                .quiet()
                                .preStart(child::set)
                                .props()));
        stage.await(() -> child.get() != null);
        stage.settle();
        ActorRef ref = child.get().self();
        assertPermitted(stage, child.get(), ref, parent);
        assertAllRefused(child.get());
        stage.system().stop(ref);
        stage.settle();
        assertPermitted(stage, child.get(), ref, parent);
        assertAllRefused(child.get());
        assertEquals(0, journal.size());
    }

    @Staged
    @DisplayName(
            "M15 Running means this actor's activation: inside another actor's handler the context is refused, also for the parent's child")
    void context_insideAnotherActor_refused(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<Puppet> one = new AtomicReference<>();
        stage.actorOf(Puppet.role(journal, "one").quiet().preStart(one::set).props());
        stage.await(() -> one.get() != null);
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        tell(other, self -> {
            assertAllRefused(one.get());
            self.write("refused");
        });
        stage.expect(journal, "other refused");
    }

    @Staged
    @DisplayName("M15 A callback that the dispatcher runs later is not the actor, even on the actor's dispatcher")
    void context_inCallback_refused(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        tell(
                actor,
                self -> self.getContext().dispatcher().execute(() -> {
                    assertAllRefused(self);
                    self.write("refused");
                }));
        stage.expect(journal, "a refused");
    }

    @Staged
    @DisplayName("M15 The context works in the constructor, in createReceive and in every hook")
    void context_inConstructorAndHooks_works(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Hook hook = self -> {
            ActorContext context = self.getContext();
            context.setReceiveTimeout(Duration.ofHours(1));
            context.cancelReceiveTimeout();
            context.unwatch(self.self());
            assertSame(stage.system().deadLetters(), self.sender());
        };
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .constructor(hook)
                .preStart(hook)
                .postStop(hook)
                .preRestart(hook)
                .postRestart(hook)
                .behavior(self -> {
                    self.getContext().getReceiveTimeout();
                    return self.obedient();
                })
                .props());
        actor.tell("one", ActorRef.noSender());
        Puppet.crash(actor);
        actor.tell("two", ActorRef.noSender());
        tell(actor, self -> self.getContext().stop(self.self()));
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a one",
                "a preRestart 1",
                "a constructor 2",
                "a postRestart 2",
                "a two",
                "a postStop 2");
    }
}
