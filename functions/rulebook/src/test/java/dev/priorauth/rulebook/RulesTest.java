package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void theRulesAreSound() {
    CheckedRules checked = RuleFolder.check(Path.of("../../rules-json"));
    checked.findings().forEach(System.out::println);
    assertThat(checked.findings()).isEmpty();
  }
}
