/**
 * Refs on another host: associations between nodes, delivery of messages and of what the runtimes tell each other, failure detection.
 */
@NullMarked
package io.garrick.remoting;

import org.jspecify.annotations.NullMarked;
