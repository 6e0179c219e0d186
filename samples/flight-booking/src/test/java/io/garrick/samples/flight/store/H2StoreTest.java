package io.garrick.samples.flight.store;

class H2StoreTest extends StoreContract {

    private static final Database DATABASE = Database.inMemory("h2-store-test");

    @Override
    Database database() {
        return DATABASE;
    }
}
