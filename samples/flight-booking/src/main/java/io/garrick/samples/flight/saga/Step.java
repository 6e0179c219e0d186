package io.garrick.samples.flight.saga;

/** The four things that make a booking, each done by a service of its own. */
public enum Step {
    /** Hold the seats. */
    RESERVE("reservation"),
    /** Take the money. */
    PAY("payment"),
    /** Grant the miles. */
    PROMOTE("promotion"),
    /** Mail the bill. A mail cannot be taken back, so this is the last step. */
    BILL("billing");

    private final String service;

    Step(String service) {
        this.service = service;
    }

    /**
     * The service that does this step.
     *
     * @return its name, as in the figure
     */
    public String service() {
        return service;
    }
}
