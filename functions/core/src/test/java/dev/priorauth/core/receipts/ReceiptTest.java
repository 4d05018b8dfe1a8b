package dev.priorauth.core.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReceiptTest {

  private static final Facts MRI = Facts.NONE.with(Fact.SERVICE, "mri").with(Fact.AGE, 41);
  private static final LocalDate ON = LocalDate.parse("2025-01-10");
  private static final Instant KNOWN_ON = Instant.parse("2025-01-02T14:00:00Z");

  @Test
  void id_isAnRAnd32HexadecimalDigits() {
    assertThat(Receipt.of("bcbsma", MRI, ON, KNOWN_ON, "h1").id()).matches("r-[0-9a-f]{32}");
  }

  @Test
  void id_isTheSame_whateverTheOrderOfTheFacts() {
    Facts turned = Facts.NONE.with(Fact.AGE, 41).with(Fact.SERVICE, "mri");

    assertThat(Receipt.of("bcbsma", turned, ON, KNOWN_ON, "h1"))
        .isEqualTo(Receipt.of("bcbsma", MRI, ON, KNOWN_ON, "h1"));
  }

  @Test
  void id_differs_whereAnyPartDiffers() {
    FactValue both = new FactValue.Many(new TreeSet<>(Set.of("medical", "substance-use")));

    List<Receipt> receipts =
        List.of(
            Receipt.of("bcbsma", MRI, ON, KNOWN_ON, "h1"),
            Receipt.of("bcbsnc", MRI, ON, KNOWN_ON, "h1"),
            Receipt.of("bcbsma", MRI.with(Fact.AGE, 42), ON, KNOWN_ON, "h1"),
            Receipt.of("bcbsma", MRI.without(Fact.AGE), ON, KNOWN_ON, "h1"),
            Receipt.of("bcbsma", MRI.with(Fact.CONDITION, both), ON, KNOWN_ON, "h1"),
            Receipt.of("bcbsma", MRI, ON.plusDays(1), KNOWN_ON, "h1"),
            Receipt.of("bcbsma", MRI, ON, KNOWN_ON.plusSeconds(1), "h1"),
            Receipt.of("bcbsma", MRI, ON, KNOWN_ON, "h2"));

    assertThat(receipts).extracting(Receipt::id).doesNotHaveDuplicates();
  }

  @Test
  void id_staysTheSame_fromReleaseToRelease() {
    // A receipt that an office has written down must still be found.
    assertThat(Receipt.of("bcbsma", MRI, ON, KNOWN_ON, "h1").id())
        .isEqualTo("r-228b9590820746484b87d40fb4865498");
  }
}
