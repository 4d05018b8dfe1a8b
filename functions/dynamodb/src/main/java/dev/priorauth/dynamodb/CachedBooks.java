package dev.priorauth.dynamodb;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.StoredBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Each payer's book, kept in memory.
 *
 * <p>The pointer is looked at once a minute at most, and a book is read only when the pointer names
 * another one. So the first question costs one item read, those of the next minute none, and then
 * one each minute. While the table cannot be reached, the book that is held answers, and is looked
 * at again after some seconds: a question that waits for a silent table is not followed by another.
 *
 * <p>Safe for use by several threads: one of them looks, the others go on with what is held.
 */
public final class CachedBooks implements Books {
  private static final System.Logger LOG = System.getLogger(CachedBooks.class.getName());
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  /** Old books that receipts ask for are few and large. */
  private static final int MOST_OLD_BOOKS = 2;

  private final Vocabulary vocabulary;
  private final RuleBookStore store;
  private final Function<StoredBook, RuleBook> reader;
  private final InstantSource clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  private final Map<String, RuleBook> oldBooks = new LinkedHashMap<>(4, 0.75f, true);

  private record Held(RuleBook book, Instant lookedAt) {}

  private static final class Slot {
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Held held;
  }

  /**
   * @param vocabulary names the payers
   * @param reader decompresses and reads a book
   */
  public CachedBooks(
      Vocabulary vocabulary,
      RuleBookStore store,
      Function<StoredBook, RuleBook> reader,
      InstantSource clock) {
    this.vocabulary = vocabulary;
    this.store = store;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public List<RuleBook> all() {
    return vocabulary.payers().stream()
        .map(payer -> book(payer.id()))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The payer's current book, at most a minute old while the table can be reached; empty while none
   * is published.
   *
   * @param payer an id of the vocabulary
   */
  @Override
  public Optional<RuleBook> book(String payer) {
    Slot slot = slots.computeIfAbsent(payer, _ -> new Slot());
    Instant now = clock.instant();
    Held held = slot.held;
    if (held == null) {
      slot.looking.lock();
    } else if (!isDue(held, now) || !slot.looking.tryLock()) {
      return Optional.of(held.book);
    }
    try {
      held = slot.held;
      if (held == null) {
        slot.held = read(payer, now).orElse(null);
      } else if (isDue(held, now)) {
        slot.held = lookAgain(payer, held, now);
      }
      return Optional.ofNullable(slot.held).map(Held::book);
    } finally {
      slot.looking.unlock();
    }
  }

  /** A book that was published at some time; empty where there is none of that hash. */
  @Override
  public Optional<RuleBook> byHash(String payer, String hash) {
    Slot slot = slots.get(payer);
    Held held = slot == null ? null : slot.held;
    if (held != null && held.book.hash().equals(hash)) {
      return Optional.of(held.book);
    }
    String key = payer + '#' + hash;
    synchronized (oldBooks) {
      RuleBook old = oldBooks.get(key);
      if (old != null) {
        return Optional.of(old);
      }
    }
    Optional<RuleBook> read = store.byHash(payer, hash).map(reader);
    read.ifPresent(book -> keepOld(key, book));
    return read;
  }

  private void keepOld(String key, RuleBook book) {
    synchronized (oldBooks) {
      oldBooks.put(key, book);
      if (oldBooks.size() > MOST_OLD_BOOKS) {
        oldBooks.remove(oldBooks.keySet().iterator().next());
      }
    }
  }

  /** A clock that was set back makes it due, too: else it would be silent for that long. */
  private static boolean isDue(Held held, Instant now) {
    Duration since = Duration.between(held.lookedAt, now);
    return since.isNegative() || since.compareTo(BETWEEN_LOOKS) >= 0;
  }

  private Held lookAgain(String payer, Held held, Instant now) {
    try {
      return isStillCurrent(payer, held)
          ? new Held(held.book, now)
          : read(payer, now)
              .orElseThrow(
                  () -> new IllegalStateException("no book of " + payer + " is published"));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Going on with rule book " + held.book.hash() + " of " + payer,
          e);
      return new Held(held.book, now.minus(BETWEEN_LOOKS).plus(AFTER_A_FAILURE));
    }
  }

  private boolean isStillCurrent(String payer, Held held) {
    return store
        .current(payer)
        .filter(current -> current.hash().equals(held.book.hash()))
        .isPresent();
  }

  private Optional<Held> read(String payer, Instant now) {
    return store.currentBook(payer).map(reader).map(book -> new Held(book, now));
  }
}
