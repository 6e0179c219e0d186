package io.garrick.routing;

/** How many routees a pool may be told to make. */
final class PoolSize {

    private PoolSize() {}

    static void check(int nrOfInstances) {
        if (nrOfInstances < 0) {
            throw new IllegalArgumentException("number of routees must be 0 or more: nrOfInstances=" + nrOfInstances);
        }
    }
}
