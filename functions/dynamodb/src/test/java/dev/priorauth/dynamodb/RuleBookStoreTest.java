package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.dynamodb.PublishResult.Overtaken;
import dev.priorauth.dynamodb.PublishResult.Published;
import dev.priorauth.dynamodb.PublishResult.TooLarge;
import dev.priorauth.dynamodb.PublishResult.Unchanged;
import dev.priorauth.rulebook.StoredBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class RuleBookStoreTest {

  private static final Instant MONDAY = Instant.parse("2025-01-06T12:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2025-01-07T12:00:00Z");
  private static final StoredBook FIRST = book("first");
  private static final StoredBook SECOND = book("second");

  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private static StoredBook book(String content) {
    return new StoredBook("bcbsma", "hash-of-" + content, content.getBytes(UTF_8));
  }

  private static CurrentBook current(StoredBook book, Instant publishedAt, long version) {
    return new CurrentBook(book.payer(), book.hash(), publishedAt, version);
  }

  @Test
  void current_isEmpty_beforeAnythingIsPublished() {
    assertThat(TABLE.books().current("bcbsma")).isEmpty();
    assertThat(TABLE.books().currentBook("bcbsma")).isEmpty();
    assertThat(TABLE.books().byHash("bcbsma", "no-such-hash")).isEmpty();
  }

  @Test
  void publish_makesTheFirstBookCurrent() {
    assertThat(TABLE.books().publish(FIRST, MONDAY))
        .isEqualTo(new Published(current(FIRST, MONDAY, 1)));

    assertThat(TABLE.books().current("bcbsma")).contains(current(FIRST, MONDAY, 1));
    assertThat(TABLE.books().currentBook("bcbsma")).contains(FIRST);
    assertThat(TABLE.books().byHash("bcbsma", FIRST.hash())).contains(FIRST);
  }

  @Test
  void publish_keepsTheFormerBook_forReceipts() {
    TABLE.books().publish(FIRST, MONDAY);

    assertThat(TABLE.books().publish(SECOND, TUESDAY))
        .isEqualTo(new Published(current(SECOND, TUESDAY, 2)));
    assertThat(TABLE.books().currentBook("bcbsma")).contains(SECOND);
    assertThat(TABLE.books().byHash("bcbsma", FIRST.hash())).contains(FIRST);
    assertThat(TABLE.books().byHash("bcbsma", SECOND.hash())).contains(SECOND);
  }

  @Test
  void publish_changesNothing_whenTheContentIsCurrentAlready() {
    TABLE.books().publish(FIRST, MONDAY);
    List<Map<String, AttributeValue>> before = items();

    assertThat(TABLE.books().publish(FIRST, TUESDAY))
        .isEqualTo(new Unchanged(current(FIRST, MONDAY, 1)));
    assertThat(items()).isEqualTo(before);
  }

  @Test
  void publish_bringsAnEarlierContentBack_withoutTouchingItsPublication() {
    TABLE.books().publish(FIRST, MONDAY);
    Map<String, AttributeValue> publication = publicationOf(FIRST);
    TABLE.books().publish(SECOND, MONDAY);

    assertThat(TABLE.books().publish(FIRST, TUESDAY))
        .isEqualTo(new Published(current(FIRST, TUESDAY, 3)));
    assertThat(TABLE.books().currentBook("bcbsma")).contains(FIRST);
    assertThat(publicationOf(FIRST)).isEqualTo(publication);
  }

  @Test
  void publish_keepsPayersApart() {
    StoredBook other = new StoredBook("bcbsnc", FIRST.hash(), FIRST.compressed());
    TABLE.books().publish(FIRST, MONDAY);

    assertThat(TABLE.books().current("bcbsnc")).isEmpty();
    assertThat(TABLE.books().publish(other, TUESDAY)).isInstanceOf(Published.class);
  }

  @Test
  void publish_takesABookOfTheLargestSize() {
    StoredBook largest =
        new StoredBook("bcbsma", "0".repeat(64), new byte[RuleBookStore.MOST_BYTES]);

    assertThat(TABLE.books().publish(largest, MONDAY)).isInstanceOf(Published.class);
  }

  @Test
  void publish_refusesABook_oneByteLargerThanThat() {
    StoredBook larger =
        new StoredBook("bcbsma", "0".repeat(64), new byte[RuleBookStore.MOST_BYTES + 1]);

    assertThat(TABLE.books().publish(larger, MONDAY)).isEqualTo(new TooLarge(389_121, 389_120));
    assertThat(items()).isEmpty();
  }

  @Test
  void publish_isOvertaken_whenAFirstBookAppearsAfterItsLook() {
    RuleBookStore late = new RuleBookStore(publishingMeanwhile(SECOND), TABLE.name());

    assertThat(late.publish(FIRST, TUESDAY)).isEqualTo(new Overtaken(current(SECOND, MONDAY, 1)));
    assertThat(TABLE.books().byHash("bcbsma", FIRST.hash())).isEmpty();
  }

  @Test
  void publish_isOvertaken_whenThePointerMovesAfterItsLook() {
    TABLE.books().publish(book("zeroth"), MONDAY);
    RuleBookStore late = new RuleBookStore(publishingMeanwhile(SECOND), TABLE.name());

    assertThat(late.publish(FIRST, TUESDAY)).isEqualTo(new Overtaken(current(SECOND, MONDAY, 2)));
    assertThat(TABLE.books().current("bcbsma")).contains(current(SECOND, MONDAY, 2));
    assertThat(TABLE.books().currentBook("bcbsma")).contains(SECOND);
    assertThat(TABLE.books().byHash("bcbsma", FIRST.hash())).isEmpty();
  }

  @Test
  void publish_changesNothing_whenTheSameContentAppearsAfterItsLook() {
    RuleBookStore late = new RuleBookStore(publishingMeanwhile(FIRST), TABLE.name());

    assertThat(late.publish(FIRST, TUESDAY)).isEqualTo(new Unchanged(current(FIRST, MONDAY, 1)));
  }

  @Test
  void publish_writesNothing_whenItsProcessEndsBeforeTheTransactionIsSent() {
    TABLE.books().publish(FIRST, MONDAY);
    List<Map<String, AttributeValue>> before = items();
    DynamoDbClient ending =
        TABLE.client(
            new ExecutionInterceptor() {
              @Override
              public void beforeTransmission(
                  Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                  throw new IllegalStateException("killed");
                }
              }
            });

    assertThatThrownBy(() -> new RuleBookStore(ending, TABLE.name()).publish(SECOND, TUESDAY))
        .hasMessageContaining("killed");
    assertThat(items()).isEqualTo(before);
  }

  @Test
  void publish_hasWrittenAllItems_whenItsProcessEndsBeforeTheTransactionIsAnswered() {
    DynamoDbClient ending =
        TABLE.client(
            new ExecutionInterceptor() {
              @Override
              public void afterTransmission(
                  Context.AfterTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                  throw new IllegalStateException("killed");
                }
              }
            });

    assertThatThrownBy(() -> new RuleBookStore(ending, TABLE.name()).publish(FIRST, MONDAY))
        .hasMessageContaining("killed");
    assertThat(TABLE.books().byHash("bcbsma", FIRST.hash())).contains(FIRST);
    assertThat(TABLE.books().publish(FIRST, TUESDAY))
        .isEqualTo(new Unchanged(current(FIRST, MONDAY, 1)));
  }

  @Test
  void publish_triesAgain_whileAnotherTransactionHoldsThePointer() {
    AtomicInteger calls = new AtomicInteger();
    DynamoDbClient contested =
        TABLE.client(
            new ExecutionInterceptor() {
              @Override
              public void beforeTransmission(
                  Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest
                    && calls.incrementAndGet() <= 2) {
                  throw cancelled("TransactionConflict");
                }
              }
            });

    assertThat(new RuleBookStore(contested, TABLE.name()).publish(FIRST, MONDAY))
        .isInstanceOf(Published.class);
    assertThat(calls).hasValue(3);
  }

  @Test
  void publish_failsAtOnce_whenTheTransactionIsCancelledForAnotherReason() {
    AtomicInteger calls = new AtomicInteger();
    DynamoDbClient throttled =
        TABLE.client(
            new ExecutionInterceptor() {
              @Override
              public void beforeTransmission(
                  Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                  calls.incrementAndGet();
                  throw cancelled("ValidationError");
                }
              }
            });

    assertThatThrownBy(() -> new RuleBookStore(throttled, TABLE.name()).publish(FIRST, MONDAY))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void publish_letsExactlyOneWinEachStep_whenTwoBooksComeAtOnce() throws Exception {
    int rounds = 25;
    long steps = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < rounds; round++) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<PublishResult>> results = new ArrayList<>();
        for (String publisher : List.of("left", "right")) {
          StoredBook book = book(publisher + round);
          results.add(
              threads.submit(
                  (Callable<PublishResult>)
                      () -> {
                        start.await();
                        return TABLE.books().publish(book, MONDAY);
                      }));
        }
        List<Long> versions = new ArrayList<>();
        for (Future<PublishResult> result : results) {
          if (result.get() instanceof Published(CurrentBook current)) {
            versions.add(current.version());
          } else {
            assertThat(result.get()).isInstanceOf(Overtaken.class);
          }
        }
        CurrentBook current = TABLE.books().current("bcbsma").orElseThrow();
        assertThat(versions).isNotEmpty().doesNotHaveDuplicates().contains(current.version());
        steps += versions.size();
        assertThat(current.version()).isEqualTo(steps);
        assertThat(TABLE.books().byHash("bcbsma", current.hash())).isPresent();
        assertThat(TABLE.books().currentBook("bcbsma").orElseThrow().hash())
            .isEqualTo(current.hash());
      }
    }
  }

  @Test
  void current_neverNamesAMissingBook_whilePublishersAndReadersRun() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (String publisher : List.of("left", "right")) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    TABLE.books().publish(book(publisher + i), MONDAY);
                  }
                }));
      }
      for (int reader = 0; reader < 2; reader++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 80; i++) {
                    Optional<CurrentBook> current = TABLE.books().current("bcbsma");
                    current.ifPresent(
                        c ->
                            assertThat(TABLE.books().byHash("bcbsma", c.hash()))
                                .as("the book that the pointer names")
                                .isPresent());
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  @Test
  void codec_readsItemsAsTheyAreStored() {
    TABLE
        .client()
        .putItem(
            p ->
                p.tableName(TABLE.name())
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("BOOK#bcbsma"),
                            "sk", AttributeValue.fromS("CURRENT"),
                            "hash", AttributeValue.fromS("abc"),
                            "publishedAt", AttributeValue.fromS("2025-01-06T12:00:00Z"),
                            "version", AttributeValue.fromN("7"))));

    assertThat(TABLE.books().current("bcbsma"))
        .contains(new CurrentBook("bcbsma", "abc", MONDAY, 7));
  }

  @Test
  void codec_saysWhichAttributeIsMissing() {
    TABLE.client().putItem(p -> p.tableName(TABLE.name()).item(BookItems.pointerKey("bcbsma")));

    assertThatThrownBy(() -> TABLE.books().current("bcbsma"))
        .hasMessage("item BOOK#… / CURRENT has no attribute hash");
  }

  /** Somebody else publishes between this client's look at the pointer and its first write. */
  private static DynamoDbClient publishingMeanwhile(StoredBook other) {
    return TABLE.client(
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest) {
              TABLE.books().publish(other, MONDAY);
            }
          }
        });
  }

  private static TransactionCanceledException cancelled(String code) {
    return TransactionCanceledException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .cancellationReasons(
            CancellationReason.builder().code("None").build(),
            CancellationReason.builder().code(code).build())
        .build();
  }

  private static Map<String, AttributeValue> publicationOf(StoredBook book) {
    return TABLE
        .client()
        .getItem(
            g -> g.tableName(TABLE.name()).key(BookItems.publicationKey(book.payer(), book.hash())))
        .item();
  }

  private static List<Map<String, AttributeValue>> items() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name())).items();
  }
}
