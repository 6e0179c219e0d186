package io.garrick.samples.flight;

class KilledOnH2Test extends KilledProgramContract {

    @Override
    String jdbcUrl() {
        return "jdbc:h2:file:" + folder.resolve("bookings").toAbsolutePath();
    }
}
