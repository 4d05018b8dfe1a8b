package dev.priorauth.dynamodb;

import dev.priorauth.core.profiles.Profile;

/**
 * A profile as it is stored.
 *
 * @param version 1 at first, one more with each change
 */
public record StoredProfile(Profile profile, long version) {}
