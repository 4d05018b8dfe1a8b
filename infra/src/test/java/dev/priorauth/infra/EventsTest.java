package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.infra.Template.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sample events for {@code sam local invoke}: each function has some, and each is one that API
 * Gateway would send to it. The packaged functions' own tests answer them.
 */
class EventsTest {
  private static final Template TEMPLATE = Template.of(Template.text());

  private static List<Path> events(Function function) {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(function.module() + "-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSentTo(Function function, Map<String, Object> event) {
    Object http = at(event, "requestContext", "http");
    return Template.routes(function).stream()
        .anyMatch(
            route ->
                route.text().equals(event.get("routeKey"))
                    && route.method().equals(at(http, "method"))
                    && event.get("rawPath").equals(at(http, "path"))
                    && event.get("rawPath").toString().matches(regex(route.path())));
  }

  private static String regex(String path) {
    return Arrays.stream(path.split("/"))
        .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
        .collect(Collectors.joining("/"));
  }

  @Test
  void everyFunction_hasSampleEvents_ofItsOwnRoutes() throws IOException {
    for (Function function : TEMPLATE.functions()) {
      assertThat(events(function)).as(function.name()).isNotEmpty();
      List<Function> samePackage =
          TEMPLATE.functions().stream()
              .filter(other -> other.module().equals(function.module()))
              .toList();
      if (Template.routes(function).isEmpty()) {
        continue;
      }
      for (Path file : events(function)) {
        Map<String, Object> event = Yaml.read(Files.readString(file));
        assertThat(event).as(file.toString()).containsEntry("version", "2.0");
        assertThat(samePackage)
            .as(file.toString())
            .filteredOn(one -> isSentTo(one, event))
            .hasSize(1);
      }
    }
  }

  @Test
  void event_isNotOfAnotherFunctionsRoutes() throws IOException {
    Function first = TEMPLATE.functions().getFirst();
    Function other = TEMPLATE.functions().get(1);

    assertThat(isSentTo(other, Yaml.read(Files.readString(events(first).getFirst())))).isFalse();
  }
}
