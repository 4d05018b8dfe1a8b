package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;

import dev.priorauth.infra.Template.Function;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** How long functions may take to answer, by their own settings and by the template. */
final class AnswerTimes {
  private static final String LIMIT = "priorauth.answer-within";

  /** For what an answer takes once nothing is waited for any more. */
  private static final Duration ROOM = Duration.ofSeconds(2);

  private AnswerTimes() {}

  /** Functions that Lambda would end while they still wait, so that API Gateway answers. */
  static List<String> findings(Template template) {
    List<String> findings = new ArrayList<>();
    for (Function function : template.functions()) {
      if (Template.routes(function).isEmpty()) {
        continue;
      }
      Object own = at(function.properties(), "Timeout");
      String seconds = (own instanceof Number ? own : template.globals().get("Timeout")).toString();
      Duration given = Duration.ofSeconds(Long.parseLong(seconds));
      if (limit(function.module()).plus(ROOM).compareTo(given) > 0) {
        findings.add(
            function.name() + " answers within " + limit(function.module()) + " of " + given);
      }
    }
    return findings;
  }

  private static Duration limit(String module) {
    Properties settings =
        read("http", Path.of("META-INF", "microprofile-config.properties"), new Properties());
    settings = read(module, Path.of("application.properties"), settings);
    return Duration.parse(settings.getProperty(LIMIT));
  }

  private static Properties read(String module, Path file, Properties otherwise) {
    Properties settings = new Properties(otherwise);
    Path resources = Path.of("..", "functions", module, "src", "main", "resources");
    try (Reader text = Files.newBufferedReader(resources.resolve(file))) {
      settings.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }
}
