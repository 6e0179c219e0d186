package io.garrick.serialization;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import io.garrick.actor.Identify;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import java.util.Objects;
import java.util.Optional;

/** Refs, paths and addresses, by way of the system that the bytes are read in. */
final class ActorForms {

    private final ActorSystem system;
    private final Address own;

    ActorForms(ActorSystem system) {
        this.system = system;
        this.own = SystemServices.of(system).rootGuardian().path().address();
    }

    void register(WireKryo kryo) {
        kryo.enter(
                ActorRef.class,
                Form.<ActorRef>of(
                        (k, output, value) -> output.writeString(value.path().toSerializationFormat()),
                        (k, input) -> resolve(ActorPath.fromString(WireClasses.text(input)))));
        kryo.enter(
                ActorPath.class,
                Form.<ActorPath>of(
                        (k, output, value) -> output.writeString(value.toSerializationFormat()),
                        (k, input) -> ActorPath.fromString(WireClasses.text(input))));
        kryo.enter(
                Address.class,
                Form.<Address>of(
                        (k, output, value) -> output.writeString(value.toString()),
                        (k, input) -> AddressFromURIString.parse(WireClasses.text(input))));
        kryo.enter(
                Identify.class,
                Form.<Identify>of(
                        (k, output, value) -> Form.putPart(k, output, value.messageId(), "messageId", 0),
                        (k, input) -> new Identify(
                                Objects.requireNonNull(Form.takePart(k, input, "messageId", 0), "messageId"))));
        kryo.enter(
                ActorIdentity.class,
                Form.<ActorIdentity>of(
                        (k, output, value) -> {
                            Form.putPart(k, output, value.correlationId(), "correlationId", 0);
                            Form.putPart(k, output, value.getActorRef().orElse(null), "ref", 0);
                        },
                        (k, input) -> new ActorIdentity(
                                Objects.requireNonNull(Form.takePart(k, input, "correlationId", 0), "correlationId"),
                                Optional.ofNullable((ActorRef) Form.takePart(k, input, "ref", 0)))));
        kryo.enter(Props.class, new PropsForm(kryo.classes()));
    }

    /** The actor of that path and uid; who has ended is the dead letters' by now. */
    private ActorRef resolve(ActorPath path) {
        if (!path.address().equals(own)) {
            throw new SerializationException("ref is of another system, which is not reached from here: path="
                    + path.toSerializationFormat() + " here=" + own);
        }
        return SystemServices.of(system).find(system.actorSelection(path.toStringWithoutAddress())).stream()
                .filter(found -> path.uid() == ActorPath.NO_UID || found.path().uid() == path.uid())
                .findFirst()
                .orElseGet(system::deadLetters);
    }
}
