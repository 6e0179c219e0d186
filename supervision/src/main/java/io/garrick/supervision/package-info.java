/**
 * What to do about a failure: strategies, directives, budgets, and the supervisor that turns events into commands.
 *
 * <p>Two parties call this package. <em>Users</em> build strategies ({@link io.garrick.supervision.OneForOneStrategy},
 * {@link io.garrick.supervision.DeciderBuilder}) on any thread; those are immutable. <em>The runtime's cell</em> of a
 * supervising actor calls the strategy's decider and its {@link io.garrick.supervision.Supervisor}, on the thread that
 * runs this actor, one event after the other, and carries out the commands that come back. Nothing here starts a
 * thread, takes a lock, reads a clock or draws a random number by itself: time and randomness are arguments.
 *
 * <p>Origin: the supervisor behaviour of Erlang/OTP and the fault handling of Akka.
 */
@NullMarked
package io.garrick.supervision;

import org.jspecify.annotations.NullMarked;
