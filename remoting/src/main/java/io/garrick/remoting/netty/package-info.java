/** Bytes between systems over TCP or TLS, by Netty: the one package that names it. Its classes are called by the association and, on its threads, by Netty. */
@NullMarked
package io.garrick.remoting.netty;

import org.jspecify.annotations.NullMarked;
