package dev.priorauth.rulebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of the sound rules of a fictional payer, which a test spoils in one place.
 *
 * <p>Places in a file are JSON pointers; values are JSON, with single quotes for ease of reading.
 */
final class Fixture {
  static final Path SOUND = Path.of("src/test/resources/fixtures/sound");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private final Path folder;

  /** Copies the sound rules, with the schemas of the real ones, into an empty folder. */
  Fixture(Path folder) {
    this.folder = folder;
    copy(SOUND, folder);
    copy(RealRules.FOLDER.resolve("schema"), folder.resolve("schema"));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.write(folder.resolve(file), text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void move(String from, String to) {
    write(to, read(from));
    delete(from);
  }

  void replace(String file, String text, String other) {
    String before = read(file);
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + " does not have " + text);
    }
    write(file, before.replaceFirst(java.util.regex.Pattern.quote(text), other));
  }

  JsonNode get(String file, String pointer) {
    return tree(file).at(pointer);
  }

  /** Sets a member of an object or an element of an array; {@code -} adds an element. */
  void set(String file, String pointer, String json) {
    set(file, pointer, json(json));
  }

  void set(String file, String pointer, JsonNode value) {
    JsonNode tree = tree(file);
    JsonPointer place = JsonPointer.compile(pointer);
    String name = place.last().getMatchingProperty();
    switch (tree.at(place.head())) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array when name.equals("-") -> array.add(value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      default -> throw new IllegalArgumentException(file + " does not have " + place.head());
    }
    write(file, tree.toPrettyString());
  }

  void remove(String file, String pointer) {
    JsonNode tree = tree(file);
    JsonPointer place = JsonPointer.compile(pointer);
    String name = place.last().getMatchingProperty();
    switch (tree.at(place.head())) {
      case ObjectNode object -> object.remove(name);
      case ArrayNode array -> array.remove(Integer.parseInt(name));
      default -> throw new IllegalArgumentException(file + " does not have " + place.head());
    }
    write(file, tree.toPrettyString());
  }

  static JsonNode json(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode tree(String file) {
    return json(read(file));
  }

  CheckedRules check() {
    return RuleFolder.check(folder);
  }
}
