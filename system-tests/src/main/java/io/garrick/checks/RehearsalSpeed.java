package io.garrick.checks;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.testkit.Rehearsal;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a rehearsal is: three systems with a thousand actors each, every one of which has a message to handle all the time, and tells it on to an actor of the next
 * system. What counts is real time, or the processor time of the whole JVM when that is more, so that no second core helps.
 */
public final class RehearsalSpeed {

    private static final int ROUNDS = 5;

    private static final String HELP = """
            Measures how many messages a second a rehearsal handles.
            Usage: ./garrick check rehearsal [--messages N]
              --messages N   How many in each of 5 rounds. Default: 3000000, which is what passes.
            Prints one JSON object on one line: figures, limits, and whether all are kept. 3 systems with 1,000 actors
            each tell each other 3,000 messages that never rest; the seed decides who is next. Each round is a
            rehearsal of its own, after one more that warms the JVM up; the median of the rounds counts. A second is
            one of real time or of processor time, of all threads of the JVM, whichever is more.
            Exit status: 0 if all limits are kept, 1 if not, 2 if the options are wrong.""";

    private RehearsalSpeed() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(HELP);
            return;
        }
        int messages = arguments.length == 0 ? RehearsalFigures.MESSAGES : messages(arguments);
        List<RehearsalFigures.Round> rounds = new ArrayList<>();
        play(messages, 0);
        for (int round = 1; round <= ROUNDS; round++) {
            rounds.add(play(messages, round));
        }
        Check check = new RehearsalFigures(messages, rounds).check();
        System.out.println(check.json());
        System.exit(check.pass() ? 0 : 1);
    }

    private static int messages(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("--messages") && arguments[1].matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(arguments[1]);
        }
        System.err.println("rehearsal: options are wrong: found=" + String.join(" ", arguments)
                + " wanted=--messages N, N from 1 to 999999999; see --help");
        System.exit(2);
        return 0;
    }

    /** Actors are there before anything is measured. */
    private static RehearsalFigures.Round play(int messages, long seed) {
        try (Rehearsal rehearsal = Rehearsal.of(seed).limit(Long.MAX_VALUE)) {
            Relay.Course course = new Relay.Course(messages);
            List<List<ActorRef>> actors = new ArrayList<>();
            for (int number = 0; number < RehearsalFigures.SYSTEMS; number++) {
                actors.add(new ArrayList<>());
                ActorSystem system = rehearsal.create("system-" + number);
                for (int i = 0; i < RehearsalFigures.ACTORS; i++) {
                    actors.get(number).add(system.actorOf(Props.create(Relay.class, () -> new Relay(course))));
                }
            }
            introduce(actors);
            rehearsal.run();
            int before = course.handled();
            actors.forEach(ofOne -> ofOne.forEach(actor -> actor.tell(new Relay.Baton(), ActorRef.noSender())));
            long processorBefore = ProcessorTime.nanos();
            long began = System.nanoTime();
            rehearsal.run();
            long passed = System.nanoTime() - began;
            long used = ProcessorTime.nanos() - processorBefore;
            return new RehearsalFigures.Round(course.handled() - before, passed / 1e9, used / 1e9);
        }
    }

    /** The next is the one in the same place of the next system; of the last system, the following one of the first. */
    private static void introduce(List<List<ActorRef>> actors) {
        for (int number = 0; number < actors.size(); number++) {
            List<ActorRef> own = actors.get(number);
            boolean last = number == actors.size() - 1;
            List<ActorRef> others = actors.get(last ? 0 : number + 1);
            for (int i = 0; i < own.size(); i++) {
                own.get(i).tell(others.get(last ? (i + 1) % others.size() : i), ActorRef.noSender());
            }
        }
    }
}
