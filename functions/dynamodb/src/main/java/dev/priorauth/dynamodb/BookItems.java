package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.rulebook.StoredBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a payer's books, all under {@code BOOK#<payer>}: one publication for each content
 * that was ever published, the pointer to the current one, and that one once more.
 *
 * <p>The pointer is small, because it is looked at every minute. The current book stands beside it,
 * so that who holds none yet need not look first where it is.
 *
 * <p>A publication's sort key is its hash alone, without the time of publication before it: a
 * receipt knows only the hash, and must find its book with one read. It also makes a content that
 * returns after another one the same item again.
 */
final class BookItems {
  static final String HASH = "hash"; // S, the checksum of the content
  static final String PUBLISHED_AT = "publishedAt"; // S, ISO instant
  static final String CONTENT = "content"; // B, the compressed book
  static final String VERSION = "version"; // N, 1 for the first pointer, one more for each move

  private BookItems() {}

  static Map<String, AttributeValue> publicationKey(String payer, String hash) {
    return Items.key("BOOK#" + payer, "PUBLICATION#" + hash);
  }

  static Map<String, AttributeValue> pointerKey(String payer) {
    return Items.key("BOOK#" + payer, "CURRENT");
  }

  static Map<String, AttributeValue> currentBookKey(String payer) {
    return Items.key("BOOK#" + payer, "CURRENT#BOOK");
  }

  static Map<String, AttributeValue> currentBook(StoredBook book, Instant publishedAt) {
    Map<String, AttributeValue> item = new HashMap<>(currentBookKey(book.payer()));
    item.putAll(publication(book, publishedAt));
    return item;
  }

  /** A publication's own attributes. */
  static Map<String, AttributeValue> publication(StoredBook book, Instant publishedAt) {
    return Map.of(
        HASH, s(book.hash()),
        PUBLISHED_AT, s(publishedAt.toString()),
        CONTENT, b(book.compressed()));
  }

  static StoredBook publication(String payer, Map<String, AttributeValue> item) {
    return new StoredBook(
        payer, required(item, HASH).s(), required(item, CONTENT).b().asByteArray());
  }

  static Map<String, AttributeValue> pointer(CurrentBook current) {
    Map<String, AttributeValue> item = new HashMap<>(pointerKey(current.payer()));
    item.put(HASH, s(current.hash()));
    item.put(PUBLISHED_AT, s(current.publishedAt().toString()));
    item.put(VERSION, n(current.version()));
    return item;
  }

  static CurrentBook pointer(String payer, Map<String, AttributeValue> item) {
    return new CurrentBook(
        payer,
        required(item, HASH).s(),
        Instant.parse(required(item, PUBLISHED_AT).s()),
        Long.parseLong(required(item, VERSION).n()));
  }
}
