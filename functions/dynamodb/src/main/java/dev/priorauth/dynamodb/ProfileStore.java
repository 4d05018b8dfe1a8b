package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.Npi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The profiles of those who have an account. */
public final class ProfileStore {

  private final DynamoDbClient client;
  private final String table;

  public ProfileStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public Optional<StoredProfile> find(String sub) {
    // Strongly consistent: who has saved a profile may submit right after it.
    var response =
        client.getItem(g -> g.tableName(table).key(ProfileItems.key(sub)).consistentRead(true));
    return response.hasItem()
        ? Optional.of(ProfileItems.fromItem(sub, response.item()))
        : Optional.empty();
  }

  /**
   * The profiles of a provider that have a webhook or recipients of mails, in no order that means
   * anything.
   */
  public List<Profile> told(Npi provider) {
    return client
        .queryPaginator(
            q ->
                q.tableName(table)
                    .indexName("by-provider")
                    .keyConditionExpression("#partition = :partition")
                    .expressionAttributeNames(Map.of("#partition", AuthorizationItems.PROVIDER))
                    .expressionAttributeValues(
                        Map.of(":partition", s(ProfileItems.toldPartition(provider)))))
        .items()
        .stream()
        .map(ProfileItems::fromIndex)
        .toList();
  }

  /**
   * The subjects whose recipients get a mail once a day, in an order that never changes.
   *
   * @param after only those after it; empty for all
   * @param most so many at most, one page of the index
   */
  public List<String> daily(Optional<String> after, int most) {
    return client
        .query(
            q ->
                q.tableName(table)
                    .indexName("by-deadline")
                    .keyConditionExpression("#partition = :partition AND #sub > :after")
                    .expressionAttributeNames(
                        Map.of(
                            "#partition", AuthorizationItems.DUE,
                            "#sub", AuthorizationItems.DUE_AT))
                    .expressionAttributeValues(
                        Map.of(":partition", s(ProfileItems.DAILY), ":after", s(after.orElse(" "))))
                    .limit(most))
        .items()
        .stream()
        .map(ProfileItems::sub)
        .toList();
  }

  /**
   * Saves a person's profile. No two accounts have the same e-mail address, however it is
   * capitalized.
   *
   * @param seen what {@link #find} gave; empty for the first profile
   */
  public SaveResult save(Profile profile, Optional<StoredProfile> seen) {
    StoredProfile next =
        new StoredProfile(profile, seen.map(StoredProfile::version).orElse(0L) + 1);
    Backoff backoff = Backoff.usual();
    while (true) {
      switch (saving(next, seen).commit()) {
        case Transaction.End.Written<SaveResult> _ -> {
          return new SaveResult.Saved(next.version());
        }
        case Transaction.End.Refused<SaveResult>(SaveResult refused) -> {
          return refused;
        }
        case Transaction.End.Conflict<SaveResult> _ -> {
          if (!backoff.pause()) {
            return new SaveResult.Contended();
          }
        }
      }
    }
  }

  private Transaction<SaveResult> saving(StoredProfile next, Optional<StoredProfile> seen) {
    Transaction<SaveResult> transaction = new Transaction<>(client, table);
    Map<String, AttributeValue> item = ProfileItems.toItem(next);
    if (seen.isEmpty()) {
      transaction.putNew(item, ProfileStore::changed);
    } else {
      transaction.putOver(
          item, ProfileItems.VERSION, n(seen.get().version()), ProfileStore::changed);
    }
    Optional<String> before = seen.flatMap(ProfileStore::email);
    Optional<String> after = email(next);
    if (!after.equals(before)) {
      before.ifPresent(email -> transaction.delete(ProfileItems.emailKey(email)));
      after.ifPresent(
          email ->
              transaction.putNew(
                  ProfileItems.email(email, next.profile().sub()),
                  _ -> new SaveResult.EmailTaken()));
    }
    return transaction;
  }

  private static Optional<String> email(StoredProfile stored) {
    return stored.profile().email().map(ProfileItems::sameForm);
  }

  private static SaveResult changed(Map<String, AttributeValue> now) {
    return new SaveResult.ChangedMeanwhile(now.isEmpty() ? 0 : ProfileItems.version(now));
  }
}
