package dev.priorauth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Items to be written together or not at all. Each condition comes with what its failure means,
 * given the item as it is; where several fail, the first one speaks.
 *
 * @param <F> what a failure means
 */
final class Transaction<F> {

  /** How a transaction ended. */
  sealed interface End<F> {
    record Written<F>() implements End<F> {}

    record Refused<F>(F meaning) implements End<F> {}

    /**
     * Another transaction held one of the items, and may yet fail, or one of them had no capacity
     * left: this is no answer.
     */
    record Conflict<F>() implements End<F> {}
  }

  /** Why a transaction is cancelled that may be written the next time. */
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient client;
  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();
  private final List<Function<Map<String, AttributeValue>, F>> meanings = new ArrayList<>();

  Transaction(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** An item that another one of the transaction protects. */
  Transaction<F> put(Map<String, AttributeValue> item) {
    return add(
        TransactWriteItem.builder().put(p -> p.tableName(table).item(item)).build(),
        _ -> {
          throw new IllegalStateException("a write without condition cannot fail by one");
        });
  }

  Transaction<F> delete(Map<String, AttributeValue> key) {
    Delete delete = Delete.builder().tableName(table).key(key).build();
    return add(
        TransactWriteItem.builder().delete(delete).build(),
        _ -> {
          throw new IllegalStateException("a write without condition cannot fail by one");
        });
  }

  /**
   * An item that is not there yet.
   *
   * @param meaning what it means if it is
   */
  Transaction<F> putNew(
      Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, F> meaning) {
    return put(
        item,
        put ->
            put.conditionExpression("attribute_not_exists(#pk)")
                .expressionAttributeNames(Map.of("#pk", Items.PK)),
        meaning);
  }

  /**
   * An item whose attribute has the value that was seen.
   *
   * @param meaning what it means if it has another; given an empty item if there is none
   */
  Transaction<F> putOver(
      Map<String, AttributeValue> item,
      String name,
      AttributeValue seen,
      Function<Map<String, AttributeValue>, F> meaning) {
    return put(
        item,
        put ->
            put.conditionExpression("#name = :seen")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":seen", seen)),
        meaning);
  }

  /**
   * An item for which a condition holds.
   *
   * @param meaning what it means if it does not; given an empty item if there is none
   */
  Transaction<F> putIf(
      Map<String, AttributeValue> item,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Function<Map<String, AttributeValue>, F> meaning) {
    return put(
        item,
        put ->
            put.conditionExpression(condition)
                .expressionAttributeNames(names)
                // An empty map is refused.
                .expressionAttributeValues(values.isEmpty() ? null : values),
        meaning);
  }

  /** An item that is left as it is where it is there. */
  Transaction<F> putIfAbsent(Map<String, AttributeValue> item, Map<String, AttributeValue> key) {
    IfAbsent attributes = IfAbsent.of(item, key);
    Update update =
        Update.builder()
            .tableName(table)
            .key(key)
            .updateExpression(attributes.expression())
            .expressionAttributeNames(attributes.names())
            .expressionAttributeValues(attributes.values())
            .build();
    return add(
        TransactWriteItem.builder().update(update).build(),
        _ -> {
          throw new IllegalStateException("a write without condition cannot fail by one");
        });
  }

  private Transaction<F> put(
      Map<String, AttributeValue> item,
      Function<Put.Builder, Put.Builder> condition,
      Function<Map<String, AttributeValue>, F> meaning) {
    Put.Builder put =
        Put.builder()
            .tableName(table)
            .item(item)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    return add(TransactWriteItem.builder().put(condition.apply(put).build()).build(), meaning);
  }

  private Transaction<F> add(
      TransactWriteItem write, Function<Map<String, AttributeValue>, F> meaning) {
    writes.add(write);
    meanings.add(meaning);
    return this;
  }

  /**
   * @throws TransactionCanceledException if it failed for another reason than these
   */
  End<F> commit() {
    try {
      client.transactWriteItems(t -> t.transactItems(writes));
      return new End.Written<>();
    } catch (TransactionCanceledException e) {
      Optional<F> refused = refused(e.cancellationReasons());
      if (refused.isPresent()) {
        return new End.Refused<>(refused.get());
      }
      if (e.cancellationReasons().stream().anyMatch(reason -> PASSING.contains(reason.code()))) {
        return new End.Conflict<>();
      }
      throw e;
    }
  }

  private Optional<F> refused(List<CancellationReason> reasons) {
    for (int i = 0; i < reasons.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        return Optional.of(meanings.get(i).apply(reasons.get(i).item()));
      }
    }
    return Optional.empty();
  }
}
