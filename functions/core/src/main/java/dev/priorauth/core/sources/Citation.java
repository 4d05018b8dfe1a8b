package dev.priorauth.core.sources;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The words that a statement rests on.
 *
 * @param document the cited document's name
 * @param lines the lines of the quote in that document, counted from 1: {@code 643}, {@code 50-54}
 *     or {@code 13,15}
 * @param quote the words, exactly as they stand there but for white space
 * @param publishedOn the document's own date; empty where it bears none
 * @param retrievedOn the day on which the copy was taken
 */
public record Citation(
    String document,
    String lines,
    String quote,
    Optional<LocalDate> publishedOn,
    LocalDate retrievedOn) {}
