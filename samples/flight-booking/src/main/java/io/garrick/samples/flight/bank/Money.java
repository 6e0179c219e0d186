package io.garrick.samples.flight.bank;

import io.garrick.samples.flight.bank.BankClient.Answer;
import io.garrick.samples.flight.domain.Card;
import java.io.IOException;

/** What can be asked of a bank: over HTTP, or of one in the memory of a rehearsal. Safe for any thread; calls may block. */
public interface Money {

    /**
     * Takes money. Asking again under the same name changes nothing and gives the same answer.
     *
     * @param id          name of the payment
     * @param card        what to take it from
     * @param amountCents what to take, above 0
     * @return the answer
     * @throws BankUnavailableException if the bank is in trouble: ask again
     * @throws IOException              if it cannot be reached, or what it says is not understood
     * @throws InterruptedException     if the thread is interrupted while it waits
     */
    Answer pay(String id, Card card, long amountCents) throws IOException, InterruptedException;

    /**
     * Gives back what was taken, and keeps it from being taken again.
     *
     * @param id name of the payment
     * @throws BankUnavailableException if the bank is in trouble: ask again
     * @throws IOException              if it cannot be reached, or what it says is not understood
     * @throws InterruptedException     if the thread is interrupted while it waits
     */
    void refund(String id) throws IOException, InterruptedException;
}
