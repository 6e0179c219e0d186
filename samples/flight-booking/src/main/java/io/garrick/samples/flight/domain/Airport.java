package io.garrick.samples.flight.domain;

/**
 * An airport that occurs in the flights.
 *
 * @param iata  three-letter code
 * @param name  name of the airport
 * @param city  city it serves
 * @param state two-letter code of the state or territory
 */
public record Airport(String iata, String name, String city, String state) {}
