package io.garrick.samples.flight.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The seeded customers. Request {@code n} of a seed is a function of the two alone, so two runs with one seed have the
 * same requests.
 *
 * <p>Popularity follows Zipf's law with exponent {@value #EXPONENT}: the flight of rank {@code k} draws a share
 * proportional to {@code 1 / k^0.9}, and the seed decides which flight has which rank. Of 10,000 bookings the first
 * flight is wanted by about 700, more than any plane holds, while the excess of all popular flights together stays
 * below a third even if they all have the smallest plane.
 */
public final class BookingGenerator {

    /** The card that the bank declines. */
    public static final Card DECLINED_CARD = new Card("4000000000000002");

    private static final double EXPONENT = 0.9;
    private static final double DECLINED_SHARE = 0.03;

    private static final Card[] CARDS = {
        new Card("4242424242424242"), new Card("5555555555554444"), new Card("378282246310005")
    };
    private static final String[] FIRST_NAMES = {
        "Ada", "Alan", "Barbara", "Carl", "Dana", "Edsger", "Frances", "Grace", "Irene", "John", "Leslie", "Robin"
    };
    private static final String[] LAST_NAMES = {
        "Adams", "Baker", "Clark", "Diaz", "Evans", "Fisher", "Garcia", "Hill", "Ito", "Jones", "Klein", "Lopez"
    };

    private final long seed;
    private final Flight[] byRank;
    private final double[] cumulativeShares;

    /**
     * Makes a generator.
     *
     * @param seed    any number
     * @param flights what can be booked
     */
    public BookingGenerator(long seed, List<Flight> flights) {
        this.seed = seed;
        this.byRank = shuffled(flights.toArray(Flight[]::new), new SplittableRandom(seed));
        this.cumulativeShares = new double[byRank.length];
        double sum = 0;
        for (int rank = 1; rank <= byRank.length; rank++) {
            sum += Math.pow(rank, -EXPONENT);
            cumulativeShares[rank - 1] = sum;
        }
    }

    /**
     * The request of a number.
     *
     * @param number from 1
     * @return always the same request for the same seed and number
     */
    public BookingRequest request(int number) {
        SplittableRandom random = new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L));
        Flight flight = byRank[rank(random.nextDouble())];
        int seats = seats(random.nextInt(100));
        String first = FIRST_NAMES[random.nextInt(FIRST_NAMES.length)];
        String last = LAST_NAMES[random.nextInt(LAST_NAMES.length)];
        String email = (first + "." + last + "." + number + "@customers.example").toLowerCase(Locale.ROOT);
        Card card = random.nextDouble() < DECLINED_SHARE ? DECLINED_CARD : CARDS[random.nextInt(CARDS.length)];
        return new BookingRequest(flight.id(), seats, first + " " + last, email, card);
    }

    private int rank(double uniform) {
        double wanted = uniform * cumulativeShares[cumulativeShares.length - 1];
        int found = Arrays.binarySearch(cumulativeShares, wanted);
        return Math.min(found >= 0 ? found : -found - 1, byRank.length - 1);
    }

    /** Most people travel alone or in pairs: 1, 2, 3 or 4 seats in 50, 30, 12 and 8 of 100 bookings. */
    private static int seats(int percent) {
        if (percent < 50) {
            return 1;
        }
        if (percent < 80) {
            return 2;
        }
        return percent < 92 ? 3 : 4;
    }

    private static Flight[] shuffled(Flight[] flights, SplittableRandom random) {
        for (int i = flights.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Flight flight = flights[i];
            flights[i] = flights[other];
            flights[other] = flight;
        }
        return flights;
    }
}
