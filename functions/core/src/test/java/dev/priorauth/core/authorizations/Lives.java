package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes authorizations for tests by deciding requests. */
final class Lives {
  static final Actor OFFICE =
      new Actor("office", Role.PROVIDER, Set.of(Requests.REQUESTER), Set.of());
  static final Actor REVIEWER = new Actor("nurse", Role.REVIEWER, Set.of(), Set.of("bcbsma"));
  static final AuthorizationId ID = AuthorizationId.of(42);
  static final String SUBMITTED_AT = "2025-01-02T15:00:00Z";

  private Lives() {}

  static Instant noon(String day) {
    return Instant.parse(day + "T17:00:00Z");
  }

  static Authorization of(Case decided) {
    Decision.Accepted accepted = (Decision.Accepted) decided.decide();
    Submission submission = decided.submission();
    return Operations.submit(
            ID,
            submission,
            Basis.of(
                accepted.ground(),
                TherapyBook.ZONE,
                decided.book().hash(),
                Extensions.lead(decided.book(), submission, decided.at()),
                Optional.empty()),
            accepted.outcome(),
            OFFICE,
            decided.at())
        .state();
  }

  static Authorization of(Requests request) {
    return of(Case.of(TherapyBook.bcbsma(), request.submission(), SUBMITTED_AT));
  }

  /** 26 visits of physical therapy from January 10 to December 31, 2025. */
  static Authorization approved() {
    return of(Requests.physicalTherapy().visits(26));
  }

  static Authorization pended() {
    return of(unknown(Requests.physicalTherapy().visits(26)));
  }

  /** Of a member whose coverage is not known. */
  static Case unknown(Requests request) {
    return Case.of(TherapyBook.bcbsma(), request.submission(), SUBMITTED_AT)
        .eligible(Eligibility.State.UNKNOWN);
  }

  /** A request to Carelon. */
  static Authorization recorded() {
    return of(Requests.physicalTherapy().service("mri").by("ordering-provider"));
  }

  static Visit visit(String day) {
    return new Visit(LocalDate.parse(day), 1, List.of());
  }

  static Authorization done(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return ((Result.Done) result).state();
  }

  static AllotmentChange change(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return ((Result.Done) result).change();
  }

  static Result.Reason refused(Result result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).reason();
  }

  static Authorization using(Authorization state, String... days) {
    return done(
        Operations.recordVisits(
            state,
            java.util.Arrays.stream(days).map(Lives::visit).toList(),
            OFFICE,
            noon("2025-12-31")));
  }
}
