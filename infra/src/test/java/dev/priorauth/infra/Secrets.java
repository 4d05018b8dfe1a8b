package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with the secrets of a template; empty lists where nothing is. */
final class Secrets {
  /** Each secret, with the places that are told it: functions, by the variable that has it. */
  private static final Map<String, Set<String>> TOLD =
      Map.of(
          "WebhookKey",
          Set.of("AuthorizationsFunction.WEBHOOK_KEY", "DeliveryFunction.WEBHOOK_KEY"),
          "OriginKey",
          Set.of(
              "Page",
              "RequirementsFunction.ORIGIN_KEY",
              "DateWindowsFunction.ORIGIN_KEY",
              "AuthorizationsFunction.ORIGIN_KEY",
              "StatusFunction.ORIGIN_KEY",
              "ReportsFunction.ORIGIN_KEY"));

  /** What offices have been given was made of them. */
  private static final Set<String> OUTLIVING_THE_STACK = Set.of("WebhookKey");

  /** How a secret of the template is referred to: CloudFormation puts its value there. */
  private static final Pattern VALUE =
      Pattern.compile("\\{\\{resolve:secretsmanager:\\$\\{(\\w+)}}}");

  /** What stands for something that is not written where it stands. */
  private static final Set<String> REFERENCES =
      Set.of("Ref", "Condition", "Fn::GetAtt", "Fn::FindInMap");

  /** What may be written down: switches, addresses without a user, the rest of one, an option. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "|true|false|regional|https?://[a-z.]+(:\\d+)?|(/[a-z.-]+)+"
              + "|--add-opens=java\\.base/java\\.lang=ALL-UNNAMED");

  private final Template template;
  private final List<String> findings = new ArrayList<>();

  private Secrets(Template template) {
    this.template = template;
  }

  /**
   * Secrets that others are told than those who need them, that a role may read, or whose value is
   * not Secrets Manager's own.
   */
  static List<String> reach(Template template) {
    Secrets of = new Secrets(template);
    Set<String> there = template.resources("AWS::SecretsManager::Secret").keySet();
    of.same(TOLD.keySet(), there, "The template, of secrets,");
    TOLD.forEach((secret, places) -> of.same(places, of.told(secret), secret + " is told:"));
    template
        .resources("AWS::SecretsManager::Secret")
        .forEach(
            (name, secret) -> {
              if (OUTLIVING_THE_STACK.contains(name)
                  && !"RetainExceptOnCreate".equals(secret.get("DeletionPolicy"))) {
                of.findings.add(name + " goes with the stack");
              }
              if (!Template.properties(secret).containsKey("GenerateSecretString")) {
                of.findings.add(name + " is not made by Secrets Manager");
              }
            });
    Yaml.within(template.root())
        .filter(value -> value instanceof String text && text.contains("{{resolve:"))
        .filter(text -> !there.contains(referredTo(text)))
        .forEach(text -> of.findings.add("This is no secret of the template: " + text));
    Yaml.within(template.root())
        .filter(statement -> at(statement, "Effect").equals("Allow"))
        .filter(Secrets::readsSecrets)
        .forEach(statement -> of.findings.add("This may read secrets: " + map(statement)));
    return of.findings;
  }

  /** Where a secret is named, other than by what waits for it. */
  private Set<String> told(String secret) {
    Set<String> told = new TreeSet<>();
    for (String section : List.of("Globals", "Outputs")) {
      if (names(template.root().get(section), secret)) {
        told.add(section);
      }
    }
    map(template.root().get("Resources"))
        .forEach(
            (name, resource) -> {
              Map<String, Object> rest = new HashMap<>(map(at(resource, "Properties")));
              map(at(rest.remove("Environment"), "Variables"))
                  .forEach(
                      (variable, value) -> {
                        if (Yaml.within(value).anyMatch(text -> secret.equals(referredTo(text)))) {
                          told.add(name + "." + variable);
                        } else if (names(value, secret)) {
                          told.add(name + "." + variable + ", by its name only");
                        }
                      });
              if (names(rest, secret)) {
                told.add(name);
              }
            });
    return told;
  }

  private static boolean names(Object value, String secret) {
    Pattern name = Pattern.compile("(?s)(.*\\$\\{)?" + secret + "([.}].*)?");
    return Yaml.within(value)
        .anyMatch(one -> one instanceof String text && name.matcher(text).matches());
  }

  /** The secret whose value stands here; nothing where it is something else. */
  private static String referredTo(Object value) {
    Matcher reference = VALUE.matcher(value.toString());
    return reference.matches() ? reference.group(1) : "";
  }

  private static boolean readsSecrets(Object statement) {
    return map(statement).containsKey("NotAction")
        || Yaml.texts(at(statement, "Action")).stream()
            .anyMatch(action -> action.equals("*") || action.startsWith("secretsmanager:"));
  }

  private void same(Set<String> expected, Set<String> found, String otherwise) {
    Findings.difference(expected, found).forEach(one -> findings.add(otherwise + " not " + one));
    Findings.difference(found, expected).forEach(one -> findings.add(otherwise + " also " + one));
  }

  /**
   * Values of parameters and of environments that are written in the template and could be a
   * secret: all that do not have the form of something harmless.
   */
  static List<String> writtenDown(Template template) {
    Secrets of = new Secrets(template);
    map(template.root().get("Parameters"))
        .forEach(
            (name, parameter) -> {
              if (map(parameter).containsKey("NoEcho")) {
                of.findings.add(name + " is a secret that is handed around");
              }
              String value = map(parameter).getOrDefault("Default", "").toString();
              if (!list(at(parameter, "AllowedValues")).contains(value)) {
                of.harmless(name, value);
              }
            });
    of.environment("Globals", template.globals());
    Stream.of("AWS::Serverless::Function", "AWS::Lambda::Function")
        .flatMap(type -> template.resources(type).entrySet().stream())
        .forEach(one -> of.environment(one.getKey(), Template.properties(one.getValue())));
    return of.findings;
  }

  private void environment(String name, Map<String, Object> function) {
    map(at(function, "Environment", "Variables"))
        .forEach(
            (variable, value) ->
                written(value).forEach(text -> harmless(name + "." + variable, text)));
  }

  private void harmless(String name, String value) {
    if (!HARMLESS.matcher(value).matches()) {
      findings.add(name + " could be a secret that is written down: " + value);
    }
  }

  /** The texts in a value that stand for themselves. */
  private static Stream<String> written(Object value) {
    Map<String, Object> members = map(value);
    if (REFERENCES.containsAll(members.keySet()) && !members.isEmpty()) {
      return Stream.of();
    }
    if (members.containsKey("Fn::If")) {
      return list(members.get("Fn::If")).stream().skip(1).flatMap(Secrets::written);
    }
    if (!members.isEmpty()) {
      return members.values().stream().flatMap(Secrets::written);
    }
    if (value instanceof List<?> items) {
      return items.stream().flatMap(Secrets::written);
    }
    return referredTo(value).isEmpty()
        ? Stream.of(value.toString().replaceAll("\\$\\{[\\w.:]+}", ""))
        : Stream.of();
  }
}
