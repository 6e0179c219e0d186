package io.garrick.actor;

/** What the configuration or the settings say cannot be done. Says which key or id, and what would be known. */
public final class ConfigurationException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     */
    public ConfigurationException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message a lower-case statement, then {@code name=value}
     * @param cause what led to it
     */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
