package com.example;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.testkit.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GreeterTest {

    private final ActorSystem system = ActorSystem.create("test");

    @AfterEach
    void end() {
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void greeter_givenAName_greetsIt() {
        TestKit probe = new TestKit(system);
        ActorRef greeter = system.actorOf(Greeter.props(), "greeter");

        greeter.tell("Ada", probe.getRef());

        probe.expectMsg("Hello, Ada!");
    }
}
