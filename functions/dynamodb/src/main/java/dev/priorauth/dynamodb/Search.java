package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Reads indexes in the order of submission, several as if they were one, and keeps what a predicate
 * admits. What stands in several of them is there once.
 *
 * <p>A page costs a limited number of read units, however little is admitted: then it has fewer
 * hits, and the next one goes on where it ended. Each place costs half a unit at least, so that
 * many places have a higher limit; every page gets on.
 */
final class Search {
  private static final double MOST_READ_UNITS = 4;

  /** So many items of usual size are read for the same half a unit as one. */
  private static final int FEWEST_AT_ONCE = 5;

  /**
   * A part of an index.
   *
   * @param key the name of its partition key
   */
  record Place(String index, String key, String partition) {}

  private final DynamoDbClient client;
  private final String table;
  private final Filter.Order order;
  private final int limit;
  private final Predicate<Authorization> admits;
  private double spent;
  private double dearest;

  Search(DynamoDbClient client, String table, Filter filter, Predicate<Authorization> admits) {
    this.client = client;
    this.table = table;
    this.order = filter.order();
    this.limit = filter.limit();
    this.admits = admits;
  }

  Page page(List<Place> places, Optional<Cursor> after) {
    int atOnce = Math.max(FEWEST_AT_ONCE, Math.ceilDiv(AuthorizationStore.PAGE, places.size()));
    double most = Math.max(MOST_READ_UNITS, places.size());
    List<Reader> readers =
        places.stream()
            .map(place -> new Reader(place, atOnce, after.map(Cursor::position)))
            .toList();
    List<Authorization> hits = new ArrayList<>();
    Optional<Cursor> last = after;
    while (hits.size() < limit) {
      for (Reader reader : readers) {
        if (!reader.isReady()) {
          if (!last.equals(after) && spent + dearest > most) {
            return new Page(hits, last);
          }
          reader.fetch();
        }
      }
      Optional<Reader> next =
          readers.stream().filter(Reader::hasNext).min(Comparator.comparing(Reader::next, order()));
      if (next.isEmpty()) {
        return new Page(hits, Optional.empty());
      }
      String position = next.get().next();
      last = Optional.of(new Cursor(position));
      Authorization state = AuthorizationItems.state(next.get().take());
      readers.stream()
          .filter(reader -> reader.hasNext() && reader.next().equals(position))
          .forEach(Reader::take);
      if (admits.test(state)) {
        hits.add(state);
      }
    }
    return new Page(hits, readers.stream().allMatch(Reader::isOver) ? Optional.empty() : last);
  }

  private Comparator<String> order() {
    return switch (order) {
      case NEWEST_FIRST -> Comparator.reverseOrder();
      case OLDEST_FIRST -> Comparator.naturalOrder();
    };
  }

  /** Reads one place, some items at once. */
  private final class Reader {
    private final Place place;
    private final int atOnce;
    private final Deque<Map<String, AttributeValue>> items = new ArrayDeque<>();
    private Optional<String> after;
    private boolean ended;

    Reader(Place place, int atOnce, Optional<String> after) {
      this.place = place;
      this.atOnce = atOnce;
      this.after = after;
    }

    /** Whether it is known what comes next, if anything does. */
    boolean isReady() {
      return ended || hasNext();
    }

    boolean hasNext() {
      return !items.isEmpty();
    }

    boolean isOver() {
      return ended && !hasNext();
    }

    /** The position of what comes next. */
    String next() {
      return required(items.getFirst(), AuthorizationItems.SUBMITTED).s();
    }

    Map<String, AttributeValue> take() {
      return items.removeFirst();
    }

    void fetch() {
      QueryResponse response = client.query(request());
      items.addAll(response.items());
      ended = !response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty();
      if (hasNext()) {
        after = Optional.of(required(items.getLast(), AuthorizationItems.SUBMITTED).s());
      }
      double units = response.consumedCapacity().capacityUnits();
      spent += units;
      dearest = Math.max(dearest, units);
    }

    private QueryRequest request() {
      Map<String, String> names = new HashMap<>();
      names.put("#partition", place.key());
      Map<String, AttributeValue> values = new HashMap<>();
      values.put(":partition", s(place.partition()));
      String condition = "#partition = :partition";
      if (after.isPresent()) {
        names.put("#position", AuthorizationItems.SUBMITTED);
        values.put(":after", s(after.get()));
        condition +=
            switch (order) {
              case NEWEST_FIRST -> " AND #position < :after";
              case OLDEST_FIRST -> " AND #position > :after";
            };
      }
      return QueryRequest.builder()
          .tableName(table)
          .indexName(place.index())
          .keyConditionExpression(condition)
          .expressionAttributeNames(names)
          .expressionAttributeValues(values)
          .scanIndexForward(order == Filter.Order.OLDEST_FIRST)
          .limit(atOnce)
          .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
          .build();
    }
  }
}
