package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import io.garrick.actor.Done;
import io.garrick.actor.Identify;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Status;
import io.garrick.actor.spi.RemoteServices;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Refs, paths and addresses, by way of the system that the bytes are read in. */
final class ActorForms {

    private final RemoteServices remote;

    ActorForms(ActorSystem system) {
        this.remote = RemoteServices.of(system);
    }

    void register(WireKryo kryo) {
        kryo.enter(ActorRef.class, Form.<ActorRef>of(this::putRef, this::takeRef));
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
        registerSignals(kryo);
    }

    private void putRef(WireKryo kryo, Output output, ActorRef ref) {
        List<ActorRef> kept = kryo.keptRefs();
        if (kept == null) {
            output.writeString(remote.export(ref).toSerializationFormat());
        } else {
            output.writeVarInt(kept.size(), true);
            kept.add(ref);
        }
    }

    private ActorRef takeRef(WireKryo kryo, BoundedInput input) {
        List<ActorRef> kept = kryo.keptRefs();
        return kept == null
                ? remote.resolve(ActorPath.fromString(WireClasses.text(input)))
                : kept.get(input.readVarInt(true));
    }

    /** What programs send each other that is the runtime's. */
    private static void registerSignals(WireKryo kryo) {
        kryo.enter(PoisonPill.class, only(PoisonPill.getInstance()));
        kryo.enter(Kill.class, only(Kill.getInstance()));
        kryo.enter(Done.class, only(Done.getInstance()));
        kryo.enter(
                Status.Success.class,
                Form.<Status.Success>of(
                        (k, output, value) -> Form.putPart(k, output, value.status(), "status", 0),
                        (k, input) -> new Status.Success(
                                Objects.requireNonNull(Form.takePart(k, input, "status", 0), "status"))));
        kryo.enter(
                Status.Failure.class,
                Form.<Status.Failure>of(
                        (k, output, value) -> Form.putPart(k, output, value.cause(), "cause", 0),
                        (k, input) -> new Status.Failure(
                                (Throwable) Objects.requireNonNull(Form.takePart(k, input, "cause", 0), "cause"))));
    }

    /** Of a class that has one object. */
    private static <T> Form<T> only(T instance) {
        return Form.of((k, output, value) -> {}, (k, input) -> instance);
    }
}
