/**
 * The actors of the figure, in the order of the message: {@link io.garrick.samples.flight.actors.BookingApi},
 * {@link io.garrick.samples.flight.actors.BookingProcessor}, {@link io.garrick.samples.flight.actors.BookingWorker}, and
 * the four services. Start with {@link io.garrick.samples.flight.actors.Messages}.
 *
 * <p>How they survive: <em>whoever asks keeps a copy until it is answered.</em> The customers' desk keeps each request,
 * the processor each task, a worker each step. Who crashes loses what it had in its hands and nothing else; it is
 * restarted, and whoever asked asks again. So everything is idempotent, by the name of the booking.
 *
 * <p>Two parents do more than that. {@link io.garrick.samples.flight.actors.BookingOffice} closes the API while there is no
 * processor behind it (rest-for-one). {@link io.garrick.samples.flight.actors.Payments} has those who call the bank wait
 * before they are restarted, longer each time, and hands them again what crashed them: there nobody has to ask again,
 * until a request is poison and comes back as {@link io.garrick.samples.flight.actors.ReturnedMail}.
 *
 * <p>Nothing here reads a clock, rolls dice, or starts a thread. Services block (JDBC, HTTP, SMTP) and therefore run on
 * threads of their own.
 */
@NullMarked
package io.garrick.samples.flight.actors;

import org.jspecify.annotations.NullMarked;
