package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.Eligibility.State;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.local.LocalEligibility.Coverage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LocalEligibilityTest {
  private static final MemberId MEMBER = new MemberId("XXP123456789");
  private static final Npi NPI = new Npi("1234567893");
  private static final Optional<String> INSURED = Optional.of("fully-insured");
  private static final Optional<String> SELF_FUNDED = Optional.of("self-funded");

  private final LocalEligibility eligibility = new LocalEligibility();

  private void tell(String product, Optional<String> funding, State state) {
    eligibility.set(
        new Coverage(MEMBER, "bcbsma", product, funding), new Eligibility(state, Optional.empty()));
  }

  private State of(Optional<String> funding) {
    return eligibility.of(request(funding)).state();
  }

  private static Submission request(Optional<String> funding) {
    return new Submission(
        "bcbsma",
        "commercial-hmo",
        funding,
        new Submission.Member(MEMBER, "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
        new Submission.Requester(NPI, "pcp"),
        NPI,
        "physical-therapy",
        List.of(),
        List.of(),
        LocalDate.of(2025, 1, 10),
        Optional.empty(),
        Optional.empty(),
        new Submission.Urgency.Standard(),
        Facts.NONE,
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aRequestThatDoesNotSayTheFunding_findsTheOneCoverageThatIsSet() {
    tell("commercial-hmo", INSURED, State.ACTIVE);

    assertThat(of(Optional.empty())).isEqualTo(State.ACTIVE);
    assertThat(of(INSURED)).isEqualTo(State.ACTIVE);
    assertThat(of(SELF_FUNDED)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void whatDependsOnTheFunding_isUnknown_untilItIsSaid() {
    tell("commercial-hmo", INSURED, State.ACTIVE);
    tell("commercial-hmo", SELF_FUNDED, State.INACTIVE);

    assertThat(eligibility.of(request(Optional.empty())).why())
        .contains("It depends on the funding: say it in the request.");
    assertThat(of(SELF_FUNDED)).isEqualTo(State.INACTIVE);
  }

  @Test
  void aMemberNeverSet_andAnotherProduct_stayUnknown() {
    assertThat(of(Optional.empty())).isEqualTo(State.UNKNOWN);
    tell("commercial-ppo", INSURED, State.ACTIVE);
    assertThat(of(Optional.empty())).isEqualTo(State.UNKNOWN);
  }
}
