/**
 * <em>What</em> to do about a failure: pure policy, no thread, no clock. Knows no actor.
 */
module io.garrick.supervision {
    requires static transitive org.jspecify;

    exports io.garrick.supervision;
}
