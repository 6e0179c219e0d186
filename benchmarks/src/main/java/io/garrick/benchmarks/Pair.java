package io.garrick.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two fresh processes with one contender. One thread. */
final class Pair implements AutoCloseable {

    private final String contender;
    private final NodeProcess sender;
    private final NodeProcess receiver;

    Pair(String contender, List<String> jvmOptions) throws IOException, InterruptedException {
        this.contender = contender;
        this.receiver = new NodeProcess(contender, jvmOptions);
        try {
            this.sender = new NodeProcess(contender, jvmOptions);
        } catch (IOException | InterruptedException | IllegalStateException e) {
            receiver.close();
            throw e;
        }
    }

    /** Warms a row up and measures it. */
    Result run(Row row, long warmMillis, long windowMillis) throws IOException, InterruptedException {
        NodeProcess to = row.local() ? sender : receiver;
        to.send("receive " + row.name());
        to.await("receives " + row.name());
        sender.send("send " + row.name() + " " + to.address() + " " + warmMillis + " " + windowMillis);
        Mark sentBefore = Mark.parse(Fields.parse(sender.await("begun ")));
        Mark receivedBefore = row.local() ? sentBefore : mark(row);
        Mark sentAfter = Mark.parse(Fields.parse(sender.await("ended ")));
        Mark receivedAfter = row.local() ? sentAfter : mark(row);
        Fields sent = Fields.parse(sender.await("sent "));
        return new Result(
                contender,
                setup(sent),
                (double) sent.number("windowNanos") / sent.number("windowCount"),
                sent.decimal("p50"),
                sent.decimal("p99"),
                new Result.Cost(sentAfter.bytesPerMessage(sentBefore), sentAfter.processorPerMessage(sentBefore)),
                new Result.Cost(
                        receivedAfter.bytesPerMessage(receivedBefore),
                        receivedAfter.processorPerMessage(receivedBefore)),
                sent.number("windowCount"),
                sent.number("count"),
                row.local() ? markLocal(row) : mark(row));
    }

    private Mark mark(Row row) throws IOException, InterruptedException {
        receiver.send("mark " + row.name());
        return Mark.parse(Fields.parse(receiver.await("marked ")));
    }

    private Mark markLocal(Row row) throws IOException, InterruptedException {
        sender.send("mark " + row.name());
        return Mark.parse(Fields.parse(sender.await("marked ")));
    }

    /** What has to be alike: of both processes, and of the row as it was run. */
    private Fields setup(Fields sent) {
        if (!sender.setup().equals(receiver.setup())) {
            throw new IllegalStateException("the two processes differ: contender=" + contender + " sender=["
                    + sender.setup().line() + "] receiver=[" + receiver.setup().line() + "]");
        }
        Map<String, String> values = new LinkedHashMap<>(sender.setup().values());
        for (String key : List.of("inFlight", "ackEvery", "warmMillis", "windowMillis")) {
            values.put(key, sent.text(key));
        }
        return new Fields(values);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
