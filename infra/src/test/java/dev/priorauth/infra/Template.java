package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;
import static dev.priorauth.infra.Yaml.texts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code template.yaml} says. */
final class Template {
  private static final String PROPERTIES = "Properties";
  private static final Pattern CODE = Pattern.compile("\\.\\./functions/([a-z-]+)/target/.*");
  private static final Pattern ARN = Pattern.compile("\\$\\{(\\w+)\\.Arn}(?:/index)?(/.+)?");

  private final Map<String, Object> root;

  private Template(Map<String, Object> root) {
    this.root = root;
  }

  static Template of(String text) {
    return new Template(Yaml.read(text));
  }

  static String text() {
    try {
      return Files.readString(Path.of("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> root() {
    return root;
  }

  /** Resources of a type, by their logical names. */
  Map<String, Map<String, Object>> resources(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    map(root.get("Resources"))
        .forEach(
            (name, resource) -> {
              if (type.equals(at(resource, "Type"))) {
                found.put(name, map(resource));
              }
            });
    return found;
  }

  static Map<String, Object> properties(Map<String, Object> resource) {
    return map(resource.get(PROPERTIES));
  }

  /** What a template says of all functions. */
  Map<String, Object> globals() {
    return map(at(root, "Globals", "Function"));
  }

  /**
   * A function of ours.
   *
   * @param module the folder in {@code functions} whose code it has
   */
  record Function(String name, String module, Map<String, Object> properties) {}

  List<Function> functions() {
    return resources("AWS::Serverless::Function").entrySet().stream()
        .map(
            one -> {
              Map<String, Object> properties = properties(one.getValue());
              Matcher code = CODE.matcher(at(properties, "CodeUri").toString());
              if (!code.matches()) {
                throw new IllegalStateException(one.getKey() + " has no CodeUri of a module");
              }
              return new Function(one.getKey(), code.group(1), properties);
            })
        .toList();
  }

  /**
   * A route of the API.
   *
   * @param open whether it needs no token
   */
  record Route(String method, String path, boolean open) {
    String text() {
      return method + " " + path;
    }
  }

  static List<Route> routes(Function function) {
    return map(function.properties().get("Events")).values().stream()
        .filter(event -> at(event, "Type").equals("HttpApi"))
        .map(event -> map(at(event, PROPERTIES)))
        .map(
            event ->
                new Route(
                    event.get("Method").toString(),
                    event.get("Path").toString(),
                    at(event, "Auth", "Authorizer").equals("NONE")))
        .toList();
  }

  /** The statements of a function's role; what SAM adds by itself is not among them. */
  static List<Map<String, Object>> statements(Function function) {
    return list(function.properties().get("Policies")).stream()
        .flatMap(policy -> list(at(policy, "Statement")).stream())
        .map(Yaml::map)
        .toList();
  }

  /** Policies that are only named: nobody sees here what they allow. */
  static List<Object> namedPolicies(Function function) {
    return list(function.properties().get("Policies")).stream()
        .filter(policy -> !map(policy).containsKey("Statement"))
        .toList();
  }

  /** Services that store nothing: rights on them are no queries. */
  private static final Set<String> NO_STORES = Set.of("kms", "events", "sqs", "ses");

  /** What a function's role allows with services that store nothing, but for keys. */
  static Set<String> actions(Function function) {
    Set<String> actions = new TreeSet<>();
    for (Map<String, Object> statement : statements(function)) {
      texts(statement.get("Action")).stream()
          .filter(action -> NO_STORES.contains(action.split(":")[0]))
          .filter(action -> !action.startsWith("kms:"))
          .forEach(actions::add);
    }
    return actions;
  }

  /** The rights of a function's role on what is stored. */
  Set<Right> rights(Function function) {
    Set<Right> rights = new TreeSet<>();
    for (Map<String, Object> statement : statements(function)) {
      for (String action : texts(statement.get("Action"))) {
        if (NO_STORES.contains(action.split(":")[0])) {
          continue;
        }
        for (Object resource : list(statement.get("Resource"))) {
          boolean keysAlone = isOfKeysAlone(statement, resource(resource));
          for (String key : keys(statement)) {
            rights.add(new Right(action, resource(resource), key, keysAlone));
          }
        }
      }
    }
    return rights;
  }

  /** The attributes that a statement ends with; none where it is for all that items have. */
  static Set<String> attributes(Map<String, Object> statement) {
    return new TreeSet<>(
        texts(at(statement, "Condition", "ForAllValues:StringEquals", "dynamodb:Attributes")));
  }

  /**
   * Whether who asks for more than the keys of items is refused. A condition on attributes holds
   * where a request names none, which asks for all: so it must be asked for some.
   */
  private boolean isOfKeysAlone(Map<String, Object> statement, String resource) {
    return !attributes(statement).isEmpty()
        && keyAttributes(resource).containsAll(attributes(statement))
        && at(statement, "Condition", "StringEquals", "dynamodb:Select")
            .equals("SPECIFIC_ATTRIBUTES");
  }

  /** The attributes that are keys of a table and, where the name has one, of its index. */
  Set<String> keyAttributes(String resource) {
    String[] names = resource.split("/");
    Map<String, Object> table =
        properties(resources("AWS::DynamoDB::Table").getOrDefault(names[0], Map.of()));
    return Stream.concat(
            list(table.get("KeySchema")).stream(),
            list(table.get("GlobalSecondaryIndexes")).stream()
                .filter(index -> names.length > 1 && at(index, "IndexName").equals(names[1]))
                .flatMap(index -> list(at(index, "KeySchema")).stream()))
        .map(key -> at(key, "AttributeName").toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> keys(Map<String, Object> statement) {
    List<String> keys =
        map(statement.get("Condition")).values().stream()
            .flatMap(condition -> texts(at(condition, "dynamodb:LeadingKeys")).stream())
            .toList();
    return keys.isEmpty() ? List.of("*") : keys;
  }

  /** The logical name that an ARN stands for, with its index; an asterisk for all. */
  static String resource(Object arn) {
    String attribute = at(arn, "Fn::GetAtt").toString();
    if (attribute.endsWith(".Arn")) {
      return attribute.substring(0, attribute.length() - ".Arn".length());
    }
    Matcher built = ARN.matcher(at(arn, "Fn::Sub").toString());
    if (built.matches()) {
      return built.group(1) + (built.group(2) == null ? "" : built.group(2));
    }
    return "*";
  }

  /** Alarms that watch something. */
  Stream<Map<String, Object>> alarms() {
    return resources("AWS::CloudWatch::Alarm").values().stream().map(Template::properties);
  }

  /** The alarm on a function's metric. */
  boolean watches(String function, String metric) {
    return alarms()
        .anyMatch(
            alarm ->
                at(alarm, "MetricName").equals(metric)
                    && list(alarm.get("Dimensions")).stream()
                        .anyMatch(
                            dimension ->
                                at(dimension, "Name").equals("FunctionName")
                                    && at(dimension, "Value", "Ref").equals(function)));
  }

  /** The log group that a function writes to. */
  Optional<Map<String, Object>> logs(Map<String, Object> function) {
    return Optional.ofNullable(
            resources("AWS::Logs::LogGroup")
                .get(at(function, "LoggingConfig", "LogGroup", "Ref").toString()))
        .map(Template::properties);
  }
}
