package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a folder of rules and checks everything that can be checked without asking a payer: form,
 * citations, references, rules that contradict one another, gaps, and the worked examples.
 */
public final class RuleFolder {
  private RuleFolder() {}

  /**
   * Checks a folder. A later check runs only where the earlier ones left something sound to look
   * at.
   */
  public static CheckedRules check(Path rulesJson) {
    RuleSources sources = RuleSources.read(rulesJson);
    List<Finding> findings = new ArrayList<>(sources.unreadable());
    findings.addAll(SchemaCheck.run(sources));
    if (!findings.isEmpty()) {
      return new CheckedRules(findings, List.of());
    }
    try {
      return checkContent(sources);
    } catch (DataException e) {
      return new CheckedRules(List.of(e.finding()), List.of());
    }
  }

  private static CheckedRules checkContent(RuleSources sources) {
    List<Finding> findings = new ArrayList<>(CitationCheck.run(sources));
    Citations citations = citations(sources);
    Map<String, ProgrammeFile> programmes = programmes(sources, citations, findings);
    readTheRest(sources, citations, findings);
    if (programmes.size() == sources.programmes().size()) {
      findings.addAll(ReferenceCheck.run(sources, programmes));
    }
    if (!findings.isEmpty()) {
      return new CheckedRules(findings, List.of());
    }
    List<StoredBook> stored = store(sources);
    List<RuleBook> books = stored.stream().map(BookReader::read).toList();
    for (RuleBook book : books) {
      findings.addAll(RuleCheck.run(book, programmes));
      findings.addAll(ClockCheck.run(book));
    }
    if (findings.isEmpty()) {
      findings.addAll(CaseCheck.run(sources, programmes, books));
      findings.addAll(CoverageCheck.run(sources));
    }
    return new CheckedRules(findings, findings.isEmpty() ? stored : List.of());
  }

  /** The book of each payer of the vocabulary, whether what it says is sound or not. */
  static List<StoredBook> store(RuleSources sources) {
    return vocabulary(sources).payers().stream()
        .map(payer -> BookWriter.store(payer.id(), BookWriter.members(sources, payer.id())))
        .toList();
  }

  private static Vocabulary vocabulary(RuleSources sources) {
    return VocabularyReader.read(sources.node("vocabulary.json"), sources.node("services.json"));
  }

  static Citations citations(RuleSources sources) {
    Node documents = new Node(sources.documents(), "sources/index.json", "$.documents");
    return new Citations(
        BookReader.byName(documents.elements().stream().map(BookReader::document).toList()),
        Optional.empty());
  }

  /** Reads every file of rules; what cannot be read becomes a finding of its file. */
  static Map<String, ProgrammeFile> programmes(
      RuleSources sources, Citations citations, List<Finding> findings) {
    Map<String, ProgrammeFile> programmes = new TreeMap<>();
    for (String file : sources.programmes().keySet()) {
      try {
        programmes.put(file, ProgrammeReader.read(sources.node(file), citations));
      } catch (DataException e) {
        findings.add(e.finding());
      }
    }
    return programmes;
  }

  /** Reads what stands beside the rules; what cannot be read becomes a finding of its file. */
  private static void readTheRest(
      RuleSources sources, Citations citations, List<Finding> findings) {
    DirectoryReader reader = new DirectoryReader(citations);
    try {
      for (Vocabulary.Payer payer : vocabulary(sources).payers()) {
        reader.read(
            sources.node("directory.json"),
            sources.node("notices.json"),
            sources.node("programs.json"),
            payer.id());
      }
      ClockReader.read(sources.node("decision-clocks.json"));
      CriteriaReader criteria = new CriteriaReader(citations);
      sources.named("criteria").keySet().forEach(file -> criteria.read(sources.node(file)));
      for (Vocabulary.Payer payer : vocabulary(sources).payers()) {
        new AppealReader(citations).read(sources.node("appeal-routes.json"), payer.id());
      }
      sources.named("codes").keySet().forEach(file -> reader.codeList(sources.node(file)));
    } catch (DataException e) {
      findings.add(e.finding());
    }
  }
}
