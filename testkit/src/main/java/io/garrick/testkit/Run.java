package io.garrick.testkit;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal of a scenario that is over.
 *
 * @param rehearsal closed, or given up
 * @param thrown why it was given up
 */
record Run(Rehearsal rehearsal, @Nullable Throwable thrown) {

    /** Whose frames say nothing about what has failed. */
    private static final String[] OTHERS = {
        "java.", "jdk.", "org.junit.", "org.opentest4j.", "org.assertj.", "org.hamcrest.", "io.garrick.testkit."
    };

    static Run of(Rehearsal rehearsal, Consumer<Rehearsal> scenario) {
        try {
            scenario.accept(rehearsal);
            rehearsal.close();
            return new Run(rehearsal, null);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            rehearsal.abandon();
            return new Run(rehearsal, thrown);
        }
    }

    boolean hasFailed() {
        return thrown != null;
    }

    long events() {
        return rehearsal.events();
    }

    long preemptions() {
        return rehearsal.loop().agenda().preemptions();
    }

    boolean endsAs(Run other) {
        return Objects.equals(failure(), other.failure());
    }

    boolean isSameAs(Run other) {
        return events() == other.events() && rehearsal.traceHash() == other.rehearsal.traceHash() && endsAs(other);
    }

    /** The same of any two runs that fail in the same way: what was thrown and where, without figures. Null when it has not failed. */
    @Nullable
    String failure() {
        return thrown == null ? null : failure(thrown);
    }

    private static String failure(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String deeper = cause == null || cause == thrown ? "" : " by " + failure(cause);
        if (thrown instanceof RehearsalError) {
            return ((RehearsalError) thrown).statement() + deeper;
        }
        return thrown.getClass().getName() + place(thrown) + deeper;
    }

    /** The first frame that is the program's. */
    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (isOwn(frame.getClassName())) {
                return " at " + frame.getClassName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    private static boolean isOwn(String className) {
        for (String other : OTHERS) {
            if (className.startsWith(other)) {
                return false;
            }
        }
        return true;
    }

    /** Its figures, on one line. */
    String summary() {
        return "events=" + events() + " preemptions=" + preemptions() + " elapsed=" + rehearsal.elapsed() + " hash="
                + Long.toHexString(rehearsal.traceHash());
    }

    /** What was thrown, on one line. */
    String cause() {
        return thrown == null
                ? "nothing was thrown"
                : thrown.toString().lines().findFirst().orElse("");
    }
}
