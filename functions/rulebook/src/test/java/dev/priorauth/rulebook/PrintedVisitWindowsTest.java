package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.priorauth.core.authorizations.VisitWindow;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From which visit on an authorization is needed, by the published rules. */
class PrintedVisitWindowsTest {
  private static final RuleBook BOOK =
      RealRules.books(RuleSources.read(RealRules.FOLDER)).stream()
          .filter(book -> book.payer().id().equals("bcbsma"))
          .findFirst()
          .orElseThrow();

  private static List<VisitWindow> windows(String service, Facts further) {
    return VisitWindow.of(
        BOOK,
        new Submission(
            "bcbsma",
            "commercial-hmo",
            Optional.empty(),
            new Submission.Member(
                new MemberId("XXP123456789"), "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
            new Submission.Requester(new Npi("1234567893"), "servicing-provider"),
            new Npi("1003000126"),
            service,
            List.of(),
            List.of(),
            LocalDate.of(2025, 1, 10),
            Optional.empty(),
            Optional.of(1),
            new Submission.Urgency.Standard(),
            further,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()),
        Instant.parse("2026-11-29T17:00:00Z"));
  }

  @Test
  void chiropractic_isAskedForAroundTheThirteenthVisit() {
    assertThat(windows("chiropractic", Facts.NONE.with(Fact.VISIT_NUMBER, 1)))
        .extracting(VisitWindow::visit, VisitWindow::days)
        .containsExactlyInAnyOrder(tuple(13, 0), tuple(13, 7));
    assertThat(windows("chiropractic", Facts.NONE.with(Fact.VISIT_NUMBER, 13)))
        .extracting(window -> window.cite().quote())
        .contains(
            "Authorization requests must be submitted within seven days (+/-) from the date of the"
                + " member’s 13th visit.");
  }

  @Test
  void nothingIsAskedFor_afterTheThirteenth_norWhereTheBenefitEndsBefore_norElsewhere() {
    assertThat(windows("chiropractic", Facts.NONE.with(Fact.VISIT_NUMBER, 14))).isEmpty();
    assertThat(
            windows(
                "chiropractic", Facts.NONE.with(Fact.VISIT_NUMBER, 1).with(Fact.VISIT_LIMIT, 12)))
        .isEmpty();
    assertThat(windows("physical-therapy", Facts.NONE)).isEmpty();
  }
}
