package dev.priorauth.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods each address has: a refusal of another one must name them. */
@Provider
public final class AllowedMethods implements DynamicFeature {
  private static final Map<String, Set<String>> METHODS = new ConcurrentHashMap<>();

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    String path =
        Stream.of(
                Optional.ofNullable(resource.getResourceClass().getAnnotation(Path.class)),
                Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class)))
            .flatMap(Optional::stream)
            .map(Path::value)
            .collect(Collectors.joining("/", "/", ""))
            .replaceAll("/+", "/");
    for (Annotation annotation : resource.getResourceMethod().getAnnotations()) {
      HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (method != null) {
        METHODS.computeIfAbsent(path, _ -> ConcurrentHashMap.newKeySet()).add(method.value());
      }
    }
  }

  /** The methods of all addresses that this path may be, for the header {@code Allow}. */
  static String of(String path) {
    Set<String> methods = new TreeSet<>();
    METHODS.forEach(
        (template, allowed) -> {
          if (path.matches(regex(template))) {
            methods.addAll(allowed);
          }
        });
    return String.join(", ", methods);
  }

  private static String regex(String template) {
    return Arrays.stream(template.split("/"))
        .map(part -> part.startsWith("{") ? "[^/]+" : java.util.regex.Pattern.quote(part))
        .collect(Collectors.joining("/", "", "/?"));
  }
}
