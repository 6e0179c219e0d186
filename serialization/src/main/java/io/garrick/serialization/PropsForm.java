package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.Deploy;
import io.garrick.actor.IndirectActorProducer;
import io.garrick.actor.NoScopeGiven;
import io.garrick.actor.Props;
import io.garrick.supervision.ChildKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Props by class and arguments. What a function makes, or what has objects of this process in it, does not travel. */
final class PropsForm extends Form<Props> {

    private final WireClasses classes;

    PropsForm(WireClasses classes) {
        super(true);
        this.classes = classes;
    }

    @Override
    void put(WireKryo kryo, Output output, Props value) {
        ensurePlain(value);
        List<@Nullable Object> args = value.args().orElseThrow(() -> refusal("they make actors by a function", value));
        Class<?> type = value.actorClass();
        classes.ensureMayTravel(type);
        output.writeString(type.getName());
        output.writeString(value.deploy().path());
        output.writeString(value.deploy().dispatcher());
        output.writeString(value.deploy().mailbox());
        output.writeString(value.kind().map(ChildKind::name).orElse(null));
        output.writeVarInt(args.size(), true);
        for (int i = 0; i < args.size(); i++) {
            putPart(kryo, output, args.get(i), "args", i);
        }
    }

    private static void ensurePlain(Props props) {
        String wrong = null;
        if (props.router().isPresent()) {
            wrong = "they have a router";
        } else if (props.interceptor().isPresent()) {
            wrong = "they have an interceptor";
        } else if (props.mailboxType().isPresent()) {
            wrong = "they have a mailbox type, which has no name";
        } else if (!(props.deploy().scope() instanceof NoScopeGiven)) {
            wrong = "they have a scope";
        }
        if (wrong != null) {
            throw refusal(wrong, props);
        }
    }

    private static SerializationException refusal(String why, Props props) {
        return new SerializationException(
                "props do not travel, " + why + ": class=" + props.actorClass().getName());
    }

    @Override
    Props take(WireKryo kryo, BoundedInput input, Class<? extends Props> ignored) {
        Class<?> type = classes.load(WireClasses.text(input));
        if (!AbstractActor.class.isAssignableFrom(type) || IndirectActorProducer.class.isAssignableFrom(type)) {
            throw new SerializationException("props are of a class that is not an actor's: class=" + type.getName());
        }
        Deploy deploy = new Deploy(WireClasses.text(input))
                .withDispatcher(WireClasses.text(input))
                .withMailbox(WireClasses.text(input));
        String kind = input.readString();
        @Nullable Object[] args = new @Nullable Object[input.readCount()];
        for (int i = 0; i < args.length; i++) {
            args[i] = takePart(kryo, input, "args", i);
        }
        Props made = Props.create(type, args).withDeploy(deploy);
        return kind == null ? made : made.withKind((ChildKind) EnumForm.constant(ChildKind.class, kind));
    }
}
