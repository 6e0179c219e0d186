package io.garrick.remoting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.SystemServices;
import io.garrick.remoting.netty.NettySettings;
import io.garrick.remoting.netty.NettyTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Signals that are lost, late or doubled arrive once and in order. */
class LostSignalsTest {

    private static final Pattern NUMBER = Pattern.compile("signal has come: .* number=(\\d+) .*");

    /** Watches whom it is told of. */
    private static final class Watcher extends AbstractActor {
        private final BlockingQueue<Object> heard;

        Watcher(BlockingQueue<Object> heard) {
            this.heard = heard;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, getContext()::watch)
                    .matchAny(heard::add)
                    .build();
        }
    }

    private static Remoting join(ActorSystem system, Function<byte[], Integer> copies) {
        return new Remoting(
                (ExtendedActorSystem) system,
                SettingsOfRemote.read(ConfigFactory.parseString("garrick.remote.port = 0")),
                new LossyTransport(new NettyTransport(NettySettings.defaults()), copies));
    }

    /** Has an actor of one node watch so many of the other, none of which there is; the numbers of the signals as they are taken there, and then here. */
    private static void play(int watches, Function<byte[], Integer> there, Function<byte[], Integer> back) {
        List<Long> taken = new CopyOnWriteArrayList<>();
        try (ActorSystem a = ActorSystem.create("a");
                ActorSystem b = ActorSystem.create("b")) {
            join(a, there);
            Remoting other = join(b, back);
            SystemServices.of(b).addLogListener(Level.DEBUG, event -> {
                Matcher matcher = NUMBER.matcher(event.message());
                if (matcher.matches()) {
                    taken.add(Long.parseLong(matcher.group(1)));
                }
            });
            BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
            ActorRef watcher = a.actorOf(Props.create(Watcher.class, () -> new Watcher(heard)), "watcher");
            List<Object> expected = new ArrayList<>();
            for (int i = 0; i < watches; i++) {
                ActorRef nobody = RemoteServices.of(a)
                        .resolve(ActorPath.fromString(other.address() + "/user/nobody" + i + "#" + (i + 1)));
                expected.add(new Terminated(nobody, false, false));
                watcher.tell(nobody, ActorRef.noSender());
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> heard.size() >= watches && taken.size() >= watches);
            assertEquals(expected, new ArrayList<>(heard));
            assertEquals(LongStream.rangeClosed(1, watches).boxed().toList(), taken);
        }
    }

    /** Loses, the first time, the signals with these places among those that leave. */
    private static Function<byte[], Integer> without(Integer... places) {
        AtomicInteger count = new AtomicInteger();
        return frame -> frame[0] == Frames.SIGNAL && List.of(places).contains(count.incrementAndGet()) ? 0 : 1;
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {"3,4", "1", "5", "1,2,3,4,5", "2,5"})
    @DisplayName("N04, 24: of 5 signals some are lost on their way: all arrive once and in order")
    void signals_lost_comeAgain(String places) {
        Integer[] lost =
                Pattern.compile(",").splitAsStream(places).map(Integer::valueOf).toArray(Integer[]::new);

        play(5, without(lost), without());
        play(5, without(), without(lost));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("N04, 24: signals and acknowledgements that come twice, and late, change nothing")
    void signals_doubled_areTakenOnce() {
        play(50, frame -> frame[0] == Frames.SIGNAL ? 2 : 1, frame -> frame[0] == Frames.ACK ? 3 : 1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("N04, 24: 500 signals with 5 % loss both ways arrive once and in order")
    void signals_manyLostBothWays_arriveOnceInOrder() {
        SplittableRandom random = new SplittableRandom(7);
        Function<byte[], Integer> loss = frame -> {
            synchronized (random) {
                return (frame[0] == Frames.SIGNAL || frame[0] == Frames.ACK) && random.nextInt(20) == 0 ? 0 : 1;
            }
        };
        play(500, loss, loss);
    }
}
