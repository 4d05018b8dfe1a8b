package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What concerns an office: its authorizations, what it is told of them, and what it has read of
 * that. An office is a set of providers.
 */
public final class OfficeStore {
  private final DynamoDbClient client;
  private final String table;
  private final OfficeIndex index;
  private final BatchReader batches;

  public OfficeStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.index = new OfficeIndex(client, table);
    this.batches = new BatchReader(client, table);
  }

  /**
   * The newest postings.
   *
   * @param before only those before it; empty for all
   */
  public List<Posting> newest(Collection<Npi> office, Optional<PostingId> before, int most) {
    return postings(
        office,
        new OfficeIndex.Stretch(
            OfficeIndex.FIRST,
            before.map(PostingId::place).orElse(OfficeIndex.LAST),
            Filter.Order.NEWEST_FIRST,
            most));
  }

  /**
   * The oldest postings.
   *
   * @param after only those after it; empty for all
   * @param until only those of earlier instants
   */
  public List<Posting> oldest(
      Collection<Npi> office, Optional<PostingId> after, Instant until, int most) {
    String from = after.map(PostingId::place).orElse(OfficeIndex.FIRST);
    String to = AuthorizationItems.sortable(until);
    return from.compareTo(to) < 0
        ? postings(office, new OfficeIndex.Stretch(from, to, Filter.Order.OLDEST_FIRST, most))
        : List.of();
  }

  /**
   * The postings of some time, oldest first.
   *
   * @param from included
   * @param until not included
   */
  public List<Posting> between(Collection<Npi> office, Instant from, Instant until, int most) {
    return postings(office, stretch(from, until, most));
  }

  private List<Posting> postings(Collection<Npi> office, OfficeIndex.Stretch stretch) {
    return index.places(office, OfficeStore::all, stretch).stream()
        .map(
            place ->
                PostingItems.posting(place)
                    .orElseThrow(
                        () -> new IllegalStateException("a stored posting cannot be read")))
        .toList();
  }

  /**
   * The authorizations that these providers requested or treat, the newest request first.
   *
   * @param before only requests before it; empty for all
   */
  public List<Authorization> newestRequests(
      Collection<Npi> office, Optional<Cursor> before, int most) {
    OfficeIndex.Stretch stretch =
        new OfficeIndex.Stretch(
            OfficeIndex.FIRST,
            before.map(Cursor::position).orElse(OfficeIndex.LAST),
            Filter.Order.NEWEST_FIRST,
            most);
    return index
        .items(office, npi -> List.of(AuthorizationItems.providerPartition(npi)), stretch)
        .stream()
        .map(AuthorizationItems::state)
        .toList();
  }

  /** Where submissions and what came later stand. */
  private static List<String> all(Npi provider) {
    return List.of(
        AuthorizationItems.providerPartition(provider), PostingItems.officePartition(provider));
  }

  private static OfficeIndex.Stretch stretch(Instant from, Instant until, int most) {
    // An instant alone stands before all places of that instant.
    return new OfficeIndex.Stretch(
        AuthorizationItems.sortable(from),
        AuthorizationItems.sortable(until),
        Filter.Order.OLDEST_FIRST,
        most);
  }

  /** These authorizations, as far as they are there, in no order. */
  public List<Authorization> find(Collection<AuthorizationId> ids) {
    return batches.eventual(ids.stream().map(AuthorizationItems::stateKey).toList()).stream()
        .map(AuthorizationItems::state)
        .toList();
  }

  /**
   * Which of these any provider of the office has read.
   *
   * @param postings one after another, in either order
   */
  public Set<PostingId> read(Collection<Npi> office, List<Posting> postings) {
    Set<PostingId> read = new HashSet<>();
    if (postings.isEmpty()) {
      return read;
    }
    String one = PostingItems.place(postings.getFirst());
    String other = PostingItems.place(postings.getLast());
    boolean inOrder = one.compareTo(other) <= 0;
    for (Npi npi : office) {
      client
          .queryPaginator(
              q ->
                  q.tableName(table)
                      .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                      .expressionAttributeNames(Map.of("#pk", Items.PK, "#sk", Items.SK))
                      .expressionAttributeValues(
                          Map.of(
                              ":pk", s(PostingItems.officePartition(npi)),
                              ":from", s(PostingItems.READ + (inOrder ? one : other)),
                              ":to", s(PostingItems.READ + (inOrder ? other : one))))
                      .consistentRead(true))
          .items()
          .forEach(
              item ->
                  read.add(
                      new PostingId(
                          required(item, Items.SK).s().substring(PostingItems.READ.length()))));
    }
    return read;
  }

  /**
   * Keeps that the office has read a posting. To do it again changes nothing.
   *
   * @return whether the office was told of it at all; if not, nothing is kept
   */
  public boolean markRead(Collection<Npi> office, PostingId id) {
    boolean told = false;
    for (Npi npi : office) {
      if (isTold(npi, id)) {
        told = true;
        Map<String, AttributeValue> item = new HashMap<>(PostingItems.read(npi, id.place()));
        client.putItem(p -> p.tableName(table).item(item));
      }
    }
    return told;
  }

  private boolean isTold(Npi npi, PostingId id) {
    // The place and one character more lies right after the place.
    OfficeIndex.Stretch itself =
        new OfficeIndex.Stretch(
            id.place().substring(0, id.place().length() - 1),
            id.place() + "!",
            Filter.Order.NEWEST_FIRST,
            1);
    return index.places(List.of(npi), OfficeStore::all, itself).contains(id.place());
  }
}
