/**
 * The mail: a server of its own that receives over SMTP and lists what it holds over HTTP, and the client that the
 * billing actors use. The two share nothing but the protocol.
 */
@NullMarked
package io.garrick.samples.flight.mail;

import org.jspecify.annotations.NullMarked;
