package io.garrick.remoting;

/**
 * A value of a foreign class.
 *
 * @param what it is
 * @param value whose class is foreign, or that of something in it
 */
public record Smuggled(String what, Object value) {}
