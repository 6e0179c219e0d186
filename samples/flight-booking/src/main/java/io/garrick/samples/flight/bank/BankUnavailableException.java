package io.garrick.samples.flight.bank;

import java.io.IOException;
import java.io.Serial;

/** The bank answered that it is in trouble: the request may have been carried out or not. */
public final class BankUnavailableException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BankUnavailableException(String message) {
        super(message);
    }
}
