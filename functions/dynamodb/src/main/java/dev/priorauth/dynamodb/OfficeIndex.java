package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.requests.Npi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads what stands under some providers in the indexes by provider as one: what concerns several
 * of them is there once.
 */
final class OfficeIndex {
  /** Before all places. */
  static final String FIRST = "0";

  /** After all places. */
  static final String LAST = ":";

  /** The indexes by provider, each with the attribute that names the provider. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "by-provider", AuthorizationItems.PROVIDER,
          "by-servicing", AuthorizationItems.SERVICING);

  private final DynamoDbClient client;
  private final String table;

  OfficeIndex(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * A stretch of the index.
   *
   * @param after where it begins, not included
   * @param before where it ends, not included
   * @param most so many items at most
   */
  record Stretch(String after, String before, Filter.Order order, int most) {}

  /**
   * The places of a stretch. What stands there is not asked for: not everybody who may read places
   * may read documents.
   *
   * @param partitions of a provider
   */
  List<String> places(
      Collection<Npi> office, Function<Npi, List<String>> partitions, Stretch stretch) {
    return read(office, partitions, stretch, OfficeIndex::onlyPlaces).keySet().stream()
        .limit(stretch.most())
        .toList();
  }

  /**
   * The items of a stretch, as the indexes have them.
   *
   * @param partitions of a provider
   */
  List<Map<String, AttributeValue>> items(
      Collection<Npi> office, Function<Npi, List<String>> partitions, Stretch stretch) {
    return read(office, partitions, stretch, UnaryOperator.identity()).values().stream()
        .limit(stretch.most())
        .toList();
  }

  private static QueryRequest.Builder onlyPlaces(QueryRequest.Builder query) {
    return query.select(Select.SPECIFIC_ATTRIBUTES).projectionExpression("#place");
  }

  private Map<String, Map<String, AttributeValue>> read(
      Collection<Npi> office,
      Function<Npi, List<String>> partitions,
      Stretch stretch,
      UnaryOperator<QueryRequest.Builder> asking) {
    TreeMap<String, Map<String, AttributeValue>> byPlace = new TreeMap<>(order(stretch.order()));
    for (Npi npi : office) {
      for (String partition : partitions.apply(npi)) {
        for (var index : PROVIDERS.entrySet()) {
          QueryRequest.Builder query = query(index.getKey(), index.getValue(), partition, stretch);
          read(asking.apply(query), stretch, byPlace);
        }
      }
    }
    return byPlace;
  }

  private static Comparator<String> order(Filter.Order order) {
    return switch (order) {
      case NEWEST_FIRST -> Comparator.reverseOrder();
      case OLDEST_FIRST -> Comparator.naturalOrder();
    };
  }

  private QueryRequest.Builder query(String index, String key, String partition, Stretch stretch) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(index)
        .keyConditionExpression("#partition = :partition AND #place BETWEEN :after AND :before")
        .expressionAttributeNames(Map.of("#partition", key, "#place", AuthorizationItems.SUBMITTED))
        .expressionAttributeValues(
            Map.of(
                ":partition", s(partition),
                ":after", s(stretch.after()),
                ":before", s(stretch.before())))
        .scanIndexForward(stretch.order() == Filter.Order.OLDEST_FIRST)
        // Both ends of BETWEEN are included.
        .limit(stretch.most() + 2);
  }

  private void read(
      QueryRequest.Builder query,
      Stretch stretch,
      Map<String, Map<String, AttributeValue>> byPlace) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    QueryResponse page;
    do {
      page = client.query(query.build());
      items.addAll(page.items());
      query.exclusiveStartKey(page.lastEvaluatedKey());
    } while (items.size() < stretch.most() + 2
        && page.hasLastEvaluatedKey()
        && !page.lastEvaluatedKey().isEmpty());
    for (Map<String, AttributeValue> item : items) {
      String place = required(item, AuthorizationItems.SUBMITTED).s();
      if (!place.equals(stretch.after()) && !place.equals(stretch.before())) {
        byPlace.put(place, item);
      }
    }
  }
}
