package io.garrick.benchmarks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FiguresTest {

    @SuppressWarnings("unused") // by @FieldSource
    private static final List<Row> ROWS = Row.COMPARED;

    @Test
    void quantiles_ofOddAndEvenCounts_haveTheMiddle() {
        assertEquals(new Quantiles(1, 2, 9), Quantiles.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Quantiles(1, 2.5, 9), Quantiles.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertTrue(Double.isNaN(Quantiles.of(List.of()).median()));
    }

    @Test
    void latencies_areTheEndsOfTheirSteps() {
        Latencies latencies = new Latencies();
        assertTrue(Double.isNaN(latencies.quantile(0.5)));
        for (int i = 1; i <= 100; i++) {
            latencies.add(i * 1_000L);
        }
        latencies.add(Long.MAX_VALUE);

        assertAll(
                () -> assertEquals(1_100, latencies.quantile(0)),
                () -> assertEquals(51_100, latencies.quantile(0.5)),
                () -> assertEquals(100_100, latencies.quantile(0.99)),
                () -> assertEquals(100_000_100, latencies.quantile(1)));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void checksum_isThatOfWhoHandlesThem(Row row) {
        Messages messages = Messages.of(row.bytes());
        Work work = new Work();
        for (int i = 0; i < 1_003; i++) {
            work.add(messages.next());
        }

        assertEquals(1_003, work.count());
        assertEquals(messages.checksum(1_003), work.checksum());
        assertNotEquals(messages.checksum(1_002), work.checksum());
    }

    @Test
    void marks_tellWhatAMessageCosts() {
        Mark before = new Mark(100, 0, 5_000, 1_000);
        Mark after = Mark.parse(Fields.parse(new Mark(300, 7, 25_000, 2_000).line()));

        assertEquals(100, after.bytesPerMessage(before));
        assertEquals(5, after.processorPerMessage(before));
        assertThrows(IllegalArgumentException.class, () -> Mark.parse(Fields.parse("count=1")));
    }

    @Test
    void mark_ofThisProcess_countsWhatIsAllocated() {
        Work work = new Work();
        Mark before = Mark.of(work);
        work.add(new byte[1 << 20]);
        Mark after = Mark.of(work);

        assertTrue(after.bytesPerMessage(before) >= 1 << 20, after::toString);
    }

    @Test
    void fields_comeBackFromTheirLine() {
        Fields fields = Fields.parse("a=1 b=x=y");

        assertEquals(Map.of("a", "1", "b", "x=y"), fields.values());
        assertEquals("a=1 b=x=y", fields.line());
    }

    @Test
    void window_beginsAndEndsWithAnAnswer() {
        Phases phases = Phases.of(0, 0);
        Sender sender = Row.named("100B").sender(phases);
        int[] sent = {0};
        Handler.Out out = message -> sent[0]++;
        sender.begin(out);
        assertEquals(1_000, sent[0]);
        sender.handle("ack", out);
        assertEquals(500, phases.begun().join());
        sender.handle("ack", out);
        assertEquals(1_000, phases.ended().join());
        assertEquals(1_500, sent[0]);
        assertTrue(!phases.drained().isDone());
        sender.handle("ack", out);

        assertEquals(1_500, phases.drained().join());
        assertEquals(500, sender.windowCount());
    }

    @Test
    void row_unknown_isRefusedWithThoseThatAreKnown() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Row.named("1B"));

        assertTrue(refusal.getMessage().contains("name=1B wanted=[100B, record"), refusal::getMessage);
    }
}
