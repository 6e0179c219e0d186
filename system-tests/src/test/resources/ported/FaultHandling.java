import static akka.actor.SupervisorStrategy.escalate;
import static akka.actor.SupervisorStrategy.restart;
import static akka.actor.SupervisorStrategy.resume;
import static akka.actor.SupervisorStrategy.stop;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.OneForOneStrategy;
import akka.actor.Props;
import akka.actor.SupervisorStrategy;
import akka.actor.Terminated;
import akka.japi.pf.DeciderBuilder;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One child, four kinds of failure, four directives. */
public class FaultHandling {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    static class Supervisor extends AbstractActor {
        private static final SupervisorStrategy STRATEGY = new OneForOneStrategy(
                10,
                Duration.ofMinutes(1),
                DeciderBuilder.match(ArithmeticException.class, e -> resume())
                        .match(NullPointerException.class, e -> restart())
                        .match(IllegalArgumentException.class, e -> stop())
                        .matchAny(o -> escalate())
                        .build());

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return STRATEGY;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Props.class, props -> getSender().tell(getContext().actorOf(props), getSelf()))
                    .build();
        }
    }

    static class KeepingSupervisor extends Supervisor {
        @Override
        public void preRestart(Throwable cause, Optional<Object> msg) {
            // do not kill all children, which is the default here
        }
    }

    static class Child extends AbstractActor {
        int state = 0;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Exception.class, exception -> {
                        throw exception;
                    })
                    .match(Integer.class, i -> state = i)
                    .matchEquals("get", s -> getSender().tell(state, getSelf()))
                    .build();
        }
    }

    static class Watcher extends AbstractActor {
        private final CompletableFuture<String> end;

        Watcher(ActorRef subject, CompletableFuture<String> end) {
            this.end = end;
            getContext().watch(subject);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, t -> end.complete(
                            "terminated, confirmed: " + t.getExistenceConfirmed() + ", by address: " + t.getAddressTerminated()))
                    .build();
        }
    }

    private static Object ask(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, TIMEOUT).toCompletableFuture().join();
    }

    private static CompletableFuture<String> end(ActorSystem system, ActorRef actor) {
        CompletableFuture<String> end = new CompletableFuture<>();
        ActorRef watcher = system.actorOf(Props.create(Watcher.class, actor, end));
        Patterns.ask(watcher, new akka.actor.Identify(1), TIMEOUT).toCompletableFuture().join();
        return end;
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("faults");
        ActorRef supervisor = system.actorOf(Props.create(Supervisor.class), "supervisor");
        ActorRef child = (ActorRef) ask(supervisor, Props.create(Child.class));

        child.tell(42, ActorRef.noSender());
        System.out.println("set: " + ask(child, "get"));
        child.tell(new ArithmeticException(), ActorRef.noSender());
        System.out.println("resumed: " + ask(child, "get"));
        child.tell(new NullPointerException(), ActorRef.noSender());
        System.out.println("restarted: " + ask(child, "get"));
        CompletableFuture<String> end = end(system, child);
        child.tell(new IllegalArgumentException(), ActorRef.noSender());
        System.out.println("stopped: " + end.join());

        child = (ActorRef) ask(supervisor, Props.create(Child.class));
        child.tell(23, ActorRef.noSender());
        CompletableFuture<String> second = end(system, child);
        child.tell(new Exception("CRASH"), ActorRef.noSender());
        System.out.println("escalated, the supervisor is restarted without children: " + second.join());

        ActorRef keeping = system.actorOf(Props.create(KeepingSupervisor.class), "keeping");
        child = (ActorRef) ask(keeping, Props.create(Child.class));
        child.tell(23, ActorRef.noSender());
        System.out.println("set: " + ask(child, "get"));
        child.tell(new Exception("CRASH"), ActorRef.noSender());
        System.out.println("escalated, kept and restarted: " + ask(child, "get"));
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
