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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a folder of rules, as JSON trees by their name relative to the folder.
 *
 * @param unreadable what is missing or could not be read
 */
record RuleSources(Path folder, SortedMap<String, JsonNode> files, List<Finding> unreadable) {

  /** The folders that hold something else than rules; each other folder is named for an owner. */
  private static final Set<String> OTHER_KINDS =
      Set.of("schema", "cases", "codes", "criteria", "sources");

  private static final List<String> NEEDED =
      List.of(
          "vocabulary.json",
          "services.json",
          "directory.json",
          "notices.json",
          "programs.json",
          "decision-clocks.json",
          "appeal-routes.json",
          "sources/index.json",
          "inventory.csv",
          "not-carried.json");

  static RuleSources read(Path folder) {
    SortedMap<String, JsonNode> files = new TreeMap<>();
    List<Finding> unreadable = new ArrayList<>();
    for (String name : NEEDED) {
      if (!Files.exists(folder.resolve(name))) {
        unreadable.add(new Finding(name, "$", "the file is missing; every folder of rules has it"));
      }
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        try {
          files.put(name, StrictJson.read(Files.readAllBytes(path), name));
        } catch (DataException e) {
          unreadable.add(e.finding());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RuleSources(folder, files, unreadable);
  }

  /** The kind of file that stands at a place: the name of its schema. */
  static String kind(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return name.substring(0, name.length() - ".json".length());
    }
    String folder = name.substring(0, slash);
    return OTHER_KINDS.contains(folder) ? folder : "rules";
  }

  /** The files of rules, in the order of their names. */
  SortedMap<String, JsonNode> programmes() {
    SortedMap<String, JsonNode> programmes = new TreeMap<>(files);
    programmes.keySet().removeIf(name -> !kind(name).equals("rules"));
    return programmes;
  }

  JsonNode json(String name) {
    return files.get(name);
  }

  Node node(String name) {
    return Node.root(json(name), name);
  }

  /** The files of a sub-folder, in the order of their names. */
  SortedMap<String, JsonNode> named(String subfolder) {
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
      throw new DataException(
          name, "$", "the file is missing; add it, or take it out of sources/index.json");
    }
  }
}
