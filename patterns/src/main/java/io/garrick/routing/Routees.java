package io.garrick.routing;

import java.util.List;

/**
 * The answer to {@link GetRoutees}.
 *
 * @param routees who they were
 */
public record Routees(List<Routee> routees) {

    /**
     * Keeps a copy.
     *
     * @param routees who they were
     */
    public Routees {
        routees = List.copyOf(routees);
    }

    /**
     * Who they were.
     *
     * @return as {@link #routees()}
     */
    public List<Routee> getRoutees() {
        return routees;
    }
}
