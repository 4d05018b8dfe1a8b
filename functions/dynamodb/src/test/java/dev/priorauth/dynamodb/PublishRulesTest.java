package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.rulebook.CheckedRules;
import dev.priorauth.rulebook.Finding;
import dev.priorauth.rulebook.StoredBook;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishRulesTest {

  private static final Instant NOW = Instant.parse("2025-01-06T12:00:00Z");
  private static final CheckedRules SOUND =
      new CheckedRules(
          List.of(),
          List.of(
              new StoredBook("bcbsma", "h1", new byte[11]),
              new StoredBook("bcbsnc", "h2", new byte[22])));

  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private boolean publish(CheckedRules rules) {
    return PublishRules.publish(rules, TABLE.books(), NOW, new PrintStream(printed, true, UTF_8));
  }

  private List<String> lines() {
    return printed.toString(UTF_8).lines().toList();
  }

  @Test
  void publish_makesEachPayersBookCurrent() {
    assertThat(publish(SOUND)).isTrue();

    assertThat(lines())
        .containsExactly(
            "bcbsma h1 11 bytes: published as version 1",
            "bcbsnc h2 22 bytes: published as version 1");
    assertThat(TABLE.books().current("bcbsnc").orElseThrow().hash()).isEqualTo("h2");
  }

  @Test
  void publish_saysThatNothingChanged_theSecondTime() {
    publish(SOUND);
    printed.reset();

    assertThat(publish(SOUND)).isTrue();
    assertThat(lines())
        .containsExactly(
            "bcbsma h1 11 bytes: unchanged since 2025-01-06T12:00:00Z",
            "bcbsnc h2 22 bytes: unchanged since 2025-01-06T12:00:00Z");
  }

  @Test
  void publish_printsTheFindings_andWritesNothing_whereTheRulesAreNotSound() {
    Finding finding = new Finding("bcbsma/htr.json", "$.rules[0].cite", "Cite the source.");

    assertThat(publish(new CheckedRules(List.of(finding), List.of()))).isFalse();
    assertThat(lines())
        .containsExactly(
            "bcbsma/htr.json $.rules[0].cite: Cite the source.",
            "Nothing was published: 1 findings.");
    assertThat(TABLE.books().current("bcbsma")).isEmpty();
  }

  @Test
  void publish_saysWhatToDo_whenABookIsTooLarge() {
    StoredBook large = new StoredBook("bcbsma", "h1", new byte[RuleBookStore.MOST_BYTES + 1]);

    assertThat(publish(new CheckedRules(List.of(), List.of(large)))).isFalse();
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("bcbsma h1 389121 bytes: not published, because a book has at most 389120");
  }
}
