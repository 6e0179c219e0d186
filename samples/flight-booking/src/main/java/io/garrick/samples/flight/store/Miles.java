package io.garrick.samples.flight.store;

import java.sql.SQLException;

/** The miles that customers get for their bookings. Repeating a call changes nothing and gives the same answer. */
public interface Miles {

    /**
     * Grants the miles of a booking.
     *
     * @param bookingId the booking
     * @param email     who gets them
     * @param miles     how many
     * @return false if they were revoked before and so cannot be granted any more
     * @throws SQLException if the database fails; nothing was changed then
     */
    boolean grant(String bookingId, String email, int miles) throws SQLException;

    /**
     * Revokes the miles of a booking, and keeps them from being granted again.
     *
     * @param bookingId the booking
     * @throws SQLException if the database fails; nothing was changed then
     */
    void revoke(String bookingId) throws SQLException;
}
