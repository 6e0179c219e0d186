package io.garrick.specs;

import io.garrick.actor.AbstractActorWithStashAndTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.supervision.SupervisorStrategy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An actor that does what it is told: a {@link Do} is run in it, any other message is written into the journal. What it does in its hooks is in its {@link
 * Role}, which all its instances share.
 */
final class Puppet extends AbstractActorWithStashAndTimers {

    final Role role;

    /** Which instance of this role it is, the first one is 1. */
    final int generation;

    /** Something to be done inside an actor. */
    @FunctionalInterface
    interface Do {
        void on(Puppet self) throws Exception;
    }

    /** Something that a hook does. */
    @FunctionalInterface
    interface Hook {
        void on(Puppet self) throws Exception;
    }

    /** What a puppet does; set before it is created, read by its thread. */
    static final class Role {
        final Journal journal;
        final String name;
        final AtomicInteger instances = new AtomicInteger();
        boolean quiet;
        Hook constructor = self -> {};
        Hook preStart = self -> {};
        Hook postStop = self -> {};

        @Nullable
        Hook preRestart;

        @Nullable
        Hook postRestart;

        Function<Puppet, Receive> behavior = Puppet::obedient;
        Function<Puppet, SupervisorStrategy> strategy = self -> SupervisorStrategy.defaultStrategy();

        Role(Journal journal, String name) {
            this.journal = journal;
            this.name = name;
        }

        /** Only messages are written into the journal, not hooks. */
        Role quiet() {
            quiet = true;
            return this;
        }

        Role constructor(Hook hook) {
            constructor = hook;
            return this;
        }

        Role preStart(Hook hook) {
            preStart = hook;
            return this;
        }

        Role postStop(Hook hook) {
            postStop = hook;
            return this;
        }

        /** In place of the default, which stops the children and calls postStop. */
        Role preRestart(Hook hook) {
            preRestart = hook;
            return this;
        }

        /** In place of the default, which calls preStart. */
        Role postRestart(Hook hook) {
            postRestart = hook;
            return this;
        }

        Role behavior(Function<Puppet, Receive> receive) {
            behavior = receive;
            return this;
        }

        Role strategy(SupervisorStrategy supervisorStrategy) {
            strategy = self -> supervisorStrategy;
            return this;
        }

        Role strategy(Function<Puppet, SupervisorStrategy> supervisorStrategy) {
            strategy = supervisorStrategy;
            return this;
        }

        Props props() {
            return Props.create(Puppet.class, () -> new Puppet(this));
        }
    }

    private Puppet(Role role) throws Exception {
        this.role = role;
        this.generation = role.instances.incrementAndGet();
        hook("constructor", role.constructor);
    }

    /** A puppet that writes nothing but messages into the journal. */
    static Props of(Journal journal, String name) {
        return new Role(journal, name).quiet().props();
    }

    /** A role that writes hooks and messages into the journal. */
    static Role role(Journal journal, String name) {
        return new Role(journal, name);
    }

    static void tell(ActorRef puppet, Do what) {
        puppet.tell(what, ActorRef.noSender());
    }

    /** Makes a puppet fail. */
    static void crash(ActorRef puppet) {
        tell(puppet, self -> {
            throw new Crash();
        });
    }

    /** What puppets fail with. */
    static final class Crash extends Exception {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    void write(Object line) {
        role.journal.add(role.name + " " + line);
    }

    @Override
    public Receive createReceive() {
        return role.behavior.apply(this);
    }

    Receive obedient() {
        return receiveBuilder()
                .match(Do.class, what -> what.on(this))
                .matchAny(this::write)
                .build();
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return role.strategy.apply(this);
    }

    @Override
    public void preStart() throws Exception {
        hook("preStart", role.preStart);
    }

    @Override
    public void postStop() throws Exception {
        hook("postStop", role.postStop);
    }

    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        Hook mine = role.preRestart;
        if (mine == null) {
            super.preRestart(reason, message);
        } else {
            hook("preRestart", mine);
        }
    }

    @Override
    public void postRestart(Throwable reason) throws Exception {
        Hook mine = role.postRestart;
        if (mine == null) {
            super.postRestart(reason);
        } else {
            hook("postRestart", mine);
        }
    }

    private void hook(String name, Hook hook) throws Exception {
        if (!role.quiet) {
            write(name + " " + generation);
        }
        hook.on(this);
    }
}
