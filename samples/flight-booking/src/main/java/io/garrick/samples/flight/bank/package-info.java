/**
 * The bank: a server of its own with payments and refunds over HTTP, slow and sometimes failing on purpose, and the
 * client that the payment actors use. The two share nothing but the protocol.
 */
@NullMarked
package io.garrick.samples.flight.bank;

import org.jspecify.annotations.NullMarked;
