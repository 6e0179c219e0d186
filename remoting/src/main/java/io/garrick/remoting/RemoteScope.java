package io.garrick.remoting;

import io.garrick.actor.Address;
import io.garrick.actor.Scope;
import java.util.Optional;

/**
 * An actor with this scope lives on another node: {@code Props.create(Worker.class).withDeploy(new Deploy(new RemoteScope(address)))}. Its parent supervises it from here. That node
 * must allow the class, {@code garrick.remote.deployment.allow}, and its props must travel: a class and arguments, no function. The address of the node itself means here.
 *
 * @param address of the node, with host and port
 */
public record RemoteScope(Address address) implements Scope {

    /**
     * Checks the address.
     *
     * @param address of the node
     * @throws IllegalArgumentException when it has no host
     */
    public RemoteScope {
        if (address.hasLocalScope()) {
            throw new IllegalArgumentException(
                    "address is none of a node: address=" + address + " expected=garrick://system@host:port");
        }
    }

    @Override
    public Optional<Address> node() {
        return Optional.of(address);
    }
}
