/**
 * What can be written on the public API alone: ask, pipe, retry, graceful stop, circuit breaker, supervision with back-off, routers.
 */
module io.garrick.patterns {
    requires transitive io.garrick.runtime;
    requires static transitive org.jspecify;

    exports io.garrick.pattern;
    exports io.garrick.routing;
}
