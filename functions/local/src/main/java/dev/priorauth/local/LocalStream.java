package dev.priorauth.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.dynamodb.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What offices are told of, from the stream of the table, from the first look on. */
final class LocalStream implements AutoCloseable {
  private final DynamoDbStreamsClient client;
  private final String arn;
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> iterators = new HashMap<>();

  LocalStream(DynamoDbStreamsClient client, String table) {
    this.client = client;
    this.arn = client.listStreams(l -> l.tableName(table)).streams().getLast().streamArn();
    follow(ShardIteratorType.LATEST);
  }

  private void follow(ShardIteratorType from) {
    for (Shard shard : client.describeStream(d -> d.streamArn(arn)).streamDescription().shards()) {
      if (known.add(shard.shardId())) {
        iterators.put(shard.shardId(), iterator(shard.shardId(), from));
      }
    }
  }

  private String iterator(String shard, ShardIteratorType from) {
    return client
        .getShardIterator(g -> g.streamArn(arn).shardId(shard).shardIteratorType(from))
        .shardIterator();
  }

  private GetRecordsResponse read(String shard) {
    try {
      return client.getRecords(g -> g.shardIterator(iterators.get(shard)));
    } catch (TrimmedDataAccessException e) {
      // The engine says so too of a stream that was empty: what is there now is all new.
      String oldest = iterator(shard, ShardIteratorType.TRIM_HORIZON);
      return client.getRecords(g -> g.shardIterator(oldest));
    }
  }

  /** What has been written since the last call, as Lambda gets it. */
  List<JsonNode> next() {
    follow(ShardIteratorType.TRIM_HORIZON);
    List<JsonNode> found = new ArrayList<>();
    for (String shard : Set.copyOf(iterators.keySet())) {
      GetRecordsResponse page = read(shard);
      page.records().stream()
          .filter(LocalStream::isTold)
          .map(LocalStream::json)
          .forEach(found::add);
      if (page.nextShardIterator() == null) {
        iterators.remove(shard);
      } else {
        iterators.put(shard, page.nextShardIterator());
      }
    }
    return found;
  }

  /** What the template's filters let through. */
  private static boolean isTold(Record record) {
    String sk = text(record.dynamodb().keys(), "sk");
    boolean submission = record.eventName() == OperationType.INSERT && sk.equals("STATE");
    boolean later =
        record.eventName() != OperationType.REMOVE
            && (sk.startsWith("EVENT#") || sk.startsWith("NOTICE#"))
            && text(record.dynamodb().newImage(), Told.PROVIDER).startsWith("OFFICE#");
    return submission || later;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? item.get(name).s() : "";
  }

  private static JsonNode json(Record record) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("eventSource", "aws:dynamodb")
            .put("eventName", record.eventNameAsString());
    ObjectNode change =
        json.putObject("dynamodb").put("SequenceNumber", record.dynamodb().sequenceNumber());
    ObjectNode image = change.putObject("NewImage");
    for (String name : List.of(Told.PROVIDER, Told.SERVICING, Told.PLACE)) {
      if (record.dynamodb().newImage().containsKey(name)) {
        image.putObject(name).put("S", text(record.dynamodb().newImage(), name));
      }
    }
    return json;
  }

  @Override
  public void close() {
    client.close();
  }
}
