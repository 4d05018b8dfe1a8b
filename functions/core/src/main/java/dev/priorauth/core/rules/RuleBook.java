package dev.priorauth.core.rules;

import dev.priorauth.core.decisions.Clocks;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.sources.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one payer's answers rest on: its rules with their whole history, the directory,
 * code lists and the cited documents. Immutable; ready to be asked.
 */
public final class RuleBook {
  private final Vocabulary vocabulary;
  private final Vocabulary.Payer payer;
  private final String hash;
  private final List<Rule> rules;
  private final List<Reference> references;
  private final List<CodeList> codeLists;
  private final Directory directory;
  private final List<Document> documents;
  private final Clocks clocks;
  private final List<CriteriaSet> criteriaSets;
  private final List<AppealRoute> appealRoutes;
  private final Map<String, ServiceRules> byService;
  private final Map<String, Map<Fact, String>> implied = new HashMap<>();

  /** A book without time limits, criteria and appeals: it answers what is required. */
  public RuleBook(
      Vocabulary vocabulary,
      Vocabulary.Payer payer,
      String hash,
      List<Rule> rules,
      List<Reference> references,
      List<CodeList> codeLists,
      Directory directory,
      List<Document> documents) {
    this(
        vocabulary,
        payer,
        hash,
        rules,
        references,
        codeLists,
        directory,
        documents,
        Clocks.NONE,
        List.of(),
        List.of());
  }

  /**
   * @param hash the checksum of the content that this book was read from
   * @throws IllegalArgumentException if one service has more than 64 rule versions
   */
  public RuleBook(
      Vocabulary vocabulary,
      Vocabulary.Payer payer,
      String hash,
      List<Rule> rules,
      List<Reference> references,
      List<CodeList> codeLists,
      Directory directory,
      List<Document> documents,
      Clocks clocks,
      List<CriteriaSet> criteriaSets,
      List<AppealRoute> appealRoutes) {
    this.vocabulary = vocabulary;
    this.payer = payer;
    this.hash = hash;
    this.rules = List.copyOf(rules);
    this.references = List.copyOf(references);
    this.codeLists = List.copyOf(codeLists);
    this.directory = directory;
    this.documents = List.copyOf(documents);
    this.clocks = clocks;
    this.criteriaSets = List.copyOf(criteriaSets);
    this.appealRoutes = List.copyOf(appealRoutes);
    this.byService = new LinkedHashMap<>();
    for (Vocabulary.Service service : vocabulary.services()) {
      implied.put(service.id(), service.implies());
      byService.put(service.id(), ServiceRules.of(service.id(), this.rules, vocabulary, payer));
    }
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  public Vocabulary.Payer payer() {
    return payer;
  }

  public String hash() {
    return hash;
  }

  public List<Rule> rules() {
    return rules;
  }

  public List<Reference> references() {
    return references;
  }

  public List<CodeList> codeLists() {
    return codeLists;
  }

  public Directory directory() {
    return directory;
  }

  public List<Document> documents() {
    return documents;
  }

  public Clocks clocks() {
    return clocks;
  }

  public List<CriteriaSet> criteriaSets() {
    return criteriaSets;
  }

  public List<AppealRoute> appealRoutes() {
    return appealRoutes;
  }

  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /**
   * Rule versions by their names.
   *
   * @param names as {@link Rule.Version#name()} gives them; those that the book lacks are left out
   */
  public List<Rule.Version> versions(Collection<String> names) {
    return names.stream()
        .flatMap(
            name ->
                rules.stream()
                    .flatMap(rule -> rule.versions().stream())
                    .filter(version -> version.name().equals(name)))
        .toList();
  }

  /** The rules that can speak about a service; empty where the vocabulary does not have it. */
  public Optional<ServiceRules> rulesFor(String service) {
    return Optional.ofNullable(byService.get(service));
  }

  /** The facts that follow from asking for a service, unless they are given. */
  Map<Fact, String> impliedBy(String service) {
    return implied.getOrDefault(service, Map.of());
  }

  /** The service that the payer's lists of that year give a code. */
  public Optional<String> serviceOf(String code, int year) {
    return codeLists.stream()
        .filter(list -> list.year() == year)
        .map(list -> list.serviceOf(code))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The services that some rule with an answer speaks about. */
  public Set<String> answeredServices() {
    Set<String> services = new LinkedHashSet<>();
    byService.forEach(
        (service, table) -> {
          if (table.versions().stream().anyMatch(version -> version.then().verdict().isPresent())) {
            services.add(service);
          }
        });
    return services;
  }
}
