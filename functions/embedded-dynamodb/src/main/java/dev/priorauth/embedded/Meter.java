package dev.priorauth.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Adds up the request units of each call, as DynamoDB reports them.
 *
 * <p>In a transaction, DynamoDB doubles what is written to the table and not what is written to its
 * indexes. DynamoDB Local 2.6 reports four times as much for these, which is taken back here; and
 * for the table it reports four units for all items together that stand in the same indexes, so
 * that these are counted here from the sizes of the items: two for each kilobyte that is begun.
 */
public final class Meter implements ExecutionInterceptor {
  private static final double TIMES_TOO_MUCH = 4;
  private static final int KB = 1024;

  private double read;
  private double written;

  public synchronized double read() {
    return read;
  }

  public synchronized double written() {
    return written;
  }

  public synchronized void reset() {
    read = 0;
    written = 0;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case GetItemRequest get ->
          get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case PutItemRequest put ->
          put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case QueryRequest query ->
          query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case UpdateItemRequest update ->
          update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case TransactWriteItemsRequest write ->
          write.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case BatchGetItemRequest get ->
          get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case BatchWriteItemRequest write ->
          write.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      default -> throw new IllegalStateException("the meter does not know this call");
    };
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case GetItemResponse get -> read += get.consumedCapacity().capacityUnits();
      case PutItemResponse put -> written += put.consumedCapacity().capacityUnits();
      case QueryResponse query -> read += query.consumedCapacity().capacityUnits();
      case UpdateItemResponse update -> written += update.consumedCapacity().capacityUnits();
      case TransactWriteItemsResponse write ->
          written +=
              tableUnits((TransactWriteItemsRequest) context.request())
                  + indexUnits(write.consumedCapacity()) / TIMES_TOO_MUCH;
      case BatchGetItemResponse get ->
          read +=
              get.consumedCapacity().stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
      case BatchWriteItemResponse write ->
          written +=
              write.consumedCapacity().stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
      default -> throw new IllegalStateException("the meter does not know this call");
    }
  }

  private static double tableUnits(TransactWriteItemsRequest request) {
    return request.transactItems().stream()
        .mapToInt(write -> write.put() == null ? 2 : 2 * Math.ceilDiv(size(write.put().item()), KB))
        .sum();
  }

  /** The bytes that DynamoDB counts for an item. */
  public static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> attribute.getKey().length() + size(attribute.getValue()))
        .sum();
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(UTF_8).length;
      // Two digits in a byte, and one more.
      case N -> value.n().length() / 2 + 2;
      case B -> value.b().asByteArrayUnsafe().length;
      case L -> 3 + value.l().stream().mapToInt(one -> 1 + size(one)).sum();
      default -> throw new IllegalStateException("the meter does not know this type");
    };
  }

  private static double indexUnits(List<ConsumedCapacity> capacities) {
    return capacities.stream()
        .flatMap(capacity -> capacity.globalSecondaryIndexes().values().stream())
        .mapToDouble(Capacity::capacityUnits)
        .sum();
  }
}
