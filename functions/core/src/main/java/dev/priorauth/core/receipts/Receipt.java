package dev.priorauth.core.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was asked, and of which book: enough to give the same answer again.
 *
 * <p>The id follows from the rest. Who asks the same thing of the same book gets the same receipt,
 * and keeping it twice changes nothing.
 *
 * @param id {@code r-} and 32 hexadecimal digits
 * @param facts as they were given
 * @param on the date of service
 * @param knownOn the instant whose state of knowledge counts
 * @param book the hash of the book that was asked
 */
public record Receipt(
    String id, String payer, Facts facts, LocalDate on, Instant knownOn, String book) {

  private static final int ID_BYTES = 16;

  private static final Pattern ID = Pattern.compile("r-[0-9a-f]{" + 2 * ID_BYTES + "}");

  /** A receipt with the id that follows from its content. */
  public static Receipt of(String payer, Facts facts, LocalDate on, Instant knownOn, String book) {
    return new Receipt(id(payer, facts, on, knownOn, book), payer, facts, on, knownOn, book);
  }

  /** Whether some receipt could have this id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static String id(String payer, Facts facts, LocalDate on, Instant knownOn, String book) {
    StringBuilder asked = new StringBuilder();
    append(asked, "payer", payer);
    append(asked, "on", on.toString());
    append(asked, "knownOn", knownOn.toString());
    append(asked, "book", book);
    for (Map.Entry<Fact, FactValue> fact : facts.known().entrySet()) {
      for (String text : fact.getValue().texts(fact.getKey())) {
        append(asked, fact.getKey().key(), text);
      }
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(asked.toString().getBytes(UTF_8));
      return "r-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** With its length before each text, no two contents run together into the same one. */
  private static void append(StringBuilder asked, String name, String text) {
    asked.append(name).append(' ').append(text.length()).append(' ').append(text).append('\n');
  }
}
