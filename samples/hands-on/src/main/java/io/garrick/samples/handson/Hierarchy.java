package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Actors create actors: a tree, in which a parent answers for its children. */
public final class Hierarchy {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Hierarchy() {}

    /** Asks a member for a drawing of everybody below it; each line begins with the indent. */
    record Draw(String indent) {}

    /** Has as many levels of children below it as it is told. */
    static final class Member extends AbstractActor {

        private final int levels;

        Member(int levels) {
            this.levels = levels;
        }

        static Props props(int levels) {
            return Props.create(Member.class, () -> new Member(levels));
        }

        @Override
        public void preStart() {
            for (int i = 1; i <= levels; i++) {
                context().actorOf(Member.props(levels - 1), "member-" + i);
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Draw.class, this::draw).build();
        }

        /** Asks the children, and puts their drawings below its own line once all have come: no thread waits meanwhile. */
        private void draw(Draw draw) {
            CompletableFuture<String> drawing = CompletableFuture.completedFuture(
                    draw.indent() + self().path().name() + System.lineSeparator());
            for (ActorRef child : context().getChildren()) {
                CompletableFuture<Object> below = Patterns.ask(child, new Draw(draw.indent() + "  "), PATIENCE)
                        .toCompletableFuture();
                drawing = drawing.thenCombine(below, (above, text) -> above + text);
            }
            Patterns.pipe(drawing, context().dispatcher()).to(sender());
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("hierarchy")) {
            ActorRef top = system.actorOf(Member.props(2), "top");
            System.out.print(Patterns.ask(top, new Draw(""), PATIENCE)
                    .toCompletableFuture()
                    .join());
            System.out.println("its path: " + top.path());
            // Stopping an actor stops everybody below it first.
            Patterns.gracefulStop(top, PATIENCE).toCompletableFuture().join();
            System.out.println("stopped, with everybody below it");
        }
    }
}
