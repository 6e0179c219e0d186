package io.garrick.remoting;

/** A message is larger than what its lane carries. */
final class MessageTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MessageTooLargeException(Class<?> type, int bytes, int limit, boolean isLarge) {
        super("message is too large: class=" + type.getName() + " bytes=" + bytes + " limit=" + limit
                + " setting=" + SettingsOfRemote.ROOT + (isLarge ? ".max-large-frame" : ".max-frame")
                + (isLarge ? "" : " or declare its recipient in " + SettingsOfRemote.ROOT + ".large"));
    }
}
