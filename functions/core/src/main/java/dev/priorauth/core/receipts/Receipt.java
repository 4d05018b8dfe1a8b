package dev.priorauth.core.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What was asked, and of which book: enough to give the same answer again.
 *
 * <p>Its id is the receipt itself, written in letters. So nothing has to be kept: a lookup, which
 * needs no token, writes nothing, and a receipt can be read as long as its book is there. An id is
 * no proof that somebody asked. Whoever makes one up gets what that book says of those facts.
 *
 * @param facts as they were given, with a payer, and a service or a code
 * @param on the date of service
 * @param knownOn the instant whose state of knowledge counts
 * @param book the hash of the book that was asked: 64 hexadecimal digits
 */
public record Receipt(Facts facts, LocalDate on, Instant knownOn, String book) {
  private static final String PREFIX = "r-";

  /** What comes first, so that ids can be written in another way one day. */
  private static final byte FORM = 1;

  private static final int HASH_BYTES = 32;

  /** All facts at once, with all that apply of each, come to less than half of it. */
  private static final int MOST_CHARACTERS = 4_000;

  public String payer() {
    return facts.text(Fact.PAYER).orElseThrow();
  }

  /**
   * The receipt in letters, digits, hyphens and underscores: {@code r-} and some 180 characters.
   * The same questions to the same book have the same id.
   */
  public String id() {
    byte[] asked = asked().getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(1 + HASH_BYTES + asked.length + Integer.BYTES);
    bytes.put(FORM).put(HexFormat.of().parseHex(book)).put(asked);
    bytes.putInt(check(bytes.array(), bytes.position()));
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** A line for each part. */
  private String asked() {
    List<String> lines = new ArrayList<>();
    lines.add(on.toString());
    lines.add(knownOn.toString());
    for (Map.Entry<Fact, FactValue> known : facts.known().entrySet()) {
      for (String text : known.getValue().texts(known.getKey())) {
        lines.add(known.getKey().key() + '=' + text);
      }
    }
    return String.join("\n", lines);
  }

  /**
   * Whoever copies an id and loses or alters a letter is to learn it, not to get another answer.
   */
  private static int check(byte[] bytes, int length) {
    CRC32C check = new CRC32C();
    check.update(bytes, 0, length);
    return (int) check.getValue();
  }

  /**
   * Reads an id; empty where no receipt has it.
   *
   * @param vocabulary knows the facts and their values; what was a value once must stay one
   */
  public static Optional<Receipt> of(String id, Vocabulary vocabulary) {
    if (!id.startsWith(PREFIX) || id.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      return read(
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.substring(PREFIX.length()))),
          vocabulary);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Receipt> read(ByteBuffer bytes, Vocabulary vocabulary) {
    int askedBytes = bytes.remaining() - 1 - HASH_BYTES - Integer.BYTES;
    if (askedBytes < 0 || bytes.get() != FORM) {
      return Optional.empty();
    }
    byte[] hash = new byte[HASH_BYTES];
    byte[] asked = new byte[askedBytes];
    bytes.get(hash).get(asked);
    if (check(bytes.array(), bytes.position()) != bytes.getInt()) {
      return Optional.empty();
    }
    return read(new String(asked, UTF_8).split("\n"), HexFormat.of().formatHex(hash), vocabulary);
  }

  private static Optional<Receipt> read(String[] lines, String book, Vocabulary vocabulary) {
    if (lines.length < 2) {
      return Optional.empty();
    }
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String line : List.of(lines).subList(2, lines.length)) {
      String[] named = line.split("=", 2);
      texts
          .computeIfAbsent(named[0], _ -> new ArrayList<>())
          .add(named.length == 2 ? named[1] : "");
    }
    Vocabulary.Parsed parsed = vocabulary.parse(texts, "");
    Optional<LocalDate> on = day(lines[0]);
    Optional<Instant> knownOn = instant(lines[1]);
    if (!parsed.problems().isEmpty()
        || on.isEmpty()
        || knownOn.isEmpty()
        || !parsed.facts().knows(Fact.PAYER)
        || !(parsed.facts().knows(Fact.SERVICE) || parsed.facts().knows(Fact.CODE))) {
      return Optional.empty();
    }
    return Optional.of(new Receipt(parsed.facts(), on.get(), knownOn.get(), book));
  }

  private static Optional<LocalDate> day(String text) {
    return Vocabulary.date(text, "", new ArrayList<>());
  }

  /** An instant on one of the days that questions can name. */
  private static Optional<Instant> instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      return day(instant.atOffset(ZoneOffset.UTC).toLocalDate().toString()).map(_ -> instant);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
