package dev.priorauth.dynamodb;

import java.time.Instant;

/**
 * Which of a payer's books is the current one.
 *
 * @param hash the checksum of its content
 * @param publishedAt when it became the current one
 * @param version 1 for the payer's first book, one more each time that another becomes current
 */
public record CurrentBook(String payer, String hash, Instant publishedAt, long version) {}
