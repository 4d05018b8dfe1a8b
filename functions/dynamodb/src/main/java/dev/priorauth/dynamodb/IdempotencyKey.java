package dev.priorauth.dynamodb;

import dev.priorauth.core.requests.Npi;

/**
 * A client's name for one request, so that sending it again does nothing again.
 *
 * @param npi the provider whose office sends it: keys of different offices never meet
 * @param key as the client gave it
 */
public record IdempotencyKey(Npi npi, String key) {}
