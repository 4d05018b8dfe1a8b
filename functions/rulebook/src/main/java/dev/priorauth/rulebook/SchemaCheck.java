package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks every file against its closed schema. */
final class SchemaCheck {
  private SchemaCheck() {}

  static List<Finding> run(RuleSources sources) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().pathType(PathType.JSON_PATH).build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    Map<String, Schema> schemas = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : sources.files().entrySet()) {
      String name = file.getKey();
      if (name.startsWith("schema/")) {
        continue;
      }
      String schema = "schema/" + RuleSources.kind(name) + ".schema.json";
      JsonNode json = sources.files().get(schema);
      if (json == null) {
        findings.add(
            new Finding(
                name,
                "$",
                "no kind of file has this place; move it, or add " + schema + " for its kind"));
        continue;
      }
      schemas
          .computeIfAbsent(schema, _ -> registry.getSchema(json))
          .validate(file.getValue())
          .forEach(
              error ->
                  findings.add(
                      new Finding(
                          name,
                          error.getInstanceLocation().toString(),
                          error.getMessage() + "; mend it as " + schema + " says")));
    }
    return findings;
  }
}
