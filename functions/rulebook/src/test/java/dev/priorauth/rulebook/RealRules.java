package dev.priorauth.rulebook;

import dev.priorauth.core.rules.RuleBook;
import java.nio.file.Path;
import java.util.List;

/** The rules that this project publishes. */
final class RealRules {
  static final Path FOLDER = Path.of("../../rules-json");

  private RealRules() {}

  /** The books of a folder, read from their stored form; the folder need not be sound. */
  static List<RuleBook> books(RuleSources sources) {
    return RuleFolder.store(sources).stream().map(BookReader::read).toList();
  }
}
