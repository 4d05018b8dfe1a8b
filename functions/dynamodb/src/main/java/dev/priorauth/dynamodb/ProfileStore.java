package dev.priorauth.dynamodb;

import dev.priorauth.core.profiles.Profile;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The profiles of those who have an account. */
public final class ProfileStore {

  private final DynamoDbClient client;
  private final String table;

  public ProfileStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public Optional<StoredProfile> find(String sub) {
    throw new UnsupportedOperationException();
  }

  /**
   * Saves a person's profile. No two accounts have the same e-mail address, however it is
   * capitalized.
   *
   * @param seen what {@link #find} gave; empty for the first profile
   */
  public SaveResult save(Profile profile, Optional<StoredProfile> seen) {
    throw new UnsupportedOperationException();
  }
}
