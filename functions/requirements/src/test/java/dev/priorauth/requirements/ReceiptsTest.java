package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.requirements.RealRules.SettableBooks;
import dev.priorauth.requirements.RealRules.SettableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReceiptsTest {
  private static final String MRI =
      "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient"
          + "&on=2026-12-01";

  @Inject SettableClock clock;
  @Inject SettableBooks books;

  @AfterEach
  void restore() {
    clock.set(RealRules.NOW);
    RealRules.books().forEach(books::publish);
  }

  private static String receiptOf(Api.Reply answer) {
    return "/v1/receipts/" + answer.json().get("receipt").asText();
  }

  @Test
  void receipt_givesTheSameBytesAgain_andOneMemberMore() {
    Api.Reply given = Api.get(MRI);
    clock.set(Instant.parse("2027-02-01T02:00:00Z"));
    String again = Api.get(receiptOf(given)).text();

    String head = given.text().substring(0, given.text().length() - 1);
    assertThat(again).startsWith(head + ",\"today\":{");
    assertThat(Api.tree(again).at("/today/same").asBoolean()).isTrue();
    assertThat(Api.tree(again).at("/today/knownOn").asText())
        .isEqualTo("2027-01-31T21:00:00-05:00");
  }

  @Test
  void receipt_saysWhatWouldBeDifferent_afterNewRulesWerePublished() {
    Api.Reply given = Api.get(MRI);
    books.publish(withoutRules(RealRules.books().getFirst()));

    JsonNode again = Api.ok(receiptOf(given));

    assertThat(again.get("answer").asText()).isEqualTo("authorization-required");
    assertThat(again.at("/today/same").asBoolean(true)).isFalse();
    assertThat(again.at("/today/answer").asText()).isEqualTo("undetermined");
    assertThat(again.at("/today/changed").toString()).contains("answer", "because", "verify");
    assertThat(again.toString()).startsWith(given.text().substring(0, given.text().length() - 1));
  }

  @Test
  void receipt_ofAnAnswerAsKnownThen_saysWhatIsKnownToday() {
    Api.Reply given =
        Api.get(
            "/v1/requirements?payer=bcbsnc&product=commercial&funding=fully-insured"
                + "&service=outpatient-therapy&purpose=initial&on=2024-11-15&knownOn=2024-10-15");

    JsonNode again = Api.ok(receiptOf(given));

    assertThat(again.get("answer").asText()).isEqualTo("authorization-required");
    assertThat(again.at("/today/answer").asText()).isNotEqualTo("authorization-required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r-00000000000000000000000000000000", "x", "r-%00", "..%2f"})
  void unknownReceipt_isNotFound(String id) {
    Api.Reply reply = Api.get("/v1/receipts/" + id);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).isEqualTo(Api.get("/v1/nothing-here").text());
  }

  @Test
  void receiptThatSomebodyMadeUp_ofABookThatNeverWas_isNotFound() {
    Receipt madeUp =
        new Receipt(
            Facts.NONE.with(Fact.PAYER, "bcbsma").with(Fact.SERVICE, "mri"),
            LocalDate.parse("2026-12-01"),
            RealRules.NOW,
            "f".repeat(64));

    assertThat(Api.get("/v1/receipts/" + madeUp.id()).status()).isEqualTo(404);
  }

  private static RuleBook withoutRules(RuleBook book) {
    return new RuleBook(
        book.vocabulary(),
        book.payer(),
        "0".repeat(64),
        List.of(),
        book.references(),
        book.codeLists(),
        book.directory(),
        book.documents());
  }
}
