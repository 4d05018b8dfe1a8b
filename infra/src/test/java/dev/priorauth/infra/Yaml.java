package dev.priorauth.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML, and what is within it. */
final class Yaml {
  private Yaml() {}

  /**
   * Reads a document; CloudFormation's short forms become the long ones: {@code !Ref x} is {@code
   * {Ref: x}}, {@code !GetAtt x.y} is {@code {Fn::GetAtt: x.y}}.
   */
  static Map<String, Object> read(String text) {
    return map(new org.yaml.snakeyaml.Yaml(new LongForms()).load(text));
  }

  /** What is at a path of member names; an empty map where there is nothing. */
  static Object at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = map(found).getOrDefault(name, Map.of());
    }
    return found;
  }

  /** The members of a map; none of anything else. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  /** The items of a list; one thing is a list of it. */
  static List<Object> list(Object value) {
    if (value == null || Map.of().equals(value)) {
      return List.of();
    }
    return value instanceof List<?> items ? new ArrayList<>(items) : List.of(value);
  }

  static List<String> texts(Object value) {
    return list(value).stream().map(Object::toString).toList();
  }

  /** The value with everything that is within it. */
  static Stream<Object> within(Object value) {
    Stream<?> inner =
        switch (value) {
          case Map<?, ?> members -> members.values().stream();
          case List<?> items -> items.stream();
          case null, default -> Stream.of();
        };
    return Stream.concat(Stream.ofNullable(value), inner.flatMap(Yaml::within));
  }

  private static final class LongForms extends SafeConstructor {

    LongForms() {
      super(options());
    }

    private static LoaderOptions options() {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return options;
    }

    @Override
    protected Object constructObject(Node node) {
      String tag = node.getTag().getValue();
      if (!tag.startsWith("!")) {
        return super.constructObject(node);
      }
      node.setTag(
          switch (node) {
            case MappingNode _ -> Tag.MAP;
            case SequenceNode _ -> Tag.SEQ;
            case ScalarNode _ -> Tag.STR;
            default -> throw new IllegalStateException("Unexpected YAML node " + node);
          });
      String name = tag.substring(1);
      boolean plain = name.equals("Ref") || name.equals("Condition");
      return Map.of(plain ? name : "Fn::" + name, constructDocument(node));
    }
  }
}
