package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a folder of rules, as JSON trees by their name relative to the folder.
 *
 * @param unreadable what could not be read
 */
record RuleSources(Path folder, SortedMap<String, JsonNode> files, List<Finding> unreadable) {

  /** The folders whose files hold rules. */
  static final List<String> OWNERS = List.of("bcbsma", "bcbsnc", "carelon");

  static RuleSources read(Path folder) {
    SortedMap<String, JsonNode> files = new TreeMap<>();
    List<Finding> unreadable = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        try {
          files.put(name, StrictJson.read(Files.readAllBytes(path)));
        } catch (DataException e) {
          unreadable.add(new Finding(name, e.path(), e.problem()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RuleSources(folder, files, unreadable);
  }

  JsonNode json(String name) {
    JsonNode file = files.get(name);
    if (file == null) {
      throw new DataException(name, "the file is missing");
    }
    return file;
  }

  /** The files of a sub-folder, in the order of their names. */
  List<JsonNode> in(String subfolder) {
    return named(subfolder).values().stream().toList();
  }

  Map<String, JsonNode> named(String subfolder) {
    return files.subMap(subfolder + "/", subfolder + "0");
  }

  /** The index of the cited documents, each with its text. */
  ArrayNode documents() {
    ArrayNode documents = StrictJson.MAPPER.createArrayNode();
    for (JsonNode entry : json("sources/index.json").path("documents")) {
      ObjectNode document = entry.deepCopy();
      document.put("text", text("sources/" + entry.path("name").asText()));
      documents.add(document);
    }
    return documents;
  }

  String text(String name) {
    try {
      return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
    } catch (IOException _) {
      throw new DataException(name, "the file is missing");
    }
  }
}
