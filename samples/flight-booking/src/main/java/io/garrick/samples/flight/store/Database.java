package io.garrick.samples.flight.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where the stores live.
 *
 * @param jdbcUrl address of the database, with user and password if it wants them
 */
public record Database(String jdbcUrl) implements Storage {

    /** The SQL state of a broken constraint and of a transaction that lost against another begin so. */
    private static final String BROKEN_CONSTRAINT = "23";

    private static final String LOST_TRANSACTION = "40";

    /** Without it, what is committed reaches a file of H2 half a second later, and a program that is killed loses it. */
    private static final String AT_ONCE = ";WRITE_DELAY=0";

    /** Each that is lost was somebody else's success, so a busy flight needs as many as it has seats, at worst. */
    private static final int ATTEMPTS = 200;

    /** A unit of work in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * A database in the memory of this JVM, which lives as long as the JVM does.
     *
     * @param name tells it from others
     * @return the database, empty at first
     */
    public static Database inMemory(String name) {
        return new Database("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    /**
     * Opens a connection, which the caller closes.
     *
     * @return a connection that commits on demand only
     * @throws SQLException if the database cannot be reached
     */
    public Connection open() throws SQLException {
        Connection connection =
                DriverManager.getConnection(jdbcUrl.startsWith("jdbc:h2:") ? jdbcUrl + AT_ONCE : jdbcUrl);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Stores stores() throws SQLException {
        return new JdbcStores(open());
    }

    /**
     * Creates the tables that are not there yet.
     *
     * @throws SQLException if the database cannot be reached, or refuses
     */
    public void createTables() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : schema().split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        }
    }

    /**
     * Gives back the memory of a database that was made by {@link #inMemory}.
     *
     * @throws SQLException if it is another kind of database
     */
    public void forget() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    /**
     * Runs work and commits it, or rolls it back if it throws. Work that lost against another transaction (a seat was
     * taken in between) is run again.
     */
    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = work.run();
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                if (attempt == ATTEMPTS || !lostARace(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean lostARace(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith(BROKEN_CONSTRAINT) || state.startsWith(LOST_TRANSACTION));
    }

    private static String schema() {
        try (InputStream stream = Database.class.getResourceAsStream("schema.sql")) {
            if (stream == null) {
                throw new IllegalStateException("schema is missing from the class path: resource=schema.sql");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
