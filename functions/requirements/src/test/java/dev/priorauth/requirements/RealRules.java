package dev.priorauth.requirements;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.CheckedRules;
import dev.priorauth.rulebook.PackagedVocabulary;
import dev.priorauth.rulebook.RuleFolder;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The real rules without a table, on a Monday afternoon. */
@Singleton
public class RealRules {
  /** 14:00 in Boston. */
  public static final Instant NOW = Instant.parse("2026-11-23T19:00:00Z");

  private static final List<RuleBook> BOOKS = read();

  private static final Vocabulary VOCABULARY = PackagedVocabulary.load();

  static List<RuleBook> books() {
    return BOOKS;
  }

  private static List<RuleBook> read() {
    CheckedRules rules = RuleFolder.check(Path.of("..", "..", "rules-json"));
    if (!rules.sound()) {
      throw new AssertionError(rules.findings().toString());
    }
    return rules.books().stream().map(BookReader::read).toList();
  }

  @Produces
  @Mock
  @Singleton
  SettableClock clock() {
    return new SettableClock();
  }

  @Produces
  @Mock
  @Singleton
  SettableBooks publishedBooks() {
    return new SettableBooks();
  }

  /** A clock that stands still until a test moves it. */
  public static class SettableClock implements InstantSource {
    private volatile Instant now = NOW;

    void set(Instant instant) {
      now = instant;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** The real books, and what a test publishes after them. */
  public static class SettableBooks implements Books {
    private final Map<String, RuleBook> current = new ConcurrentHashMap<>();
    private final Map<String, RuleBook> everPublished = new ConcurrentHashMap<>();

    private volatile Optional<RuntimeException> failure = Optional.empty();

    SettableBooks() {
      BOOKS.forEach(this::publish);
    }

    void publish(RuleBook book) {
      failure = Optional.empty();
      current.put(book.payer().id(), book);
      everPublished.put(book.hash(), book);
    }

    /** Makes every question fail until something is published. */
    void fail(RuntimeException cause) {
      failure = Optional.of(cause);
    }

    private void failIfTold() {
      failure.ifPresent(
          cause -> {
            throw cause;
          });
    }

    void withdraw(String payer) {
      current.remove(payer);
    }

    @Override
    public Vocabulary vocabulary() {
      failIfTold();
      return VOCABULARY;
    }

    @Override
    public Optional<RuleBook> book(String payer) {
      failIfTold();
      return Optional.ofNullable(current.get(payer));
    }

    @Override
    public List<RuleBook> all() {
      return vocabulary().payers().stream()
          .map(payer -> book(payer.id()))
          .flatMap(Optional::stream)
          .toList();
    }

    @Override
    public Optional<RuleBook> byHash(String payer, String hash) {
      failIfTold();
      return Optional.ofNullable(everPublished.get(hash));
    }
  }
}
