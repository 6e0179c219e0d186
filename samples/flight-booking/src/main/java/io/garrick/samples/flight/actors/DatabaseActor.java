package io.garrick.samples.flight.actors;

import io.garrick.samples.flight.store.Storage;
import io.garrick.samples.flight.store.Stores;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An actor with a database connection of its own, made at the first use and closed when the actor ends. A connection
 * that has gone bad needs no care: the call on it throws, the actor is restarted, and the new one makes a new one.
 */
abstract class DatabaseActor extends BookingActor {

    private final Storage storage;
    private @Nullable Stores stores;

    DatabaseActor(String kind, Fate fate, Storage storage) {
        super(kind, fate);
        this.storage = storage;
    }

    final Stores stores() throws SQLException {
        Stores open = stores;
        if (open == null) {
            open = storage.stores();
            stores = open;
        }
        return open;
    }

    @Override
    public final void postStop() throws SQLException {
        if (stores != null) {
            stores.close();
        }
    }
}
