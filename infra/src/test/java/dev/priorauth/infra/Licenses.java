package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;

import java.util.List;
import java.util.Set;

/** Whether a zip may be handed on, by the bill of materials of what it holds (CycloneDX, JSON). */
final class Licenses {
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          // Another name of BSD-2-Clause.
          "FreeBSD License",
          "MIT",
          "MIT-0");

  private Licenses() {}

  /** The parts that have no licence of the list. Where a part has several, one is chosen. */
  static List<String> refused(String bom) {
    return list(Yaml.read(bom).get("components")).stream()
        .filter(part -> licenses(part).stream().noneMatch(ALLOWED::contains))
        .map(part -> at(part, "group") + ":" + at(part, "name") + " has only " + licenses(part))
        .toList();
  }

  private static List<String> licenses(Object part) {
    return list(map(part).get("licenses")).stream()
        .map(
            entry -> {
              Object license = at(entry, "license");
              Object id = map(license).getOrDefault("id", map(license).get("name"));
              return id == null ? at(entry, "expression").toString() : id.toString();
            })
        .toList();
  }
}
