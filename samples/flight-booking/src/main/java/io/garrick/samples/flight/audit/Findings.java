package io.garrick.samples.flight.audit;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the audit found. An empty number is one that could not be found out, because the store is out of reach or
 * nobody said where it is.
 *
 * @param seatsSoldTwice       seats with more than one owner, beyond the size of the plane, missing from a booked
 *                             booking, or left to one that is not booked, not known or on another flight
 * @param moneyDifferenceCents sum over all bookings of what was paid and not refunded against what it should be
 * @param mailsMissing         booked bookings without a bill
 * @param mailsDuplicate       bills beyond the first of a booking; not an error
 * @param ok                   whether everything holds that can be read and must be
 * @param details              the first few errors, for people
 */
public record Findings(
        OptionalLong seatsSoldTwice,
        OptionalLong moneyDifferenceCents,
        OptionalLong mailsMissing,
        OptionalLong mailsDuplicate,
        boolean ok,
        List<String> details) {}
