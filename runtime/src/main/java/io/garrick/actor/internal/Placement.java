package io.garrick.actor.internal;

import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.LocalScope;
import io.garrick.actor.NoScopeGiven;
import io.garrick.actor.Props;
import io.garrick.actor.Scope;
import org.jspecify.annotations.Nullable;

/** On which node a new actor is to live: what its deployment says, else its props, else here. Any thread. */
final class Placement {

    private final LocalSystem system;
    private final DispatcherRegistry dispatchers;

    Placement(LocalSystem system, DispatcherRegistry dispatchers) {
        this.system = system;
        this.dispatchers = dispatchers;
    }

    /** What is sent to that node: without the place, and with what else is said here about the actor. */
    Props there(LocalRef ref, Props props) {
        Deployment said = dispatchers.deployment(ref);
        Props placeless = props.withoutScope();
        Props run = said.dispatcher().isEmpty() ? placeless : placeless.withDispatcher(said.dispatcher());
        return said.mailbox().isEmpty() ? run : run.withMailbox(said.mailbox());
    }

    /** The address of another node; null for this one. */
    @Nullable
    Address of(LocalRef ref, Props props) {
        String deployed = dispatchers.deployment(ref).remote();
        Scope scope = props.deploy().scope();
        if (deployed.isEmpty() && (scope == NoScopeGiven.getInstance() || scope == LocalScope.getInstance())) {
            return null;
        }
        Address node = deployed.isEmpty() ? scope.node().orElse(null) : AddressFromURIString.parse(deployed);
        if (node != null && system.remote().isLocal(node)) {
            return null;
        }
        if (node == null || node.hasLocalScope() || !system.remote().isJoined()) {
            throw new ConfigurationException("actor cannot be deployed there from here: scope="
                    + (deployed.isEmpty() ? scope : deployed) + " parent=" + ref.parent() + " name=" + ref.givenName()
                    + "; this system reaches its own process only");
        }
        return node;
    }
}
