package dev.priorauth.rulebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A book in the form in which it is published. */
class BookTest {
  /** An item of the table may have 400 KiB, and its keys need some of them. */
  private static final int ROOM = 380 * 1024;

  private static final RuleSources SOURCES = RuleSources.read(RealRules.FOLDER);
  private static final List<StoredBook> STORED = RuleFolder.store(SOURCES);

  private static StoredBook book(String payer) {
    return STORED.stream().filter(book -> book.payer().equals(payer)).findFirst().orElseThrow();
  }

  private static byte[] text(StoredBook book) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(book.compressed()))) {
      return in.readAllBytes();
    }
  }

  private static byte[] compress(byte[] text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(text);
    }
    return compressed.toByteArray();
  }

  private static void refused(StoredBook book, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BookReader.read(book))
        .withMessageStartingWith("the stored book of " + book.payer())
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
  }

  @Test
  void read_givesTheRulesOfTheFolder_fromTheStoredForm() {
    List<Finding> findings = new ArrayList<>();
    Map<String, ProgrammeFile> programmes =
        RuleFolder.programmes(SOURCES, RuleFolder.citations(SOURCES), findings);
    assertThat(findings).isEmpty();
    for (StoredBook stored : STORED) {
      List<Rule> rules =
          programmes.values().stream()
              .filter(programme -> programme.payers().contains(stored.payer()))
              .flatMap(programme -> programme.rules().stream())
              .toList();
      assertThat(BookReader.read(stored).rules())
          .as(stored.payer())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(rules);
    }
  }

  @Test
  void read_givesTheAnswersOfTheFolder_afterStoringAndFetching() {
    List<RuleBook> fetched =
        RuleFolder.check(RealRules.FOLDER).books().stream()
            .map(book -> new StoredBook(book.payer(), book.hash(), book.compressed()))
            .map(BookReader::read)
            .toList();
    Map<String, RuleBook> byPayer = CaseCheck.byPayer(fetched);
    assertThat(CaseCheck.examples(SOURCES))
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(
                        WorkedCase.run(example.json(), byPayer, CaseCheck.today(fetched))
                            .differences())
                    .as(example.name())
                    .isEmpty());
  }

  @Test
  void store_givesTheSameHashAndBytes_forTheSameRules() {
    List<StoredBook> again = RuleFolder.store(RuleSources.read(RealRules.FOLDER));
    assertThat(again).hasSameSizeAs(STORED);
    for (StoredBook book : again) {
      StoredBook first = book(book.payer());
      assertThat(book.hash()).isEqualTo(first.hash());
      assertThat(book.compressed()).isEqualTo(first.compressed());
    }
  }

  @Test
  void hash_isThatOfTheUncompressedText_always() throws IOException {
    StoredBook book = book("bcbsma");
    assertThat(book.hash()).isEqualTo(BookWriter.sha256(text(book)));
  }

  @Test
  void read_refuses_aBookThatWasCutOff() {
    StoredBook book = book("bcbsnc");
    byte[] whole = book.compressed();
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
      refused(
          new StoredBook(book.payer(), book.hash(), Arrays.copyOf(whole, length)),
          "damaged",
          "publish it again");
    }
  }

  @Test
  void read_refuses_aBookWithAChangedByte() {
    StoredBook book = book("bcbsnc");
    byte[] changed = book.compressed();
    changed[changed.length / 2] ^= 1;
    refused(new StoredBook(book.payer(), book.hash(), changed), "publish it again");
  }

  @Test
  void read_refuses_aBookWhoseTextWasAltered() throws IOException {
    StoredBook book = book("bcbsma");
    String altered = new String(text(book), UTF_8).replace("\"days\":60", "\"days\":90");
    assertThat(altered.getBytes(UTF_8)).isNotEqualTo(text(book));
    refused(
        new StoredBook(book.payer(), book.hash(), compress(altered.getBytes(UTF_8))),
        book.hash(),
        "publish it again");
  }

  @Test
  void read_refuses_aBookUnderAnotherPayersName() {
    StoredBook book = book("bcbsma");
    refused(
        new StoredBook("bcbsnc", book.hash(), book.compressed()),
        "it is the book of bcbsma, not of bcbsnc",
        "publish it again");
  }

  @Test
  void store_fitsIntoOneItem_forEveryPayer() throws IOException {
    for (StoredBook book : STORED) {
      System.out.printf(
          "The book of %s: %d bytes stored, %d uncompressed%n",
          book.payer(), book.compressed().length, text(book).length);
      assertThat(book.compressed().length).as(book.payer()).isLessThanOrEqualTo(ROOM);
    }
  }
}
