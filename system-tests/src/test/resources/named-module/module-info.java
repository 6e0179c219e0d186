/** A user's application as a named module. */
module hello {
    requires io.garrick.patterns;

    // Garrick makes actors by reflection where only their class is named.
    opens hello to
            io.garrick.runtime;
}
