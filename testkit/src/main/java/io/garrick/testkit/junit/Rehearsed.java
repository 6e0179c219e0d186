package io.garrick.testkit.junit;

import io.garrick.testkit.Exploration;
import io.garrick.testkit.Rehearsal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is rehearsed: it gets a {@link Rehearsal} and is run with many seeds, each of which is another order of events.
 *
 * <pre>{@code
 * @Rehearsed(seeds = 200)
 * void twoCustomers_oneSeat_isSoldOnce(Rehearsal rehearsal) {
 *     ActorRef seats = rehearsal.create("theatre").actorOf(Seats.props(1));
 *     ...
 *     rehearsal.run();
 *     assertEquals(1, sold);
 * }
 * }</pre>
 *
 * <p>All seeds together are one test, which ends at the first that fails and tells what {@link Rehearsal#explore(long, int, Exploration, java.util.function.Consumer) explore} tells: the
 * seed, what went wrong, the latest events, and a run with fewer switches that fails alike. {@code -Dgarrick.rehearsal.seed=17}
 * runs seed 17 alone: with it a failure is repeated, event for event, under a debugger or with more output.
 *
 * <p>The method must do the same each time but for what the rehearsal decides; it may be run again with a seed that has failed. So systems are created in it, not before it: all seeds see the
 * same instance of the test's class, and methods before and after each run once, around all seeds. The rehearsal is closed after the method, which ends its systems and fails if an actor is stuck. Other
 * parameters are resolved as those of any test, once. Works with JUnit 5 and 6, from 5.10 on.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(RehearsedExtension.class)
@SuppressWarnings("exports") // of JUnit's types, which this module does not pass on, see its module-info
public @interface Rehearsed {

    /**
     * How many seeds are tried, beginning with 0.
     *
     * @return at least 1
     */
    int seeds() default 200;

    /**
     * How the choices are drawn: 0 for a {@linkplain Exploration#randomWalk() random walk}, more for {@linkplain Exploration#pct(int, int) PCT} of that depth.
     *
     * @return 0 or more
     */
    int depth() default 0;

    /**
     * How long a run is, roughly; for PCT alone.
     *
     * @return at least 1
     */
    int expectedEvents() default 1_000;
}
