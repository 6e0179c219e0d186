package io.garrick.samples.flight.actors;

import io.garrick.samples.flight.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An actor with a database connection of its own, made at the first use and closed when the actor ends. A connection
 * that has gone bad needs no care: the call on it throws, the actor is restarted, and the new one makes a new one.
 */
abstract class DatabaseActor extends BookingActor {

    private final Database database;
    private @Nullable Connection connection;

    DatabaseActor(String kind, Fate fate, Database database) {
        super(kind, fate);
        this.database = database;
    }

    final Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.open();
            connection = open;
        }
        return open;
    }

    @Override
    public final void postStop() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
