package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.infra.Template.Function;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image has only the resources that it is told of; the JVM finds all of them. */
class NativeResourcesTest {
  private static final Path FUNCTIONS = Path.of("..", "functions");

  /** The files of ours in a function's zip that code may read, as names on the class path. */
  private static List<String> resources(String module) throws IOException {
    List<String> found = new ArrayList<>();
    for (String part : Code.modules(module)) {
      Path classes = FUNCTIONS.resolve(part).resolve(Path.of("target", "classes"));
      try (Stream<Path> files = Files.walk(classes)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> classes.relativize(file).toString())
            .filter(name -> name.startsWith("dev/") && !name.endsWith(".class"))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** What the function's modules name, each for itself. */
  private static Predicate<String> included(String module) throws IOException {
    List<PathMatcher> included = new ArrayList<>();
    for (String part : Code.modules(module)) {
      Path metadata =
          FUNCTIONS
              .resolve(part)
              .resolve("src/main/resources/META-INF/native-image/dev.priorauth")
              .resolve("priorauth-" + part)
              .resolve("reachability-metadata.json");
      if (Files.exists(metadata)) {
        list(at(Yaml.read(Files.readString(metadata)), "resources")).stream()
            .map(resource -> "glob:" + at(resource, "glob"))
            .map(FileSystems.getDefault()::getPathMatcher)
            .forEach(included::add);
      }
    }
    return name -> included.stream().anyMatch(glob -> glob.matches(Path.of(name)));
  }

  @Test
  void everyResource_isInTheNativeImage() throws IOException {
    for (Function function : Template.of(Template.text()).functions()) {
      assertThat(resources(function.module()))
          .as(function.name())
          .contains("dev/priorauth/rulebook/vocabulary.json")
          .allMatch(included(function.module()));
    }
  }

  @Test
  void resourceThatNobodyNamed_isNotInTheNativeImage() throws IOException {
    assertThat(included("requirements")).rejects("dev/priorauth/letters/1/letter.html");
    assertThat(included("requirements")).accepts("dev/priorauth/rulebook/vocabulary.json");
  }
}
