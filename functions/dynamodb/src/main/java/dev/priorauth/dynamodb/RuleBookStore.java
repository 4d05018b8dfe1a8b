package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;

import dev.priorauth.rulebook.StoredBook;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The published books, and which one of each payer is current. */
public final class RuleBookStore {

  /**
   * The largest compressed book, in bytes. DynamoDB takes items up to 400 KB; the rest is for the
   * other attributes and for the time to notice that the books grow.
   */
  public static final int MOST_BYTES = 380 * 1024;

  /** The pointer's place in the transaction: the only item with a condition. */
  private static final int POINTER = 1;

  private final DynamoDbClient client;
  private final String table;

  public RuleBookStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * Makes a book the payer's current one. The publication, the pointer to it and the current book
   * are written together or not at all, so the pointer never points to a book that is not there.
   */
  public PublishResult publish(StoredBook book, Instant now) {
    if (book.compressed().length > MOST_BYTES) {
      return new PublishResult.TooLarge(book.compressed().length, MOST_BYTES);
    }
    Optional<CurrentBook> before = current(book.payer());
    if (before.isPresent() && before.get().hash().equals(book.hash())) {
      return new PublishResult.Unchanged(before.get());
    }
    long version = before.map(CurrentBook::version).orElse(0L) + 1;
    CurrentBook next = new CurrentBook(book.payer(), book.hash(), now, version);
    Backoff backoff = Backoff.usual();
    while (true) {
      try {
        client.transactWriteItems(
            t ->
                t.transactItems(
                    keepPublication(book, now),
                    movePointer(before, next),
                    TransactWriteItem.builder()
                        .put(p -> p.tableName(table).item(BookItems.currentBook(book, now)))
                        .build()));
        return new PublishResult.Published(next);
      } catch (TransactionCanceledException e) {
        CancellationReason pointer = e.cancellationReasons().get(POINTER);
        if ("ConditionalCheckFailed".equals(pointer.code()) && pointer.hasItem()) {
          CurrentBook winner = BookItems.pointer(book.payer(), pointer.item());
          return winner.hash().equals(book.hash())
              ? new PublishResult.Unchanged(winner)
              : new PublishResult.Overtaken(winner);
        }
        // Another transaction holds the item: it may yet fail, so this is no answer.
        boolean conflict =
            e.cancellationReasons().stream()
                .anyMatch(reason -> "TransactionConflict".equals(reason.code()));
        if (!conflict || !backoff.pause()) {
          throw e;
        }
      }
    }
  }

  /** Which book of the payer is current; empty where none was ever published. */
  public Optional<CurrentBook> current(String payer) {
    return find(BookItems.pointerKey(payer)).map(item -> BookItems.pointer(payer, item));
  }

  /** The payer's current book itself; empty where none was ever published. */
  public Optional<StoredBook> currentBook(String payer) {
    return find(BookItems.currentBookKey(payer)).map(item -> BookItems.publication(payer, item));
  }

  /** A book that was published at some time, whether current or not. */
  public Optional<StoredBook> byHash(String payer, String hash) {
    return find(BookItems.publicationKey(payer, hash))
        .map(item -> BookItems.publication(payer, item));
  }

  /**
   * Strongly consistent: who has seen a pointer must find its book, and who publishes must see the
   * last pointer.
   */
  private Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
    var response = client.getItem(g -> g.tableName(table).key(key).consistentRead(true));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  /** Writes the publication where there is none; one that is there stays as it is. */
  private TransactWriteItem keepPublication(StoredBook book, Instant now) {
    Map<String, AttributeValue> attributes = BookItems.publication(book, now);
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(BookItems.publicationKey(book.payer(), book.hash()))
                .updateExpression(
                    "SET #hash = if_not_exists(#hash, :hash),"
                        + " #publishedAt = if_not_exists(#publishedAt, :publishedAt),"
                        + " #content = if_not_exists(#content, :content)")
                .expressionAttributeNames(
                    Map.of(
                        "#hash", BookItems.HASH,
                        "#publishedAt", BookItems.PUBLISHED_AT,
                        "#content", BookItems.CONTENT))
                .expressionAttributeValues(
                    Map.of(
                        ":hash", attributes.get(BookItems.HASH),
                        ":publishedAt", attributes.get(BookItems.PUBLISHED_AT),
                        ":content", attributes.get(BookItems.CONTENT)))
                .build())
        .build();
  }

  /** The pointer may be moved by whoever has seen where it stands now. */
  private TransactWriteItem movePointer(Optional<CurrentBook> before, CurrentBook next) {
    Put.Builder put =
        Put.builder()
            .tableName(table)
            .item(BookItems.pointer(next))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (before.isEmpty()) {
      put.conditionExpression("attribute_not_exists(#pk)")
          .expressionAttributeNames(Map.of("#pk", Items.PK));
    } else {
      put.conditionExpression("#version = :seen")
          .expressionAttributeNames(Map.of("#version", BookItems.VERSION))
          .expressionAttributeValues(Map.of(":seen", n(before.get().version())));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
