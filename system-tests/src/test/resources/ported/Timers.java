import akka.actor.AbstractActorWithTimers;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import akka.actor.Props;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Timers with keys, and the scheduler of the system. */
public class Timers {

    static class Heart extends AbstractActorWithTimers {
        private static final Object TICK_KEY = "TickKey";

        private static final class FirstTick {}

        private static final class Tick {}

        private final CountDownLatch beats;
        private int count;

        Heart(CountDownLatch beats) {
            this.beats = beats;
            getTimers().startSingleTimer(TICK_KEY, new FirstTick(), Duration.ofMillis(20));
        }

        static Props props(CountDownLatch beats) {
            return Props.create(Heart.class, () -> new Heart(beats));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(FirstTick.class, message -> {
                        System.out.println("first tick, active: " + getTimers().isTimerActive(TICK_KEY));
                        getTimers().startTimerWithFixedDelay(TICK_KEY, new Tick(), Duration.ofMillis(10));
                    })
                    .match(Tick.class, message -> {
                        count++;
                        if (count <= 3) {
                            System.out.println("tick " + count);
                            beats.countDown();
                        }
                        if (count == 3) {
                            getTimers().cancel(TICK_KEY);
                            getTimers().startTimerAtFixedRate("other", "late", Duration.ofHours(1));
                            getTimers().cancelAll();
                            System.out.println("active: " + getTimers().isTimerActive("other"));
                            beats.countDown();
                        }
                    })
                    .build();
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("timers");
        CountDownLatch beats = new CountDownLatch(4);
        ActorRef heart = system.actorOf(Heart.props(beats), "heart");
        beats.await(10, TimeUnit.SECONDS);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(3);
        Cancellable periodic = system.scheduler()
                .scheduleAtFixedRate(
                        Duration.ZERO,
                        Duration.ofMillis(10),
                        () -> {
                            runs.incrementAndGet();
                            ran.countDown();
                        },
                        system.dispatcher());
        ran.await(10, TimeUnit.SECONDS);
        System.out.println("cancelled: " + periodic.cancel() + " " + periodic.isCancelled() + " " + periodic.cancel());
        Cancellable never = system.scheduler().scheduleOnce(Duration.ofHours(1), heart, "never", system.dispatcher(), null);
        System.out.println("never: " + never.cancel());
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
        System.out.println("at least three runs: " + (runs.get() >= 3));
    }
}
