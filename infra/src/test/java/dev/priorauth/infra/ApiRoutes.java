package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The routes that a module documents, and those that its classes have. */
final class ApiRoutes {
  private static final String JAX_RS = "Ljakarta/ws/rs/";
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private ApiRoutes() {}

  /** The operations of a module's OpenAPI documents; empty where it has no document. */
  static Set<String> documented(String module) {
    return documented(module, _ -> true);
  }

  /** Those that are documented to need a token. */
  static Set<String> documentedWithToken(String module) {
    return documented(module, operation -> !list(operation.get("security")).isEmpty());
  }

  private static Set<String> documented(String module, Predicate<Map<String, Object>> which) {
    Set<String> routes = new TreeSet<>();
    Path folder =
        Path.of("..", "functions", module, "src", "main", "resources", "META-INF", "openapi");
    if (!Files.isDirectory(folder)) {
      return routes;
    }
    try (Stream<Path> documents = Files.list(folder)) {
      for (Path document : documents.toList()) {
        map(at(Yaml.read(Files.readString(document)), "paths"))
            .forEach(
                (path, operations) ->
                    map(operations)
                        .forEach(
                            (method, operation) -> {
                              if (which.test(map(operation))) {
                                routes.add(method.toUpperCase(Locale.ROOT) + " " + path);
                              }
                            }));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes;
  }

  /** The routes of a module's resource classes, each with the method that answers it. */
  static Map<String, Code.Method> coded(String module) {
    Map<String, Code.Method> routes = new TreeMap<>();
    for (ClassModel type : Code.classFiles(module).toList()) {
      for (MethodModel method : type.methods()) {
        annotations(method).stream()
            .map(ApiRoutes::name)
            .filter(METHODS::contains)
            .forEach(verb -> routes.put(verb + " " + path(type, method), Code.Method.of(method)));
      }
    }
    return routes;
  }

  private static String path(ClassModel type, MethodModel method) {
    return ("/" + path(type) + "/" + path(method)).replaceAll("/+", "/").replaceAll("/$", "");
  }

  private static String path(AttributedElement element) {
    return annotations(element).stream()
        .filter(annotation -> name(annotation).equals("Path"))
        .flatMap(annotation -> annotation.elements().stream())
        .map(argument -> ((AnnotationValue.OfString) argument.value()).stringValue())
        .findFirst()
        .orElse("");
  }

  private static String name(Annotation annotation) {
    String type = annotation.className().stringValue();
    return type.startsWith(JAX_RS) ? type.substring(JAX_RS.length(), type.length() - 1) : "";
  }

  private static List<Annotation> annotations(AttributedElement element) {
    return element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(found -> found.annotations())
        .orElse(List.of());
  }
}
