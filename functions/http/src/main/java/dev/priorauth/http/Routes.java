package dev.priorauth.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which addresses there are, each with its methods and the function that has it. */
@Provider
public final class Routes implements DynamicFeature {
  /** The function of each method of each address. */
  private static final Map<String, Map<String, String>> ROUTES = new ConcurrentHashMap<>();

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    String template =
        Stream.of(
                Optional.ofNullable(resource.getResourceClass().getAnnotation(Path.class)),
                Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class)))
            .flatMap(Optional::stream)
            .map(Path::value)
            .collect(Collectors.joining("/", "/", ""))
            .replaceAll("/+", "/");
    String name = resource.getResourceClass().getPackageName();
    String function = name.substring(name.lastIndexOf('.') + 1);
    for (Annotation annotation : resource.getResourceMethod().getAnnotations()) {
      HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (method != null) {
        ROUTES
            .computeIfAbsent(template, _ -> new ConcurrentHashMap<>())
            .put(method.value(), function);
      }
    }
  }

  /**
   * A route without what fills it.
   *
   * @param function the package of its function; {@code none} where there is no such address
   * @param text {@code GET /v1/rules/{id}}; {@code none} where there is no such route
   */
  record Route(String function, String text) {
    private static final Route NONE = new Route("none", "none");
  }

  /** The route of a request. */
  static Route of(String method, String path) {
    return templates(path)
        .filter(template -> ROUTES.get(template).containsKey(method))
        // Written out comes before a variable: /rules/changes is no rule's id.
        .min(Comparator.comparing(template -> template.contains("{")))
        .map(template -> new Route(ROUTES.get(template).get(method), method + " " + template))
        .orElse(Route.NONE);
  }

  /** The methods of all addresses that this path may be, for the header {@code Allow}. */
  static String methods(String path) {
    return templates(path)
        .flatMap(template -> ROUTES.get(template).keySet().stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> templates(String path) {
    String absolute = "/" + path.replaceAll("^/+", "");
    return ROUTES.keySet().stream().filter(template -> absolute.matches(regex(template)));
  }

  private static String regex(String template) {
    return Arrays.stream(template.split("/"))
        .map(part -> part.startsWith("{") ? "[^/]+" : java.util.regex.Pattern.quote(part))
        .collect(Collectors.joining("/", "", "/?"));
  }
}
