package io.garrick.checks;

import java.util.List;

/**
 * What is wanted of the kinds of faults. Milliseconds are those from the fault to {@code Terminated}, as seen from outside; those of a verdict that did not
 * come are infinite, which passes nowhere.
 */
final class FaultFigures {

    static final int KILLS = 20;
    static final int PAUSES = 50;
    static final int STOPS = 3;
    static final int STOPPED_SECONDS = 30;
    static final int LOSS_SECONDS = 60;
    static final double LOSS = 0.2;
    static final int PARTITIONS = 6;
    static final int RESTARTS = 50;

    /** The only figure of a verdict that never came. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    private static final int KILL_MILLIS = 2_000;
    private static final int STOP_MILLIS = 8_000;
    private static final int PARTITION_MILLIS = 10_000;

    private FaultFigures() {}

    /** A peer was killed, so many times. */
    static Check kills(List<Double> millis) {
        return check("kill")
                .atLeast("trials", millis.size(), KILLS)
                .figure("median_ms", quantile(millis, 0.5))
                .atMost("p95_ms", quantile(millis, 0.95), KILL_MILLIS)
                .figure("max_ms", quantile(millis, 1));
    }

    /**
     * A peer stood still for a second, so many times.
     *
     * @param verdicts that were passed although both lived
     * @param controlMillis until the verdict after it was killed in the end: somebody did watch
     */
    record Pauses(int trials, double shortestSeconds, List<String> verdicts, double controlMillis) {

        Check check() {
            return FaultFigures.check("pause")
                    .atLeast("trials", trials, PAUSES)
                    .atLeast("shortest_s", shortestSeconds, 1)
                    .none("false_verdicts", verdicts)
                    .atMost("verdict_when_killed_ms", controlMillis, STOP_MILLIS);
        }
    }

    /**
     * Peers stood still for long, and went on.
     *
     * @param heardBefore their messages that arrived before that: they could tell
     * @param toldAfter messages that they told after it
     * @param heardAfter those that arrived after the verdict
     * @param refused how many of the peers have found out that they are not talked to
     */
    record Stops(
            List<Double> millis, double seconds, int heardBefore, int toldAfter, List<String> heardAfter, int refused) {

        Check check() {
            return FaultFigures.check("stop")
                    .atLeast("trials", millis.size(), STOPS)
                    .atLeast("stopped_s", seconds, STOPPED_SECONDS)
                    .figure("min_ms", quantile(millis, 0))
                    .atMost("max_ms", quantile(millis, 1), STOP_MILLIS)
                    .atLeast("heard_before", heardBefore, millis.size())
                    .atLeast("told_after", toldAfter, millis.size())
                    .none("heard_after_verdict", heardAfter)
                    .atLeast("refused", refused, millis.size());
        }
    }

    /**
     * Packets were lost each way.
     *
     * @param dropped on the side that lost the fewest
     * @param heard messages that arrived meanwhile, of those told
     */
    record Loss(
            double seconds,
            double part,
            long dropped,
            int told,
            int heard,
            List<String> verdicts,
            double controlMillis) {

        Check check() {
            return FaultFigures.check("loss")
                    .atLeast("seconds", seconds, LOSS_SECONDS)
                    .exactly("lost_percent", part * 100, LOSS * 100)
                    .atLeast("dropped_packets", (double) dropped, 1)
                    .figure("told", told)
                    .figure("heard", heard)
                    .none("false_verdicts", verdicts)
                    .atMost("verdict_when_killed_ms", controlMillis, STOP_MILLIS);
        }
    }

    /**
     * One side did not hear the other any more.
     *
     * @param deaf milliseconds until the verdict of the side that heard nothing
     * @param mute until that of the other
     * @param heardAfter messages that arrived after both verdicts, when the network was whole again
     */
    record Partitions(List<Double> deaf, List<Double> mute, int heardBefore, List<String> heardAfter) {

        Check check() {
            return FaultFigures.check("partition")
                    .atLeast("trials", Math.min(deaf.size(), mute.size()), PARTITIONS)
                    .atMost("deaf_side_max_ms", quantile(deaf, 1), PARTITION_MILLIS)
                    .atMost("mute_side_max_ms", quantile(mute, 1), PARTITION_MILLIS)
                    .atLeast("heard_before", heardBefore, 2 * deaf.size())
                    .none("heard_after_verdicts", heardAfter);
        }
    }

    /**
     * A peer was killed and started again on its port.
     *
     * @param uids different ones among its actors
     * @param heardByNew of the messages told by a ref of the actor that lived
     * @param toldOld messages told by refs of those that did not live any more
     * @param oldHandled those of them that an actor got
     * @param oldDeadLetters those of them that were a dead letter on one of the nodes
     */
    record Restarts(int lives, int uids, int heardByNew, int toldOld, List<String> oldHandled, int oldDeadLetters) {

        Check check() {
            return FaultFigures.check("restart")
                    .atLeast("lives", lives, RESTARTS + 1)
                    .exactly("uids", uids, lives)
                    .exactly("heard_by_new", heardByNew, lives)
                    .exactly("told_by_old_refs", toldOld, lives * (lives - 1) * 0.5)
                    .none("handled_by_another", oldHandled)
                    .figure("dead_letters", oldDeadLetters)
                    .atMost("dead_letters_too_many", Math.max(0, oldDeadLetters - toldOld), 0);
        }
    }

    /** A kind that could not be tried: it does not pass. */
    static Check notRun(String kind, String reason) {
        return check(kind).none("not_run", List.of(reason));
    }

    private static Check check(String kind) {
        return new Check("faults-remoting " + kind);
    }

    /** The smallest of the figures that is not exceeded by such a part of them; no number where there is none. */
    static double quantile(List<Double> figures, double part) {
        if (figures.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
