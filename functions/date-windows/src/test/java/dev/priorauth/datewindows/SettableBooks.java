package dev.priorauth.datewindows;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import dev.priorauth.rulebook.RuleFolder;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The real books without a table, until a test takes them away. */
@Alternative
@Singleton
public class SettableBooks implements Books {
  private enum State {
    PUBLISHED,
    ABSENT,
    UNREACHABLE,
    BROKEN
  }

  private final Vocabulary vocabulary = PackagedVocabulary.load();
  private final List<RuleBook> books =
      RuleFolder.check(Path.of("..", "..", "rules-json")).books().stream()
          .map(BookReader::read)
          .toList();
  private volatile State state = State.PUBLISHED;

  void publish() {
    state = State.PUBLISHED;
  }

  void withdraw() {
    state = State.ABSENT;
  }

  /** Makes every question fail as it does where the table does not answer. */
  void loseTouch() {
    state = State.UNREACHABLE;
  }

  /** Makes every question fail. */
  void breakDown() {
    state = State.BROKEN;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Optional<RuleBook> book(String payer) {
    return all().stream().filter(book -> book.payer().id().equals(payer)).findFirst();
  }

  @Override
  public List<RuleBook> all() {
    return switch (state) {
      case PUBLISHED -> books;
      case ABSENT -> List.of();
      case UNREACHABLE -> throw SdkClientException.create("unreachable");
      case BROKEN -> throw new IllegalStateException("broken");
    };
  }

  @Override
  public Optional<RuleBook> byHash(String payer, String hash) {
    return book(payer).filter(book -> book.hash().equals(hash));
  }
}
