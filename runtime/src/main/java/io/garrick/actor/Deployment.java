package io.garrick.actor;

import java.util.Objects;

/**
 * What the configuration says about the actor at one path, in place of what its props say.
 *
 * @param dispatcher id of the dispatcher, or empty for what the props say
 * @param mailbox id of the mailbox, or empty for what the props say
 * @param remote address of the node where the actor is to live, or empty for what the props say
 */
public record Deployment(String dispatcher, String mailbox, String remote) {

    /**
     * Checks the arguments.
     *
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     * @param remote address of the node, {@code garrick://system@host:port}, or empty
     * @throws IllegalArgumentException when the address is malformed, or has no host
     */
    public Deployment {
        Objects.requireNonNull(dispatcher, "dispatcher");
        Objects.requireNonNull(mailbox, "mailbox");
        if (!remote.isEmpty() && AddressFromURIString.parse(remote).hasLocalScope()) {
            throw new IllegalArgumentException(
                    "address is none of a node: address=" + remote + " expected=garrick://system@host:port");
        }
    }

    /**
     * On no other node.
     *
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     */
    public Deployment(String dispatcher, String mailbox) {
        this(dispatcher, mailbox, "");
    }
}
