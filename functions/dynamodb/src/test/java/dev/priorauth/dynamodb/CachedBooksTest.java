package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.PackagedVocabulary;
import dev.priorauth.rulebook.StoredBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

class CachedBooksTest {

  private static final Instant NOON = Instant.parse("2025-01-06T12:00:00Z");

  private static final Map<Fact, Vocabulary.Definition> NO_QUESTIONS = new EnumMap<>(Fact.class);

  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private final CountedReads reads = new CountedReads();
  private final SettableClock clock = new SettableClock();
  private CachedBooks books;

  @BeforeEach
  void askAFreshTable() {
    books =
        new CachedBooks(
            PackagedVocabulary.load(),
            new RuleBookStore(TABLE.client(reads), TABLE.name()),
            CachedBooksTest::read,
            clock);
  }

  private static void publish(String hash) {
    TABLE.books().publish(new StoredBook("bcbsma", hash, new byte[] {1}), NOON);
  }

  private static String hash(CachedBooks books) {
    return books.book("bcbsma").orElseThrow().hash();
  }

  private static RuleBook read(StoredBook stored) {
    var payer =
        new Vocabulary.Payer(
            stored.payer(), stored.payer(), ZoneId.of("America/New_York"), List.of(), "contact");
    return new RuleBook(
        new Vocabulary(NO_QUESTIONS, List.of(payer), List.of()),
        payer,
        stored.hash(),
        List.of(),
        List.of(),
        List.of(),
        new Directory(List.of(), List.of(), List.of(), List.of(), List.of()),
        List.of());
  }

  @Test
  void current_costsOneRead_atFirst() {
    publish("one");

    assertThat(hash(books)).isEqualTo("one");
    assertThat(reads.count()).isEqualTo(1);
  }

  @Test
  void current_costsNothing_withinTheMinute() {
    publish("one");
    books.book("bcbsma");
    reads.reset();

    clock.advance(Duration.ofSeconds(59));

    assertThat(hash(books)).isEqualTo("one");
    assertThat(reads.count()).isZero();
  }

  @Test
  void current_costsOneRead_afterAMinute_whenNothingChanged() {
    publish("one");
    RuleBook first = books.book("bcbsma").orElseThrow();
    reads.reset();

    clock.advance(Duration.ofMinutes(1));

    assertThat(books.book("bcbsma")).containsSame(first);
    assertThat(books.book("bcbsma")).containsSame(first);
    assertThat(reads.count()).isEqualTo(1);
  }

  @Test
  void current_isTheNewBook_aMinuteAfterItWasPublished() {
    publish("one");
    books.book("bcbsma");
    publish("two");
    reads.reset();

    assertThat(hash(books)).isEqualTo("one");
    clock.advance(Duration.ofMinutes(1));

    assertThat(hash(books)).isEqualTo("two");
    assertThat(reads.count()).isEqualTo(2);
  }

  @Test
  void current_looksAgain_whenTheClockIsSetBack() {
    publish("one");
    books.book("bcbsma");
    publish("two");

    clock.advance(Duration.ofDays(-30));

    assertThat(hash(books)).isEqualTo("two");
  }

  @Test
  void current_goesOnWithTheHeldBook_whileTheTableCannotBeRead() {
    publish("one");
    books.book("bcbsma");
    publish("two");
    clock.advance(Duration.ofMinutes(1));

    reads.fail(true);
    assertThat(hash(books)).isEqualTo("one");

    reads.fail(false);
    reads.reset();
    clock.advance(Duration.ofSeconds(4));
    assertThat(hash(books)).isEqualTo("one");
    assertThat(reads.count()).isZero();

    clock.advance(Duration.ofSeconds(1));
    assertThat(hash(books)).isEqualTo("two");
  }

  @Test
  void current_goesOnWithTheHeldBook_whenTheNewOneCannotBeRead() {
    publish("one");
    CachedBooks strict =
        new CachedBooks(
            PackagedVocabulary.load(),
            TABLE.books(),
            stored -> {
              if (stored.hash().equals("two")) {
                throw new IllegalArgumentException("not a book");
              }
              return read(stored);
            },
            clock);
    strict.book("bcbsma");
    publish("two");
    clock.advance(Duration.ofMinutes(1));

    assertThat(hash(strict)).isEqualTo("one");
  }

  @Test
  void current_fails_whileNothingIsHeldAndTheTableCannotBeRead() {
    publish("one");
    reads.fail(true);

    assertThatThrownBy(() -> books.book("bcbsma")).hasMessageContaining("unreachable");

    reads.fail(false);
    assertThat(hash(books)).isEqualTo("one");
  }

  @Test
  void current_isEmpty_untilABookIsPublished() {
    assertThat(books.book("bcbsma")).isEmpty();

    publish("one");
    assertThat(hash(books)).isEqualTo("one");
  }

  @Test
  void current_costsOneRead_whenManyThreadsAskAtFirst() throws Exception {
    publish("one");
    List<Future<RuleBook>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 64; i++) {
        asked.add(threads.submit(() -> books.book("bcbsma").orElseThrow()));
      }
      RuleBook first = asked.getFirst().get();
      for (Future<RuleBook> one : asked) {
        assertThat(one.get()).isSameAs(first);
      }
    }
    assertThat(reads.count()).isEqualTo(1);
  }

  @Test
  void byHash_costsNothing_forTheCurrentBook() {
    publish("one");
    RuleBook current = books.book("bcbsma").orElseThrow();
    reads.reset();

    assertThat(books.byHash("bcbsma", "one")).containsSame(current);
    assertThat(reads.count()).isZero();
  }

  @Test
  void byHash_costsOneRead_forAnOldBook_andNothingAgain() {
    publish("one");
    publish("two");
    books.book("bcbsma");
    reads.reset();

    assertThat(books.byHash("bcbsma", "one").orElseThrow().hash()).isEqualTo("one");
    assertThat(books.byHash("bcbsma", "one").orElseThrow().hash()).isEqualTo("one");
    assertThat(reads.count()).isEqualTo(1);
  }

  @Test
  void byHash_forgetsTheOldBook_thatWasAskedForLongestAgo() {
    List.of("one", "two", "three", "four").forEach(CachedBooksTest::publish);
    books.byHash("bcbsma", "one");
    books.byHash("bcbsma", "two");
    books.byHash("bcbsma", "one");
    books.byHash("bcbsma", "three");
    reads.reset();

    books.byHash("bcbsma", "one");
    assertThat(reads.count()).isZero();
    books.byHash("bcbsma", "two");
    assertThat(reads.count()).isEqualTo(1);
  }

  @Test
  void byHash_isEmpty_forABookThatNeverWas() {
    assertThat(books.byHash("bcbsma", "never")).isEmpty();
  }

  /** Counts the items that are asked for, as the client sends the requests. */
  private static final class CountedReads implements ExecutionInterceptor {
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean failing;

    int count() {
      return count.get();
    }

    void reset() {
      count.set(0);
    }

    void fail(boolean now) {
      failing = now;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      assertThat(context.request()).isInstanceOf(GetItemRequest.class);
      if (failing) {
        throw new IllegalStateException("unreachable");
      }
      count.incrementAndGet();
    }
  }

  private static final class SettableClock implements InstantSource {
    private volatile Instant now = NOON;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
