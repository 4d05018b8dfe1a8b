package dev.priorauth.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The tables of {@code infra/template.yaml}, by their logical names there.
 *
 * <p>Keys, indexes and projections are taken over; what only AWS has (encryption, backups) is not,
 * and neither is time to live. Every table is on demand, as in the template.
 */
public final class TableDefinitions {

  private final Map<String, CreateTableRequest> byLogicalName;

  private TableDefinitions(Map<String, CreateTableRequest> byLogicalName) {
    this.byLogicalName = byLogicalName;
  }

  /** Reads the template that this module was built with. */
  public static TableDefinitions fromTemplate() {
    try (var template = TableDefinitions.class.getResourceAsStream("/infra/template.yaml")) {
      if (template == null) {
        throw new IllegalStateException("infra/template.yaml is not on the class path");
      }
      return from(template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TableDefinitions from(InputStream template) {
    Yaml yaml = new Yaml(new IgnoringShortTags());
    var resources = map(map(yaml.load(template)).get("Resources"));
    var tables = new LinkedHashMap<String, CreateTableRequest>();
    resources.forEach(
        (name, resource) -> {
          if ("AWS::DynamoDB::Table".equals(map(resource).get("Type"))) {
            tables.put(name.toString(), table(map(map(resource).get("Properties"))));
          }
        });
    return new TableDefinitions(tables);
  }

  public Set<String> logicalNames() {
    return Set.copyOf(byLogicalName.keySet());
  }

  /**
   * Creates a table where there is none of that name.
   *
   * @throws IllegalStateException if there is one with other keys or indexes, as an older template
   *     may have left in a folder that is kept between runs
   */
  public void createIfAbsent(DynamoDbClient client, String logicalName, String tableName) {
    var definition =
        Optional.ofNullable(byLogicalName.get(logicalName))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "infra/template.yaml has no table %s, only %s"
                            .formatted(logicalName, new TreeSet<>(byLogicalName.keySet()))));
    try {
      var existing = client.describeTable(t -> t.tableName(tableName)).table();
      if (!shape(existing).equals(shape(definition))) {
        throw new IllegalStateException(
            "Table %s has other keys or indexes than %s in infra/template.yaml: delete it"
                .formatted(tableName, logicalName));
      }
    } catch (ResourceNotFoundException absent) {
      client.createTable(definition.toBuilder().tableName(tableName).build());
      client.waiter().waitUntilTableExists(t -> t.tableName(tableName)).matched();
    }
  }

  private static CreateTableRequest table(Map<?, ?> properties) {
    var request =
        CreateTableRequest.builder()
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                list(properties.get("AttributeDefinitions")).stream()
                    .map(TableDefinitions::attribute)
                    .toList())
            .keySchema(keys(properties));
    if (properties.containsKey("GlobalSecondaryIndexes")) {
      request.globalSecondaryIndexes(
          list(properties.get("GlobalSecondaryIndexes")).stream()
              .map(TableDefinitions::index)
              .toList());
    }
    return request.build();
  }

  private static AttributeDefinition attribute(Map<?, ?> yaml) {
    return AttributeDefinition.builder()
        .attributeName(text(yaml, "AttributeName"))
        .attributeType(text(yaml, "AttributeType"))
        .build();
  }

  private static List<KeySchemaElement> keys(Map<?, ?> yaml) {
    return list(yaml.get("KeySchema")).stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(text(key, "AttributeName"))
                    .keyType(text(key, "KeyType"))
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(Map<?, ?> yaml) {
    var projection = map(yaml.get("Projection"));
    var attributes = projection.get("NonKeyAttributes");
    return GlobalSecondaryIndex.builder()
        .indexName(text(yaml, "IndexName"))
        .keySchema(keys(yaml))
        .projection(
            Projection.builder()
                .projectionType(text(projection, "ProjectionType"))
                .nonKeyAttributes(
                    attributes instanceof List<?> names
                        ? names.stream().map(Object::toString).toList()
                        : null)
                .build())
        .build();
  }

  private record Shape(
      Set<AttributeDefinition> attributes,
      Set<KeySchemaElement> keys,
      Map<String, List<Object>> indexes) {}

  private static Shape shape(CreateTableRequest table) {
    return new Shape(
        Set.copyOf(table.attributeDefinitions()),
        Set.copyOf(table.keySchema()),
        table.globalSecondaryIndexes().stream()
            .collect(
                Collectors.toMap(
                    GlobalSecondaryIndex::indexName,
                    index -> List.of(Set.copyOf(index.keySchema()), index.projection()))));
  }

  private static Shape shape(TableDescription table) {
    return new Shape(
        Set.copyOf(table.attributeDefinitions()),
        Set.copyOf(table.keySchema()),
        table.globalSecondaryIndexes().stream()
            .collect(
                Collectors.toMap(
                    index -> index.indexName(),
                    index -> List.of(Set.copyOf(index.keySchema()), index.projection()))));
  }

  private static String text(Map<?, ?> yaml, String key) {
    return yaml.get(key).toString();
  }

  private static Map<?, ?> map(Object yaml) {
    return (Map<?, ?>) yaml;
  }

  private static List<Map<?, ?>> list(Object yaml) {
    var maps = new ArrayList<Map<?, ?>>();
    ((List<?>) yaml).forEach(item -> maps.add(map(item)));
    return maps;
  }

  /** Reads {@code !Ref x}, {@code !Sub [..]} and the like as their bare argument. */
  private static final class IgnoringShortTags extends SafeConstructor {

    IgnoringShortTags() {
      super(new LoaderOptions());
    }

    @Override
    protected Object constructObject(Node node) {
      if (node.getTag().getValue().startsWith("!")) {
        node.setTag(
            switch (node) {
              case MappingNode _ -> Tag.MAP;
              case SequenceNode _ -> Tag.SEQ;
              case ScalarNode _ -> Tag.STR;
              default -> throw new IllegalStateException("Unexpected YAML node " + node);
            });
      }
      return super.constructObject(node);
    }
  }
}
