package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Lifecycle;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The authorizations of which a notice is due.
 *
 * <p>Each has its place in the index by deadline. All of a page are read in one call. Two writes
 * take each of them from one deadline to the next: first the notices, each of which has one key for
 * ever and is left as it is where it is there; then the place is moved, on condition that nobody
 * has moved it and the authorization is the one that was read. Who is killed in between leaves the
 * place where it was, and the next one writes the same notices and moves it. The state itself, and
 * its version, are never changed by time.
 *
 * <p>The index is read eventually consistent, as all indexes are. A place that it does not show yet
 * is found the next time; one that it still shows is recognized by the item itself.
 *
 * <p>The client itself waits and tries again, longer each time, where DynamoDB takes no more, is in
 * trouble or cannot be reached. A write that was done although nobody heard of it is done again
 * without harm.
 */
public final class DueStore {

  public static final int SHARDS = AuthorizationItems.SHARDS;

  /** The most places on a page. */
  public static final int PAGE = 100;

  private static final Instant FAR_AWAY = Instant.parse("9999-12-31T23:59:59Z");
  private static final String INDEX = "by-deadline";
  private static final String REASON = "setAside"; // S, the kind of failure, while it is set aside

  private final DynamoDbClient client;
  private final String table;
  private final InstantSource clock;
  private final BatchReader batches;

  /**
   * @param clock says when notices are written, which can be long after they are due
   */
  public DueStore(DynamoDbClient client, String table, InstantSource clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
    this.batches = new BatchReader(client, table);
  }

  /**
   * A place in the index, as it stands there: what cannot be read of it is noticed when it is
   * worked on, and keeps nobody else's from being found.
   *
   * @param partition of the authorization
   * @param key the instant, and the authorization's reference
   */
  public record Place(String partition, String key) {
    public Place(AuthorizationId id, Instant at) {
      this(AuthorizationItems.partition(id), AuthorizationItems.position(at, id));
    }

    /**
     * When the notice is due.
     *
     * @throws RuntimeException if the index has no instant there
     */
    Instant at() {
      return AuthorizationItems.instant(key);
    }

    private Map<String, AttributeValue> itemKey() {
      return Items.key(partition, AuthorizationItems.STATE);
    }
  }

  /**
   * A place and the item that has it, as it was when it was read.
   *
   * @param item empty where there is none any more
   */
  public record Candidate(Place place, Map<String, AttributeValue> item) {
    public Candidate {
      item = Map.copyOf(item);
    }
  }

  /** What became of a place. */
  public sealed interface Outcome {
    /**
     * @param owed of which notices are there now
     */
    record Moved(List<Deadline> owed) implements Outcome {
      public Moved {
        owed = List.copyOf(owed);
      }
    }

    /** Somebody else had moved it, or the authorization has changed meanwhile: nothing is due. */
    record AlreadyDone() implements Outcome {}

    /**
     * It cannot be read, and stands in nobody's way any more.
     *
     * @param reason the kind of failure; what was read can name a person
     */
    record SetAside(String reason) implements Outcome {}
  }

  /**
   * A page of what is due, soonest first.
   *
   * @param after the last place of the page before; empty for the first
   * @return fewer than a page has exactly where it is the last
   */
  public List<Place> due(int shard, Instant now, Optional<Place> after) {
    return page(AuthorizationItems.duePartition(shard), now, after);
  }

  private List<Place> page(String partition, Instant until, Optional<Place> after) {
    QueryRequest.Builder query = query(partition, until).limit(PAGE);
    after.ifPresent(place -> query.exclusiveStartKey(startKey(partition, place)));
    return client.query(query.build()).items().stream()
        .map(
            item ->
                new Place(
                    Items.required(item, Items.PK).s(),
                    Items.required(item, AuthorizationItems.DUE_AT).s()))
        .toList();
  }

  private QueryRequest.Builder query(String partition, Instant until) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(INDEX)
        .keyConditionExpression("#shard = :shard AND #due < :end")
        .expressionAttributeNames(
            Map.of("#shard", AuthorizationItems.DUE, "#due", AuthorizationItems.DUE_AT))
        .expressionAttributeValues(
            Map.of(":shard", s(partition), ":end", s(AuthorizationItems.endOf(until))));
  }

  private static Map<String, AttributeValue> startKey(String partition, Place place) {
    Map<String, AttributeValue> key = new HashMap<>(place.itemKey());
    key.put(AuthorizationItems.DUE, s(partition));
    key.put(AuthorizationItems.DUE_AT, s(place.key()));
    return key;
  }

  /** How many places are due. */
  public int count(Instant now) {
    int count = 0;
    for (int shard = 0; shard < SHARDS; shard++) {
      QueryRequest.Builder query =
          query(AuthorizationItems.duePartition(shard), now).select(Select.COUNT);
      QueryResponse page;
      do {
        page = client.query(query.build());
        count += page.count();
        query.exclusiveStartKey(page.lastEvaluatedKey());
      } while (page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty());
    }
    return count;
  }

  /**
   * Reads the authorizations at these places in one call, to look at them or move them.
   *
   * @param page at most a page
   * @return one for each place, in the same order
   * @throws SdkException if DynamoDB does not give them all, after several attempts
   */
  public List<Candidate> read(List<Place> page) {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    batches
        .strong(page.stream().map(Place::itemKey).toList())
        .forEach(item -> items.put(Items.required(item, Items.PK).s(), item));
    return page.stream()
        .map(place -> new Candidate(place, items.getOrDefault(place.partition(), Map.of())))
        .toList();
  }

  /** What {@link #move} would do, or has nothing to do any more; nothing is written. */
  public Outcome look(Candidate candidate, Instant now) {
    return switch (judged(candidate, now)) {
      case Judged.Due(_, Lifecycle.Passed passed, _) -> new Outcome.Moved(passed.owed());
      case Judged.Over _ -> new Outcome.AlreadyDone();
      case Judged.Unreadable(String reason, _) -> new Outcome.SetAside(reason);
    };
  }

  /**
   * Writes the notices that are due and moves the place to the next deadline.
   *
   * @throws SdkException if DynamoDB does not take it, after several attempts; the place is then
   *     where it was, or moved
   */
  public Outcome move(Candidate candidate, Instant now) {
    Place place = candidate.place();
    return switch (judged(candidate, now)) {
      case Judged.Due(Authorization state, Lifecycle.Passed passed, AttributeValue version) -> {
        NoticeItems.written(state, passed.owed(), clock.instant())
            .forEach(notice -> write(notice, version));
        yield moved(place, state.id(), version, passed.next())
            ? new Outcome.Moved(passed.owed())
            : new Outcome.AlreadyDone();
      }
      case Judged.Over _ -> new Outcome.AlreadyDone();
      case Judged.Unreadable(String reason, String shard) ->
          transferred(place, shard, AuthorizationItems.poisonOf(shard), Optional.of(reason))
              ? new Outcome.SetAside(reason)
              : new Outcome.AlreadyDone();
    };
  }

  private sealed interface Judged {
    record Due(Authorization state, Lifecycle.Passed passed, AttributeValue version)
        implements Judged {}

    record Over() implements Judged {}

    /**
     * @param shard the part of the index in which it stands
     */
    record Unreadable(String reason, String shard) implements Judged {}
  }

  private static Judged judged(Candidate candidate, Instant now) {
    Place place = candidate.place();
    Map<String, AttributeValue> item = candidate.item();
    if (!s(place.key()).equals(item.get(AuthorizationItems.DUE_AT))
        || !AuthorizationItems.isDue(item)) {
      return new Judged.Over();
    }
    try {
      Authorization state = AuthorizationItems.state(item);
      return new Judged.Due(
          state,
          Lifecycle.at(state, place.at(), now),
          Items.required(item, AuthorizationItems.VERSION));
    } catch (RuntimeException e) {
      // Whatever is wrong with one authorization must not keep the others from their notices.
      return new Judged.Unreadable(
          e.getClass().getSimpleName(), Items.required(item, AuthorizationItems.DUE).s());
    }
  }

  /**
   * Writes a notice where there is none. No event may have taken its deadline away since the state
   * was read: one that did so before may have been followed by one that brought it back.
   */
  private void write(NoticeItems.Written notice, AttributeValue version) {
    IfAbsent attributes = IfAbsent.of(notice.item(), notice.key());
    Map<String, String> names = new HashMap<>(attributes.names());
    names.put("#pk", Items.PK);
    names.put("#averted", NoticeItems.AVERTED);
    Map<String, AttributeValue> values = new HashMap<>(attributes.values());
    values.put(":read", version);
    written(
        () ->
            client.updateItem(
                u ->
                    u.tableName(table)
                        .key(notice.key())
                        .conditionExpression("attribute_not_exists(#pk) OR #averted <= :read")
                        .updateExpression(attributes.expression() + " REMOVE #averted")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)));
  }

  private boolean moved(
      Place place, AuthorizationId id, AttributeValue version, Optional<Deadline> next) {
    Map<String, String> names =
        Map.of(
            "#version", AuthorizationItems.VERSION,
            "#shard", AuthorizationItems.DUE,
            "#due", AuthorizationItems.DUE_AT);
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":version", version, ":seen", s(place.key())));
    next.ifPresent(
        deadline -> values.put(":next", s(AuthorizationItems.position(deadline.noticeAt(), id))));
    return written(
        () ->
            client.updateItem(
                u ->
                    u.tableName(table)
                        .key(place.itemKey())
                        .conditionExpression("#version = :version AND #due = :seen")
                        .updateExpression(
                            next.isPresent() ? "SET #due = :next" : "REMOVE #shard, #due")
                        .expressionAttributeNames(
                            next.isPresent() ? without(names, "#shard") : names)
                        .expressionAttributeValues(values)));
  }

  private static Map<String, String> without(Map<String, String> names, String name) {
    Map<String, String> others = new HashMap<>(names);
    others.remove(name);
    return others;
  }

  /**
   * Puts everything that was set aside back where it was, for when the reason is mended.
   *
   * @return how many
   */
  public int replay() {
    int count = 0;
    for (int shard = 0; shard < SHARDS; shard++) {
      String poison = AuthorizationItems.poisonPartition(shard);
      List<Place> page;
      Optional<Place> after = Optional.empty();
      do {
        page = page(poison, FAR_AWAY, after);
        for (Place place : page) {
          if (transferred(
              place, poison, AuthorizationItems.duePartition(shard), Optional.empty())) {
            count++;
          }
          after = Optional.of(place);
        }
      } while (page.size() == PAGE);
    }
    return count;
  }

  private boolean transferred(Place place, String from, String to, Optional<String> reason) {
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":from", s(from), ":to", s(to), ":seen", s(place.key())));
    reason.ifPresent(text -> values.put(":reason", s(text)));
    return written(
        () ->
            client.updateItem(
                u ->
                    u.tableName(table)
                        .key(place.itemKey())
                        .conditionExpression("#shard = :from AND #due = :seen")
                        .updateExpression(
                            reason.isPresent()
                                ? "SET #shard = :to, #reason = :reason"
                                : "SET #shard = :to REMOVE #reason")
                        .expressionAttributeNames(
                            Map.of(
                                "#shard", AuthorizationItems.DUE,
                                "#due", AuthorizationItems.DUE_AT,
                                "#reason", REASON))
                        .expressionAttributeValues(values)));
  }

  private boolean written(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
