package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    @DisplayName("deployment: what has waited goes in its order, also what it makes come; no more waits than may")
    void waiting_goesInOrder() {
        Gate gate = new Gate();
        List<Integer> gone = new ArrayList<>();
        assertTrue(gate.pass(() -> gone.add(1), 2));
        assertTrue(gate.pass(
                () -> {
                    gone.add(2);
                    gate.pass(() -> gone.add(4), 2);
                    gone.add(3);
                },
                2));
        assertFalse(gate.pass(() -> gone.add(9), 2));
        assertFalse(gate.isOpen());
        assertEquals(List.of(), gone);

        gate.open();
        assertEquals(List.of(1, 2, 3, 4), gone);
        assertTrue(gate.isOpen());
        assertTrue(gate.pass(() -> gone.add(5), 0));
        assertEquals(List.of(1, 2, 3, 4, 5), gone);
    }

    @RepeatedTest(200)
    @DisplayName(
            "deployment: what one thread passes while another opens keeps its order, whether it waits or goes straight")
    void opened_whilePassing_orderHolds() throws InterruptedException {
        Gate gate = new Gate();
        List<Integer> gone = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begins = new CountDownLatch(1);
        Thread opener = new Thread(() -> {
            begins.countDown();
            gate.open();
        });
        opener.start();
        begins.await();
        for (int i = 0; i < 200; i++) {
            int number = i;
            if (gate.isOpen()) {
                gone.add(number);
            } else {
                gate.pass(() -> gone.add(number), 1_000);
            }
        }
        opener.join();
        assertEquals(IntStream.range(0, 200).boxed().toList(), gone);
    }
}
