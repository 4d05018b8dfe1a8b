package dev.priorauth.core.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.SmallBook;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
  private static final Vocabulary VOCABULARY = SmallBook.vocabulary();
  private static final Facts MRI =
      Facts.NONE
          .with(Fact.PAYER, "payer")
          .with(Fact.SERVICE, "mri")
          .with(Fact.SETTING, "office")
          .with(Fact.AGE, 41);
  private static final LocalDate ON = LocalDate.parse("2025-01-10");
  private static final Instant KNOWN_ON = Instant.parse("2025-01-02T14:00:00Z");
  private static final String BOOK = "5e".repeat(32);
  private static final Receipt RECEIPT = new Receipt(MRI, ON, KNOWN_ON, BOOK);

  @Test
  void id_isReadAsTheReceiptThatItWasMadeOf() {
    assertThat(Receipt.of(RECEIPT.id(), VOCABULARY)).contains(RECEIPT);
  }

  @Test
  void id_carriesFactsOfEveryKind() {
    Receipt receipt =
        new Receipt(
            MRI.with(Fact.CODE, "70551")
                .with(Fact.SERVICE_DATE, new FactValue.Day(ON))
                .with(
                    Fact.CONDITION,
                    new FactValue.Many(new TreeSet<>(Set.of("mental-health", "substance-use"))))
                .with(Fact.AMOUNT, 25_050)
                .with(Fact.CASE_MANAGEMENT_ENROLLED, "true"),
            ON,
            Instant.parse("2025-01-02T14:00:00.123456789Z"),
            BOOK);

    assertThat(Receipt.of(receipt.id(), VOCABULARY)).contains(receipt);
  }

  @Test
  void id_isTheSame_whateverTheOrderOfTheFacts() {
    Facts turned =
        Facts.NONE
            .with(Fact.AGE, 41)
            .with(Fact.SETTING, "office")
            .with(Fact.SERVICE, "mri")
            .with(Fact.PAYER, "payer");

    assertThat(new Receipt(turned, ON, KNOWN_ON, BOOK).id()).isEqualTo(RECEIPT.id());
  }

  @Test
  void id_isReadTheSame_fromReleaseToRelease() {
    // Written by another program. A receipt that an office has kept must still be read.
    String kept =
        "r-AV5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eMjAyNS0wMS0xMAoyMDI1LTAxLTAyVDE0OjAwOjAwWgpwYXllcj1wYXllcgpzZXJ2aWNlPW1yaQpzZXR0aW5nPW9mZmljZQphZ2U9NDEM30FJ";

    assertThat(Receipt.of(kept, VOCABULARY)).contains(RECEIPT);
    assertThat(RECEIPT.id()).isEqualTo(kept);
  }

  @Test
  void id_withOneLetterAltered_orLost_isNone() {
    String id = RECEIPT.id();
    for (int at = 0; at < id.length() - 1; at++) {
      char other = id.charAt(at) == 'A' ? 'B' : 'A';
      String altered = id.substring(0, at) + other + id.substring(at + 1);
      String shorter = id.substring(0, at) + id.substring(at + 1);

      assertThat(Receipt.of(altered, VOCABULARY)).as(altered).isEmpty();
      assertThat(Receipt.of(shorter, VOCABULARY)).as(shorter).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r-", "r-AQ", "r-00000000000000000000000000000000", "r-%00", "x"})
  void textThatIsNoReceipt_isNone(String text) {
    assertThat(Receipt.of(text, VOCABULARY)).isEmpty();
  }

  @Test
  void textLongerThanAnyReceipt_isNone() {
    String long4000 =
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri" + "\n".repeat(3_000);

    assertThat(Receipt.of(written(1, long4000), VOCABULARY)).isEmpty();
  }

  /** Anybody can write one: what it says is judged as a question is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-01-10",
        "2025-01-10\n2025-01-02T14:00:00Z",
        "2025-01-10\n2025-01-02T14:00:00Z\nservice=mri",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=nobody\nservice=mri",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=nothing",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri\nservice=ct",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri\nage",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri\nage=-1",
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri\nsecret=1",
        "2025-02-29\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri",
        "2025-01-10\n2025-01-02\npayer=payer\nservice=mri",
        "2025-01-10\n-1000000000-01-01T00:00:00Z\npayer=payer\nservice=mri",
      })
  void receiptThatSomebodyMadeUp_ofWhatCannotBeAsked_isNone(String asked) {
    assertThat(Receipt.of(written(1, asked), VOCABULARY)).isEmpty();
  }

  @Test
  void receiptOfAnotherForm_isNone() {
    String asked =
        "2025-01-10\n2025-01-02T14:00:00Z\npayer=payer\nservice=mri\nsetting=office\nage=41";

    assertThat(Receipt.of(written(1, asked), VOCABULARY)).contains(RECEIPT);
    assertThat(Receipt.of(written(2, asked), VOCABULARY)).isEqualTo(Optional.empty());
  }

  private static String written(int form, String asked) {
    byte[] text = asked.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(1 + 32 + text.length + 4);
    bytes.put((byte) form).put(HexFormat.of().parseHex(BOOK)).put(text);
    CRC32C check = new CRC32C();
    check.update(bytes.array(), 0, bytes.position());
    bytes.putInt((int) check.getValue());
    return "r-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
