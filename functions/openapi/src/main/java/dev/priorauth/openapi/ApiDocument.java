package dev.priorauth.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Documents of functions as one. They stand on the class path in {@code META-INF/openapi}, beside
 * {@code shared.yaml}, to whose components they refer.
 */
public final class ApiDocument {
  private static final String SHARED = "shared.yaml";

  private ApiDocument() {}

  /**
   * What is shared, with the tags, paths and components of the documents.
   *
   * @param files their names, such as {@code requirements.yaml}
   * @throws IllegalStateException if two of them give one name to two things
   */
  public static ObjectNode of(String... files) {
    ObjectNode whole = read(SHARED);
    for (String file : files) {
      JsonNode part = within(read(file));
      part.path("tags").forEach(whole.withArray("tags")::add);
      ObjectNode paths = whole.withObject("/paths");
      // One function can read what another one writes at the same path.
      part.path("paths")
          .properties()
          .forEach(path -> add(paths.withObjectProperty(path.getKey()), path.getValue(), file));
      part.path("components")
          .properties()
          .forEach(
              kind ->
                  add(
                      whole.withObject("/components").withObject("/" + kind.getKey()),
                      kind.getValue(),
                      file));
    }
    return whole;
  }

  private static void add(ObjectNode whole, JsonNode part, String file) {
    part.properties()
        .forEach(
            one -> {
              if (whole.has(one.getKey())) {
                throw new IllegalStateException(
                    file + " has " + one.getKey() + ", which another document has already");
              }
              whole.set(one.getKey(), one.getValue());
            });
  }

  /** References to the shared file become references within the one document. */
  private static JsonNode within(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                String text = member.getValue().asText();
                if (member.getKey().equals("$ref") && text.startsWith(SHARED)) {
                  member.setValue(TextNode.valueOf(text.substring(SHARED.length())));
                } else {
                  within(member.getValue());
                }
              });
    } else if (node instanceof ArrayNode array) {
      array.forEach(ApiDocument::within);
    }
    return node;
  }

  private static ObjectNode read(String file) {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/META-INF/openapi/" + file)) {
      if (in == null) {
        throw new IllegalStateException("META-INF/openapi/" + file + " is not on the class path");
      }
      return (ObjectNode) new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
