package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.infra.Template.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample events for {@code sam local invoke}: each function has some, of all that starts it,
 * and each is one that would be sent to it. The packaged functions' own tests answer them.
 */
class EventsTest {
  private static final Template TEMPLATE = Template.of(Template.text());

  static Stream<Function> functions() {
    return TEMPLATE.functions().stream();
  }

  /** By what follows the function in their names. */
  private static Map<String, Map<String, Object>> samples(Function function) {
    String prefix = words(function.name().replaceFirst("Function$", "")) + "-";
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      Map<String, Map<String, Object>> samples = new LinkedHashMap<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        if (name.startsWith(prefix)) {
          samples.put(name.substring(prefix.length()), Yaml.read(Files.readString(file)));
        }
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code DateWindows} as {@code date-windows}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What starts a function in the template, but for its routes. */
  private static List<Map<String, Object>> sources(Function function) {
    return map(function.properties().get("Events")).values().stream()
        .map(Yaml::map)
        .filter(source -> !source.get("Type").equals("HttpApi"))
        .toList();
  }

  private static boolean isSentTo(Function function, Map<String, Object> event) {
    return isOfARoute(function, event)
        || sources(function).stream().anyMatch(source -> isOf(source, event));
  }

  private static boolean isOfARoute(Function function, Map<String, Object> event) {
    Object http = at(event, "requestContext", "http");
    return "2.0".equals(event.get("version"))
        && Template.routes(function).stream()
            .anyMatch(
                route ->
                    route.text().equals(event.get("routeKey"))
                        && route.method().equals(at(http, "method"))
                        && event.get("rawPath").equals(at(http, "path"))
                        && event.get("rawPath").toString().matches(regex(route.path())));
  }

  private static boolean isOf(Map<String, Object> source, Map<String, Object> event) {
    Object properties = source.get("Properties");
    return switch (source.get("Type").toString()) {
      case "ScheduleV2" ->
          Yaml.read(at(properties, "Input").toString()).keySet().equals(event.keySet());
      case "DynamoDB" -> isFrom("aws:dynamodb", "table/authorizations/", event);
      // WebhooksQueue is what ends with "webhooks.fifo", MailQueue what ends with "mails".
      case "SQS" ->
          isFrom(
              "aws:sqs",
              at(properties, "Queue").toString().contains("WebhooksQueue")
                  ? "webhooks.fifo"
                  : "mails",
              event);
      default -> throw new IllegalStateException("no sample can be told from " + source);
    };
  }

  private static boolean isFrom(String service, String name, Map<String, Object> event) {
    List<Object> records = list(event.get("Records"));
    return !records.isEmpty()
        && records.stream()
            .allMatch(
                one ->
                    service.equals(at(one, "eventSource"))
                        && at(one, "eventSourceARN").toString().contains(":" + name));
  }

  private static String regex(String path) {
    return Arrays.stream(path.split("/"))
        .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
        .collect(Collectors.joining("/"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunction_hasSamples_ofAllThatStartsIt_andOfNothingElse(Function function) {
    Map<String, Map<String, Object>> samples = samples(function);

    assertThat(samples).isNotEmpty();
    samples.forEach((name, event) -> assertThat(isSentTo(function, event)).as(name).isTrue());
    for (Map<String, Object> source : sources(function)) {
      assertThat(samples.values()).as("%s", source).anyMatch(event -> isOf(source, event));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void sample_isSentToNoOtherFunction(Function function) {
    samples(function)
        .forEach(
            (name, event) ->
                assertThat(functions().filter(one -> isSentTo(one, event)).map(Function::name))
                    .as(name)
                    .containsExactly(function.name()));
  }

  @Test
  void everySample_isOfAFunction() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      assertThat(files.count())
          .isEqualTo(functions().mapToLong(function -> samples(function).size()).sum());
    }
  }
}
