package io.garrick.fuzz;

/** On the class path, and not on the allow-list: nothing may wake it. Named by hostile inputs, and by nothing else. */
final class Trap {

    static final String SPRUNG = "io.garrick.fuzz.sprung"; // a constant of the compiler: to read it wakes nothing

    static {
        System.setProperty(SPRUNG, "io.garrick.fuzz.Trap");
    }

    private Trap() {}
}
