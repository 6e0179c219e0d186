package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What an exception of the network says about a connection. */
final class Ends {

    private Ends() {}

    /** Without what Netty has wrapped around it. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof DecoderException && cause != null ? cause : thrown;
    }

    /** Whether such things happen to networks: no fault in a program. */
    static boolean isOrdinary(Throwable cause) {
        return cause instanceof IOException;
    }

    /** Why a connection ended, or has not come about. */
    static End of(Throwable cause, boolean opened) {
        if (cause instanceof SSLException) {
            return End.UNREACHABLE;
        }
        if (opened) {
            return End.RESET;
        }
        return cause instanceof ConnectException && !isTimeout(cause) ? End.REFUSED : End.UNREACHABLE;
    }

    /** For the log: never what has come over the wire. */
    static String problem(Throwable cause) {
        return cause instanceof NotSslRecordException ? "what came is not TLS" : String.valueOf(cause);
    }

    /** The JDK has one class for both, and the text of the operating system. */
    private static boolean isTimeout(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
    }
}
