package io.garrick.remoting;

/**
 * A value of a foreign class.
 *
 * @param what it is
 * @param value whose class is foreign, or that of something in it
 * @param refused whether a node that does not know the class refuses it; otherwise the name travels as a text
 */
public record Smuggled(String what, Object value, boolean refused) {}
