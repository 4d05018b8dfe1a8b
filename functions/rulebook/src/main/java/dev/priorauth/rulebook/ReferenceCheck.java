package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.ServiceRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks that every name means something: ids and paths, facts and values, payers, contacts,
 * overridden rules, versions.
 */
final class ReferenceCheck {
  private final RuleSources sources;
  private final Map<String, ProgrammeFile> programmes;
  private final Names payers;
  private final Names services;
  private final Names products;
  private final Names administrators;
  private final Names topics;
  private final Names contacts;
  private final Map<String, Names> values = new HashMap<>();

  /** The file in which each rule or reference stands, by its id. */
  private final Map<String, String> ids = new HashMap<>();

  /** The place of what each rule overrides, by the rule's id. */
  private final Map<String, Node> overrides = new TreeMap<>();

  private final List<Finding> findings = new ArrayList<>();

  /** The names that one kind of thing has in one file. */
  private record Names(String kind, String file, Set<String> all) {
    static Names of(String kind, Node file, String list, String member) {
      Set<String> all = new HashSet<>();
      file.list(list, element -> all.add(element.text(member)));
      return new Names(kind, file.file(), all);
    }
  }

  private ReferenceCheck(RuleSources sources, Map<String, ProgrammeFile> programmes) {
    this.sources = sources;
    this.programmes = programmes;
    Node vocabulary = sources.node("vocabulary.json");
    Node directory = sources.node("directory.json");
    payers = Names.of("payer", vocabulary, "payers", "id");
    services = Names.of("service", sources.node("services.json"), "services", "id");
    administrators = Names.of("administrator", directory, "administrators", "id");
    topics = Names.of("topic", directory, "topics", "id");
    contacts = Names.of("contact", directory, "contacts", "id");
    for (Node fact : vocabulary.list("facts", node -> node)) {
      String key = fact.text("fact");
      values.put(key, Names.of(key, fact, "values", "value"));
    }
    values.put(Fact.SERVICE.key(), services);
    products =
        values.getOrDefault(
            Fact.PRODUCT.key(), new Names(Fact.PRODUCT.key(), vocabulary.file(), Set.of()));
  }

  static List<Finding> run(RuleSources sources, Map<String, ProgrammeFile> programmes) {
    ReferenceCheck check = new ReferenceCheck(sources, programmes);
    programmes.forEach(check::collect);
    programmes.forEach(check::programme);
    check.cycles();
    check.directory();
    check.codes();
    check.clocks();
    check.criteria();
    check.appeals();
    check.cases();
    check.vocabulary();
    return check.findings;
  }

  private void add(Node place, String message) {
    findings.add(place.problem(message).finding());
  }

  private void known(Node name, Names names) {
    if (!names.all().contains(name.text())) {
      add(
          name,
          "there is no "
              + names.kind()
              + " "
              + name.text()
              + "; correct the name, or add it to "
              + names.file());
    }
  }

  private void allKnown(Node owner, String list, Names names) {
    owner.list(list, name -> name).forEach(name -> known(name, names));
  }

  private void collect(String file, ProgrammeFile programme) {
    Node root = sources.node(file);
    String prefix = programme.owner() + "." + programme.programme() + ".";
    for (String list : List.of("rules", "references")) {
      for (Node named : root.list(list, node -> node)) {
        Node id = named.required("id");
        if (!id.text().startsWith(prefix)) {
          add(id, "the id does not begin with its path; call it " + prefix + "…");
        }
        String first = ids.putIfAbsent(id.text(), file);
        if (first != null) {
          add(id, "this id stands in " + first + " already; rename one of them");
        }
        named.optional("overrides").ifPresent(overridden -> overrides.put(id.text(), overridden));
      }
    }
  }

  private void programme(String file, ProgrammeFile programme) {
    Node root = sources.node(file);
    String expected = programme.owner() + "/" + programme.programme() + ".json";
    if (!file.equals(expected)) {
      add(root, "owner and programme make " + expected + "; move the file or mend them");
    }
    known(root.required("owner"), administrators);
    allKnown(root, "payers", payers);
    root.optional("scope").ifPresent(this::box);
    root.list("covers", cover -> cover).forEach(this::box);
    List<Node> rules = root.required("rules").elements();
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.get(i), programme.rules().get(i));
    }
  }

  private void rule(Node node, Rule rule) {
    for (Node overridden : node.list("overrides", name -> name)) {
      boolean other = !overridden.text().equals(rule.id());
      if (!other || !ids.containsKey(overridden.text())) {
        add(overridden, "there is no other rule " + overridden.text() + "; correct or remove it");
      }
    }
    Node versions = node.required("versions");
    speakOnce(versions, rule.versions());
    for (int i = 0; i < rule.versions().size(); i++) {
      version(versions.elements().get(i), rule.versions().get(i));
    }
  }

  /** On each pair of dates at most one version of a rule speaks. */
  private void speakOnce(Node node, List<Rule.Version> versions) {
    for (int i = 0; i < versions.size(); i++) {
      for (int j = i + 1; j < versions.size(); j++) {
        Rule.Version one = versions.get(i);
        Rule.Version other = versions.get(j);
        if (one.version().equals(other.version())) {
          add(node, "two versions are called " + one.version() + "; rename one of them");
        }
        if (one.known().meets(other.known()) && one.inForce().meets(other.inForce())) {
          add(
              node,
              "the versions "
                  + one.version()
                  + " and "
                  + other.version()
                  + " speak about the same dates; end \"known\" or \"inForce\" of the first where the second begins");
        }
      }
    }
  }

  private void version(Node node, Rule.Version version) {
    Node when = node.required("when");
    box(when);
    Set<Fact> asked = version.when().conditions().keySet();
    if (!asked.contains(Fact.SERVICE)) {
      add(when, "no service is named here or in the file's scope; name it");
    }
    if (asked.contains(Fact.SETTING) && asked.contains(Fact.ADMISSION_FROM)) {
      add(
          when,
          "a setting says where an admission comes from; ask for setting or for admissionFrom, not for both");
    }
    Node then = node.required("then");
    allKnown(then, "channels", contacts);
    then.optional("administrator").ifPresent(name -> known(name, administrators));
    for (String limit : List.of("allotment", "benefitLimit")) {
      then.optional(limit).ifPresent(part -> allKnown(part, "combined", services));
    }
  }

  private void box(Node box) {
    box.members()
        .forEach(
            (fact, named) -> {
              if (!values.containsKey(fact)) {
                add(named, "vocabulary.json does not have the fact " + fact + "; add it there");
              } else if (named.json().isArray()) {
                named.elements().forEach(value -> known(value, values.get(fact)));
              }
            });
  }

  /** A circle of rules would leave none of them standing. */
  private void cycles() {
    Set<String> seen = new HashSet<>();
    overrides.keySet().forEach(rule -> follow(rule, new ArrayList<>(), seen));
  }

  private void follow(String rule, List<String> chain, Set<String> seen) {
    int begins = chain.indexOf(rule);
    if (begins >= 0) {
      add(
          overrides.get(rule),
          String.join(" overrides ", chain.subList(begins, chain.size()))
              + " overrides "
              + rule
              + ", so where they meet none of them holds; take one out");
      return;
    }
    if (!overrides.containsKey(rule) || !seen.add(rule)) {
      return;
    }
    chain.add(rule);
    overrides.get(rule).elements().stream()
        .map(Node::text)
        .filter(other -> !other.equals(rule))
        .forEach(other -> follow(other, chain, seen));
    chain.removeLast();
  }

  private void directory() {
    Set<String> seen = new HashSet<>();
    for (Node contact : sources.node("directory.json").required("contacts").elements()) {
      if (!seen.add(contact.text("id"))) {
        add(contact, "the id " + contact.text("id") + " stands twice; rename one");
      }
      allKnown(contact, "payers", payers);
      known(contact.required("administrator"), administrators);
      allKnown(contact, "topics", topics);
      allKnown(contact, "services", services);
      allKnown(contact, "products", products);
    }
    for (Node notice : sources.node("notices.json").required("notices").elements()) {
      allKnown(notice, "payers", payers);
      known(notice.required("administrator"), administrators);
      allKnown(notice, "services", services);
      allKnown(notice, "fallback", contacts);
    }
    for (Node program : sources.node("programs.json").required("programs").elements()) {
      allKnown(program, "payers", payers);
      allKnown(program, "services", services);
      allKnown(program, "contacts", contacts);
    }
  }

  private void codes() {
    for (String file : sources.named("codes").keySet()) {
      Node list = sources.node(file);
      known(list.required("payer"), payers);
      for (Node code : list.required("codes").elements()) {
        known(code.required("service"), services);
      }
    }
  }

  private void clocks() {
    Set<String> seen = new HashSet<>();
    for (Node clock : sources.node("decision-clocks.json").required("clocks").elements()) {
      if (!seen.add(clock.text("id"))) {
        add(clock, "the id " + clock.text("id") + " stands twice; rename one");
      }
      box(clock.required("when"));
    }
  }

  /** Every set is one of its own, and no two are made for the same facts. */
  private void criteria() {
    Set<String> seen = new HashSet<>();
    Map<String, Box> boxes = new TreeMap<>();
    for (String file : sources.named("criteria").keySet()) {
      Node set = sources.node(file);
      if (!seen.add(set.text("id"))) {
        add(set, "the id " + set.text("id") + " stands twice; rename one");
      }
      box(set.required("when"));
      Box when = ProgrammeReader.box(set.required("when"));
      boxes.forEach(
          (other, box) -> {
            if (meet(when, box)) {
              add(
                  set.required("when"),
                  "the set of "
                      + other
                      + " is made for some of the same facts; narrow one of them");
            }
          });
      boxes.put(file, when);
      Set<String> questions = new HashSet<>();
      for (Node question : set.required("questions").elements()) {
        if (!questions.add(question.text("id"))) {
          add(question, "the id " + question.text("id") + " stands twice; rename one");
        }
      }
    }
  }

  /** Whether some facts lie in both boxes; ranges are taken to meet. */
  private static boolean meet(Box one, Box other) {
    return one.conditions().entrySet().stream()
        .allMatch(
            condition ->
                !(condition.getValue() instanceof Allowed.AnyOf(Set<String> values))
                    || !(other.conditions().get(condition.getKey())
                        instanceof Allowed.AnyOf(Set<String> others))
                    || values.stream().anyMatch(others::contains));
  }

  private void appeals() {
    Set<String> seen = new HashSet<>();
    for (Node route : sources.node("appeal-routes.json").required("routes").elements()) {
      if (!seen.add(route.text("id"))) {
        add(route, "the id " + route.text("id") + " stands twice; rename one");
      }
      allKnown(route, "payers", payers);
      allKnown(route, "administrators", administrators);
      allKnown(route, "services", services);
      allKnown(route, "contacts", contacts);
    }
  }

  private void cases() {
    for (String file : sources.named("cases").keySet()) {
      String rules = file.substring("cases/".length());
      if (!programmes.containsKey(rules)) {
        add(
            sources.node(file),
            "there is no " + rules + " that its examples could belong to; move the file");
      }
    }
  }

  private void vocabulary() {
    for (Node payer : sources.node("vocabulary.json").required("payers").elements()) {
      allKnown(payer, "products", products);
      known(payer.required("contact"), contacts);
      for (Node service : sources.node("services.json").required("services").elements()) {
        room(payer.text("id"), service);
      }
    }
  }

  /** A lookup compares all rule versions of a service at once, in the bits of one number. */
  private void room(String payer, Node service) {
    FactValue asked = new FactValue.One(service.text("id"));
    long versions =
        programmes.values().stream()
            .filter(programme -> programme.payers().contains(payer))
            .flatMap(programme -> programme.rules().stream())
            .flatMap(rule -> rule.versions().stream())
            .filter(version -> version.when().admits(Fact.SERVICE, asked))
            .count();
    if (versions > ServiceRules.MOST_VERSIONS) {
      add(
          service,
          payer
              + " has "
              + versions
              + " rule versions for "
              + service.text("id")
              + ", at most "
              + ServiceRules.MOST_VERSIONS
              + " are possible; join rules that hold together, or name fewer services in their boxes");
    }
  }
}
