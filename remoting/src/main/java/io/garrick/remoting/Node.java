package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.Transport;
import io.garrick.dispatch.TimerTask;
import io.garrick.serialization.Serialization;
import io.garrick.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** This node: what its associations share. Any thread. */
final class Node {

    private final ExtendedActorSystem system;
    private final SystemServices services;
    private final RemoteSettings settings;
    private final Transport transport;
    private final Serialization serialization;
    private final Logger log;
    private final long incarnation;
    private final Associations associations;
    private final Recipients large;
    private final Deployable deployable;
    private final Trust trust;
    private final WireLog wireLog;
    private final Guests guests;

    @Nullable
    private final ContextPropagation propagation;

    /** Known when it listens, which is before anything else uses it. */
    @Nullable
    private volatile Address address;

    Node(ExtendedActorSystem system, RemoteSettings settings, Transport transport) {
        this.system = system;
        this.services = SystemServices.of(system);
        this.settings = settings;
        this.transport = transport;
        this.serialization = SerializationExtension.get(system);
        this.log = services.logger("io.garrick.remoting." + system.name());
        this.incarnation = services.remote().incarnation();
        this.associations = new Associations(this);
        this.trust = new Trust(settings);
        this.wireLog = new WireLog(this, log);
        this.guests = new Guests(settings.maxConnections());
        this.propagation = services.contextPropagation().orElse(null);
        this.large = new Recipients(settings.large());
        this.deployable = new Deployable(settings.deployable());
    }

    void listensAt(Address place) {
        address = place;
    }

    ExtendedActorSystem system() {
        return system;
    }

    RemoteServices remote() {
        return services.remote();
    }

    RemoteSettings settings() {
        return settings;
    }

    Transport transport() {
        return transport;
    }

    Serialization serialization() {
        return serialization;
    }

    Logger log() {
        return log;
    }

    long incarnation() {
        return incarnation;
    }

    Associations associations() {
        return associations;
    }

    Trust trust() {
        return trust;
    }

    WireLog wireLog() {
        return wireLog;
    }

    Guests guests() {
        return guests;
    }

    Deployable deployable() {
        return deployable;
    }

    /** What travels beside messages, if this system has such. */
    @Nullable
    ContextPropagation propagation() {
        return propagation;
    }

    /** The calling thread's, if contexts travel here and there is one. */
    @Nullable
    Object context() {
        return propagation == null ? null : propagation.capture();
    }

    Recipients large() {
        return large;
    }

    Address address() {
        Address known = address;
        if (known == null) {
            throw new IllegalStateException("node does not listen yet: system=" + system.name());
        }
        return known;
    }

    long nanoTime() {
        return services.clock().nanoTime();
    }

    /** A delay that differs from the others by up to a fifth, so that not all nodes try at once. */
    long jittered(long nanos) {
        return nanos + (long) (nanos * 0.2 * services.random().nextDouble());
    }

    /** Schedules a task, unless the system is ending. */
    void schedule(TimerTask task, long nanos) {
        try {
            services.timers().schedule(task, nanos);
        } catch (IllegalStateException closed) {
            task.abandon();
        }
    }

    void cancel(@Nullable TimerTask task) {
        if (task != null && task.cancel()) {
            services.timers().entryCancelled();
        }
    }

    void publish(Object event) {
        system.eventStream().publish(event);
    }

    void deadLetter(Object message, @Nullable ActorRef sender, ActorRef recipient, DeadLetter.Reason reason) {
        services.deadLetter(new DeadLetter(message, sender == null ? system.deadLetters() : sender, recipient, reason));
    }
}
