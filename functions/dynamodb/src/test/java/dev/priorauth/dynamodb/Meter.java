package dev.priorauth.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Adds up the request units that DynamoDB reports for each call.
 *
 * <p>In a transaction, DynamoDB doubles what is written to the table and not what is written to its
 * indexes. DynamoDB Local 2.6 reports four times as much for these, which is taken back here.
 */
final class Meter implements ExecutionInterceptor {
  private static final double TIMES_TOO_MUCH = 4;

  private double read;
  private double written;

  double read() {
    return read;
  }

  double written() {
    return written;
  }

  void reset() {
    read = 0;
    written = 0;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case GetItemRequest get ->
          get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case QueryRequest query ->
          query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case UpdateItemRequest update ->
          update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      case TransactWriteItemsRequest write ->
          write.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
      default -> throw new IllegalStateException("the meter does not know this call");
    };
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case GetItemResponse get -> read += get.consumedCapacity().capacityUnits();
      case QueryResponse query -> read += query.consumedCapacity().capacityUnits();
      case UpdateItemResponse update -> written += update.consumedCapacity().capacityUnits();
      case TransactWriteItemsResponse write -> written += units(write.consumedCapacity());
      default -> throw new IllegalStateException("the meter does not know this call");
    }
  }

  private static double units(List<ConsumedCapacity> capacities) {
    return capacities.stream()
        .mapToDouble(
            capacity -> capacity.table().capacityUnits() + indexUnits(capacity) / TIMES_TOO_MUCH)
        .sum();
  }

  private static double indexUnits(ConsumedCapacity capacity) {
    return capacity.globalSecondaryIndexes().values().stream()
        .mapToDouble(Capacity::capacityUnits)
        .sum();
  }
}
