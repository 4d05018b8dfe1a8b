package dev.priorauth.core.sources;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A cited document, as it was retrieved.
 *
 * @param publishedOn its own date; empty where it bears none
 * @param note what is known of the date of an undated document
 * @param sha256 the checksum of the copy, in hexadecimal
 * @param text the whole copy
 */
public record Document(
    String name,
    String title,
    String publisher,
    Optional<LocalDate> publishedOn,
    LocalDate retrievedOn,
    Optional<String> note,
    String sha256,
    String text) {}
