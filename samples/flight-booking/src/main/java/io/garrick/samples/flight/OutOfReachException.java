package io.garrick.samples.flight;

import java.io.IOException;
import java.io.Serial;
import java.util.regex.Pattern;

/** Something at another place that the program needs cannot be had; the message says what to do about it. */
final class OutOfReachException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Addresses of databases may contain one, and a message ends up anywhere. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&;\\s]*");

    private OutOfReachException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes a message of one line.
     *
     * @param what   what happened, and the option that names the place
     * @param remedy what to do
     * @param cause  why
     */
    static OutOfReachException of(String what, String remedy, Throwable cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line = why.lines().findFirst().orElse("");
        String message = what + " cause=" + line + "; " + remedy;
        return new OutOfReachException(PASSWORD.matcher(message).replaceAll("$1..."), cause);
    }
}
