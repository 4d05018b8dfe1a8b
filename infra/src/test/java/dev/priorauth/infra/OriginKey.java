package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;

import dev.priorauth.infra.Template.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key that the page shows to the API, by which functions know what came through it: there
 * requests are counted.
 */
final class OriginKey {
  /** What the code asks for: both are in {@code functions/http}. */
  static final String HEADER = "X-Origin-Key";

  static final String VARIABLE = "ORIGIN_KEY";

  private final Template template;
  private final List<String> findings = new ArrayList<>();

  private OriginKey(Template template) {
    this.template = template;
  }

  /** Ways past the page; empty where there are none. Who is told the key, {@link Secrets} says. */
  static List<String> findings(Template template) {
    OriginKey of = new OriginKey(template);
    Optional<String> secret = of.generated();
    if (secret.isEmpty()) {
      return List.of("There is no secret for the page to show that was made for it");
    }
    of.isShownToTheApiAlone(secret.get());
    of.isAskedForWhereRequestsAreAnswered(secret.get());
    return of.findings;
  }

  /** The secret that the page shows, whatever it is called: it is changed by another name. */
  private Optional<String> generated() {
    return template.resources("AWS::SecretsManager::Secret").entrySet().stream()
        .filter(one -> Template.properties(one.getValue()).containsKey("GenerateSecretString"))
        .map(Map.Entry::getKey)
        .filter(name -> Yaml.within(template.root()).anyMatch(header(name)::equals))
        .findFirst();
  }

  private void isShownToTheApiAlone(String secret) {
    for (var page : template.resources("AWS::CloudFront::Distribution").values()) {
      for (Object origin : list(at(Template.properties(page), "DistributionConfig", "Origins"))) {
        boolean isApi =
            at(origin, "DomainName", "Fn::Sub").toString().startsWith("${Api}.execute-api.");
        if (isApi != list(at(origin, "OriginCustomHeaders")).contains(header(secret))) {
          findings.add(
              "The page shows " + (isApi ? "no key to " : "its key to ") + at(origin, "Id"));
        }
      }
    }
  }

  private static Map<String, Object> header(String secret) {
    return Map.of("HeaderName", HEADER, "HeaderValue", value(secret));
  }

  private static Map<String, Object> value(String secret) {
    return Map.of("Fn::Sub", "{{resolve:secretsmanager:${" + secret + "}}}");
  }

  private void isAskedForWhereRequestsAreAnswered(String secret) {
    // With sam local there is no CloudFront, and nobody who resolves references.
    Object unlessLocal =
        Map.of("Fn::If", List.of("OtherEngine", Map.of("Ref", "AWS::NoValue"), value(secret)));
    for (Function function : template.functions()) {
      Object asked = at(function.properties(), "Environment", "Variables", VARIABLE);
      if (!Template.routes(function).isEmpty() && !asked.equals(unlessLocal)) {
        findings.add(function.name() + " asks for no key");
      }
    }
  }
}
