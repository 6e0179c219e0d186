package io.garrick.remoting;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Create;

/**
 * What another node wants created here, as it has come: nothing of it was made, nor its class loaded, before the list has been asked by name (N10).
 *
 * @param child the ref that it is to have
 * @param parent whose child it is to be
 * @param className what is to be made
 * @param flags as in the signal
 * @param props how
 */
record Creation(ActorRef child, ActorRef parent, String className, int flags, Payload props) {

    static Creation take(WireInput input, Association from) {
        Node node = from.node();
        ActorRef child = Signals.takeRef(input, node, node.address());
        ActorRef parent = Signals.takeRef(input, node, from.address());
        String className = input.takeText(Frames.LONGEST_TEXT);
        return new Creation(child, parent, className, input.takeByte(), Payload.take(input));
    }

    /** What the runtime is told. Throws what is wrong with it. */
    Create read(Node node) {
        if (!node.trust().admitsSignals()) {
            throw new RemotingException("node is untrusted, it creates nothing for others: class=" + className);
        }
        if (!node.deployable().contains(className)) {
            throw new RemotingException("class is not allowed to be deployed: class=" + className + " node="
                    + node.address() + " add \"" + className + "\" to " + SettingsOfRemote.ROOT
                    + ".deployment.allow of that node");
        }
        Class<?> type = load(node);
        node.serialization().allow(type);
        node.remote().expect(type); // what it is given may be of its package
        Props made = (Props) props.value(node);
        if (!made.actorClass().getName().equals(className)) {
            throw new RemotingException("props are of another class: class=" + className + " props="
                    + made.actorClass().getName());
        }
        return new Create(
                child, parent, made, (flags & DeploymentSignals.SUSPENDED) != 0, DeploymentSignals.rules(flags));
    }

    private Class<?> load(Node node) {
        try {
            Class<?> type = Class.forName(className, false, node.system().classLoader());
            if (AbstractActor.class.isAssignableFrom(type)) {
                return type;
            }
        } catch (ClassNotFoundException | LinkageError notHere) {
            throw new RemotingException("class is not here: class=" + className + " node=" + node.address(), notHere);
        }
        throw new RemotingException("class is none of an actor: class=" + className);
    }
}
