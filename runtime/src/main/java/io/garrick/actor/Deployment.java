package io.garrick.actor;

import java.util.Objects;

/**
 * What the configuration says about the actor at one path, in place of what its props say.
 *
 * @param dispatcher id of the dispatcher, or empty for what the props say
 * @param mailbox id of the mailbox, or empty for what the props say
 */
public record Deployment(String dispatcher, String mailbox) {

    /**
     * Checks the arguments.
     *
     * @param dispatcher id of the dispatcher, or empty
     * @param mailbox id of the mailbox, or empty
     */
    public Deployment {
        Objects.requireNonNull(dispatcher, "dispatcher");
        Objects.requireNonNull(mailbox, "mailbox");
    }
}
