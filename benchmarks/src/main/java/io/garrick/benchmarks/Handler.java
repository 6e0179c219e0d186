package io.garrick.benchmarks;

/** What one side does, whoever carries its messages: the same code in all contenders. One thread at a time. */
interface Handler {

    /** Where a handler's messages go: to the other side. */
    interface Out {
        void send(Object message);
    }

    /** Called once where sending begins. */
    default void begin(Out out) {}

    void handle(Object message, Out out);

    /** What it has done so far. */
    Work work();
}
