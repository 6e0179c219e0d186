package io.garrick.samples.flight.domain;

/**
 * A payment card. It goes to the bank and nowhere else: no store has it, and it does not print its number.
 *
 * @param number all its digits
 */
public record Card(String number) {

    /** How many digits may be shown. */
    private static final int SHOWN = 4;

    /** Shows the last digits only. */
    @Override
    public String toString() {
        return "card ending in " + number.substring(Math.max(0, number.length() - SHOWN));
    }
}
