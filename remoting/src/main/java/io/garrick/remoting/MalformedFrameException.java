package io.garrick.remoting;

/** Bytes that no node of ours sends. Ends the connection that they came by. */
final class MalformedFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }
}
