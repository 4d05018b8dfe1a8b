package dev.priorauth.local;

import dev.priorauth.core.decisions.BenefitUse;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.FactsJson;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Sets what the eligibility check will say. */
@Path("/local/eligibility")
public class EligibilityResource {
  private static final Set<Fact> COVERAGE = EnumSet.of(Fact.PAYER, Fact.PRODUCT, Fact.FUNDING);
  private static final int LONGEST = 100;
  private static final int MOST_VISITS = 999;

  private final LocalEligibility eligibility;
  private final Books books;

  EligibilityResource(LocalEligibility eligibility, Books books) {
    this.eligibility = eligibility;
    this.books = books;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public void set(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("memberId", "payer", "product", "active");
    Facts facts = FactsJson.read(body, COVERAGE, books.vocabulary());
    Optional<String> written = body.text("memberId", LONGEST);
    Optional<MemberId> member = written.flatMap(MemberId::parse);
    if (written.isPresent() && member.isEmpty()) {
      body.problem("memberId", "Write it as on the card: up to 40 letters, digits and hyphens.");
    }
    Optional<Boolean> active = body.flag("active");
    Optional<BenefitUse> benefit = body.object("benefits").flatMap(EligibilityResource::benefit);
    json.end();
    eligibility.set(
        new LocalEligibility.Coverage(
            member.orElseThrow(),
            facts.text(Fact.PAYER).orElseThrow(),
            facts.text(Fact.PRODUCT).orElseThrow(),
            facts.text(Fact.FUNDING)),
        new Eligibility(
            active.orElseThrow() ? Eligibility.State.ACTIVE : Eligibility.State.INACTIVE, benefit));
  }

  private static Optional<BenefitUse> benefit(JsonObject object) {
    object.need("visitLimit", "visitsUsed");
    Optional<Integer> limit = object.number("visitLimit", 0, MOST_VISITS);
    Optional<Integer> used = object.number("visitsUsed", 0, MOST_VISITS);
    return limit.isPresent() && used.isPresent()
        ? Optional.of(new BenefitUse(limit.get(), used.get()))
        : Optional.empty();
  }
}
