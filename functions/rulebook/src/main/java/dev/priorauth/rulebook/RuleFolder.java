package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      return new CheckedRules(List.of(new Finding(".", e.path(), e.problem())), List.of());
    }
  }

  private static CheckedRules checkContent(RuleSources sources) {
    List<Finding> findings = new ArrayList<>(CitationCheck.run(sources));
    Map<String, ProgrammeFile> programmes = programmes(sources, findings);
    findings.addAll(ReferenceCheck.run(sources, programmes));
    if (!findings.isEmpty()) {
      return new CheckedRules(findings, List.of());
    }
    Vocabulary vocabulary = vocabulary(sources);
    List<StoredBook> books = new ArrayList<>();
    List<RuleBook> read = new ArrayList<>();
    for (Vocabulary.Payer payer : vocabulary.payers()) {
      ObjectNode members = BookWriter.members(sources, payer.id());
      StoredBook stored = BookWriter.store(payer.id(), members);
      books.add(stored);
      read.add(BookReader.read(payer.id(), stored.hash(), members));
    }
    for (RuleBook book : read) {
      findings.addAll(RuleCheck.run(book, programmes));
    }
    if (findings.isEmpty()) {
      findings.addAll(CaseCheck.run(sources, programmes, read));
      findings.addAll(CoverageCheck.run(sources));
    }
    return new CheckedRules(findings, findings.isEmpty() ? books : List.of());
  }

  private static Vocabulary vocabulary(RuleSources sources) {
    return VocabularyReader.read(
        new Node(sources.json("vocabulary.json"), "vocabulary.json"),
        new Node(sources.json("services.json"), "services.json"));
  }

  /** Reads every file of rules; what cannot be read becomes a finding of its file. */
  private static Map<String, ProgrammeFile> programmes(
      RuleSources sources, List<Finding> findings) {
    Citations citations =
        new Citations(
            BookReader.byName(
                new Node(sources.documents(), "sources/index.json")
                    .elements().stream().map(BookReader::document).toList()),
            Optional.empty());
    Map<String, ProgrammeFile> programmes = new TreeMap<>();
    for (String owner : RuleSources.OWNERS) {
      for (Map.Entry<String, JsonNode> file : sources.named(owner).entrySet()) {
        try {
          programmes.put(
              file.getKey(), ProgrammeReader.read(new Node(file.getValue(), "$"), citations));
        } catch (DataException e) {
          findings.add(new Finding(file.getKey(), e.path(), e.problem()));
        }
      }
    }
    return programmes;
  }
}
