package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that every name means something: ids and paths, facts and values, contacts, overridden
 * rules, versions.
 */
final class ReferenceCheck {
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Set<String> contacts = new HashSet<>();
  private final Set<String> administrators = new HashSet<>();
  private final Set<String> topics = new HashSet<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  static List<Finding> run(RuleSources sources, Map<String, ProgrammeFile> programmes) {
    ReferenceCheck check = new ReferenceCheck();
    check.collect(sources, programmes);
    programmes.forEach(check::programme);
    check.directory(sources);
    return check.findings;
  }

  private void collect(RuleSources sources, Map<String, ProgrammeFile> programmes) {
    for (JsonNode fact : sources.json("vocabulary.json").path("facts")) {
      values.put(fact.path("fact").asText(), texts(fact.path("values"), "value"));
    }
    values.put(Fact.SERVICE.key(), texts(sources.json("services.json").path("services"), "id"));
    JsonNode directory = sources.json("directory.json");
    administrators.addAll(texts(directory.path("administrators"), "id"));
    topics.addAll(texts(directory.path("topics"), "id"));
    for (JsonNode contact : directory.path("contacts")) {
      if (!contacts.add(contact.path("id").asText())) {
        findings.add(
            new Finding(
                "directory.json",
                "$.contacts",
                "the id " + contact.path("id").asText() + " stands twice; rename one"));
      }
    }
    programmes.forEach(
        (file, programme) -> {
          for (Rule rule : programme.rules()) {
            String first = ids.putIfAbsent(rule.id(), file);
            if (first != null) {
              findings.add(
                  new Finding(
                      file, rule.id(), "this id stands in " + first + " too; rename one of them"));
            }
          }
        });
  }

  private static Set<String> texts(JsonNode array, String member) {
    Set<String> texts = new HashSet<>();
    array.forEach(element -> texts.add(element.path(member).asText()));
    return texts;
  }

  private void programme(String file, ProgrammeFile programme) {
    String expected = programme.owner() + "/" + programme.programme() + ".json";
    if (!file.equals(expected)) {
      findings.add(
          new Finding(
              file,
              "$.programme",
              "owner and programme make " + expected + "; move the file or mend them"));
    }
    String prefix = programme.owner() + "." + programme.programme() + ".";
    for (Rule rule : programme.rules()) {
      if (!rule.id().startsWith(prefix)) {
        findings.add(
            new Finding(
                file, rule.id(), "the id does not begin with its path; call it " + prefix + "…"));
      }
      for (String overridden : rule.overrides()) {
        if (!ids.containsKey(overridden) || overridden.equals(rule.id())) {
          findings.add(
              new Finding(
                  file,
                  rule.id() + ".overrides",
                  "there is no other rule " + overridden + "; correct or remove it"));
        }
      }
      versions(file, rule);
      rule.versions().forEach(version -> version(file, version));
    }
    programme.covers().forEach(box -> box(file, "$.covers", box));
  }

  /** On each pair of dates at most one version of a rule speaks. */
  private void versions(String file, Rule rule) {
    for (int i = 0; i < rule.versions().size(); i++) {
      for (int j = i + 1; j < rule.versions().size(); j++) {
        Rule.Version one = rule.versions().get(i);
        Rule.Version other = rule.versions().get(j);
        if (one.version().equals(other.version())
            || one.known().meets(other.known()) && one.inForce().meets(other.inForce())) {
          findings.add(
              new Finding(
                  file,
                  rule.id(),
                  "the versions "
                      + one.version()
                      + " and "
                      + other.version()
                      + " speak about the same dates; end \"known\" or \"inForce\" of the first where the second begins"));
        }
      }
    }
  }

  private void version(String file, Rule.Version version) {
    box(file, version.name() + ".when", version.when());
    if (!version.when().conditions().containsKey(Fact.SERVICE)) {
      findings.add(
          new Finding(
              file,
              version.name() + ".when",
              "no service is named here or in the file's scope; name it"));
    }
    if (version.when().conditions().containsKey(Fact.SETTING)
        && version.when().conditions().containsKey(Fact.ADMISSION_FROM)) {
      findings.add(
          new Finding(
              file,
              version.name() + ".when",
              "a setting says where an admission comes from; ask for setting or for admissionFrom, not for both"));
    }
    version
        .then()
        .channels()
        .forEach(contact -> known(file, version.name() + ".then.channels", contact, contacts));
    version
        .then()
        .verdict()
        .ifPresent(
            verdict ->
                known(
                    file,
                    version.name() + ".then.administrator",
                    verdict.administrator(),
                    administrators));
  }

  private void box(String file, String path, Box box) {
    box.conditions()
        .forEach(
            (fact, allowed) -> {
              if (allowed instanceof Allowed.AnyOf(Set<String> named)) {
                named.forEach(
                    value -> known(file, path + "." + fact.key(), value, values.get(fact.key())));
              }
            });
  }

  private void known(String file, String path, String name, Collection<String> names) {
    if (!names.contains(name)) {
      findings.add(
          new Finding(file, path, "nothing is called " + name + "; correct the name or add it"));
    }
  }

  private void directory(RuleSources sources) {
    for (JsonNode contact : sources.json("directory.json").path("contacts")) {
      String path = contact.path("id").asText();
      known(
          "directory.json",
          path + ".administrator",
          contact.path("administrator").asText(),
          administrators);
      contact
          .path("topics")
          .forEach(topic -> known("directory.json", path + ".topics", topic.asText(), topics));
      contact
          .path("services")
          .forEach(
              service ->
                  known(
                      "directory.json",
                      path + ".services",
                      service.asText(),
                      values.get("service")));
      contact
          .path("products")
          .forEach(
              product ->
                  known(
                      "directory.json",
                      path + ".products",
                      product.asText(),
                      values.get("product")));
    }
    for (JsonNode notice : sources.json("notices.json").path("notices")) {
      String path = notice.path("id").asText();
      known(
          "notices.json",
          path + ".administrator",
          notice.path("administrator").asText(),
          administrators);
      notice
          .path("fallback")
          .forEach(
              contact -> known("notices.json", path + ".fallback", contact.asText(), contacts));
    }
    for (JsonNode program : sources.json("programs.json").path("programs")) {
      String path = program.path("id").asText();
      program
          .path("contacts")
          .forEach(
              contact -> known("programs.json", path + ".contacts", contact.asText(), contacts));
    }
    sources
        .named("codes")
        .forEach(
            (file, list) ->
                list.path("codes")
                    .forEach(
                        code ->
                            known(
                                file,
                                code.path("code").asText(),
                                code.path("service").asText(),
                                values.get("service"))));
    for (JsonNode payer : sources.json("vocabulary.json").path("payers")) {
      known(
          "vocabulary.json",
          payer.path("id").asText() + ".contact",
          payer.path("contact").asText(),
          contacts);
    }
  }
}
