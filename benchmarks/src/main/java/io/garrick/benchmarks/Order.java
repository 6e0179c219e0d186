package io.garrick.benchmarks;

/** The record of five fields. */
record Order(long id, String customer, int quantity, double price, boolean express) {}
