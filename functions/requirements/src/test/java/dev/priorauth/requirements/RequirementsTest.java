package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.requirements.RealRules.SettableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RequirementsTest {
  private static final String MRI =
      "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri";

  @Inject SettableClock clock;

  @AfterEach
  void returnToTheAfternoon() {
    clock.set(RealRules.NOW);
  }

  @Test
  void lookup_givesTheAnswerWithItsReasonsAndReceipt() {
    JsonNode answer = Api.ok(MRI + "&setting=outpatient&on=2025-01-10");

    assertThat(answer.get("receipt").asText()).matches("r-[A-Za-z0-9_-]{100,250}");
    assertThat(answer.get("on").asText()).isEqualTo("2025-01-10");
    assertThat(answer.get("knownOn").asText()).isEqualTo("2026-11-23T14:00:00-05:00");
    assertThat(answer.get("facts"))
        .isEqualTo(
            Api.tree(
                """
                {"payer": "bcbsma", "product": "commercial-hmo", "service": "mri",
                 "setting": "outpatient"}"""));
    assertThat(answer.get("answer").asText()).isEqualTo("authorization-required");
    assertThat(answer.get("term").asText()).isEqualTo("prior authorization");
    assertThat(answer.get("administrator"))
        .isEqualTo(
            Api.tree("{\"id\": \"carelon\", \"name\": \"Carelon Medical Benefits Management\"}"));
    assertThat(answer.at("/because/0/cite/document").asText())
        .isEqualTo("004_0269d5baffaabe18.txt");
    assertThat(answer.at("/because/0/cite/dated").asBoolean()).isFalse();
    assertThat(answer.at("/because/0/cite").has("publishedOn")).isFalse();
    assertThat(answer.at("/validity/days").asInt()).isEqualTo(60);
    assertThat(answer.get("verify").get("where").asText()).contains("ConnectCenter");
    assertThat(answer.get("questions")).isEmpty();
  }

  @Test
  void lookup_asks_whereAFactDecides_andShowsNothingAsSettled() {
    JsonNode answer = Api.ok(MRI);

    assertThat(answer.get("answer").asText()).isEqualTo("undetermined");
    assertThat(answer.at("/questions/0/fact").asText()).isEqualTo("setting");
    assertThat(answer.at("/questions/0/changes").toString()).contains("answer");
    assertThat(answer.at("/questions/0/choices").findValuesAsText("answer"))
        .contains("authorization-required", "not-required");
    assertThat(answer.get("because")).isEmpty();
    assertThat(answer.get("windows")).isEmpty();
    assertThat(answer.get("checklist")).isEmpty();
    assertThat(answer.get("validity").isNull()).isTrue();
    assertThat(answer.get("allotment").isNull()).isTrue();
    assertThat(answer.get("consequence").isNull()).isTrue();
  }

  @Test
  void lookup_saysThatNoRuleSpeaks_andWhomToAsk() {
    JsonNode answer = Api.ok("/v1/requirements?payer=bcbsnc&product=commercial&service=mri");

    assertThat(answer.get("answer").asText()).isEqualTo("undetermined");
    assertThat(answer.get("questions")).isEmpty();
    assertThat(answer.get("because")).hasSize(1);
    assertThat(answer.at("/because/0").has("rule")).isFalse();
    assertThat(answer.at("/because/0/text").asText()).contains("does not mean");
    assertThat(answer.get("channels")).isNotEmpty();
  }

  @Test
  void lookup_ofACodeThatNoListHas_isUndetermined() {
    JsonNode answer = Api.ok("/v1/requirements?payer=bcbsma&code=99999");

    assertThat(answer.get("answer").asText()).isEqualTo("undetermined");
    assertThat(answer.at("/because/0/text").asText()).contains("99999");
  }

  @Test
  void lookup_takesTheDayInThePayersZone_whereNoneIsGiven() {
    clock.set(Instant.parse("2026-11-24T04:59:59Z"));
    assertThat(Api.ok(MRI).get("on").asText()).isEqualTo("2026-11-23");

    clock.set(Instant.parse("2026-11-24T05:00:00Z"));
    assertThat(Api.ok(MRI).get("on").asText()).isEqualTo("2026-11-24");
  }

  @ParameterizedTest(name = "knownOn {0}: from {1} on")
  @CsvSource({
    "2024-10-31,                  2024-11-01",
    "2024-11-01,                  2024-12-01",
    "2024-11-01T03:59:59Z,        2024-11-01",
    "2024-11-01T04:00:00Z,        2024-12-01",
    "2024-10-31T23:59:59-04:00,   2024-11-01",
    "2024-11-01T00:00:00-04:00,   2024-12-01",
  })
  void lookup_seesWhatWasPublishedByTheDay_asTheCarelonTransitionShows(
      String knownOn, String inForceFrom) {
    JsonNode answer =
        Api.ok(
            "/v1/requirements?payer=bcbsnc&product=commercial&funding=fully-insured"
                + "&service=outpatient-therapy&purpose=initial&on=2024-09-15&knownOn="
                + knownOn);

    assertThat(answer.get("upcoming").findValuesAsText("from")).contains(inForceFrom);
  }

  @Test
  void lookup_saysWhetherTheRequesterMayAsk_whereTheRoleIsKnown() {
    String therapy =
        "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=physical-therapy";

    assertThat(Api.ok(therapy).get("requester").has("allowed")).isFalse();
    assertThat(Api.ok(therapy + "&requesterRole=pcp").at("/requester/allowed").asBoolean())
        .isTrue();
    assertThat(
            Api.ok(therapy + "&requesterRole=therapist").at("/requester/allowed").asBoolean(true))
        .isFalse();
  }

  @Test
  void lookup_namesTheDateThatAWindowIsCountedFrom_whereItIsUnknown() {
    JsonNode answer =
        Api.ok(
            "/v1/requirements?payer=bcbsma&product=commercial-hmo"
                + "&service=acute-inpatient-admission&setting=emergency-department"
                + "&admissionFrom=emergency-department&condition=mental-health&age=30");

    assertThat(answer.get("facts").get("condition")).isEqualTo(Api.tree("[\"mental-health\"]"));
    assertThat(answer.get("windows")).isNotEmpty();
    assertThat(answer.at("/windows/0/closes").isNull()).isTrue();
    assertThat(answer.at("/windows/0/anchor").asText()).isEqualTo("admittedAt");
    assertThat(answer.at("/windows/0/latest").asText()).startsWith("PT");
  }

  @Test
  void lookup_givesFactsInTheirTypes() {
    JsonNode facts =
        Api.ok(
                MRI
                    + "&age=7&amount=1000.50&caseManagementEnrolled=true"
                    + "&condition=medical&condition=mental-health")
            .get("facts");

    assertThat(facts.get("age").isInt()).isTrue();
    assertThat(facts.get("amount").toString()).isEqualTo("1000.5");
    assertThat(facts.get("caseManagementEnrolled").isBoolean()).isTrue();
    assertThat(facts.get("condition").toString()).isEqualTo("[\"medical\",\"mental-health\"]");
  }

  @Test
  void lookup_judgesOpenNow_atKnownOn() {
    String phone = "channels";
    JsonNode afternoon = Api.ok(MRI + "&setting=outpatient");
    JsonNode night = Api.ok(MRI + "&setting=outpatient&knownOn=2026-11-23");

    assertThat(afternoon.get(phone).findValuesAsText("openNow")).contains("true");
    assertThat(night.get(phone).findValuesAsText("openNow")).doesNotContain("true");
  }

  @Test
  void sameQuestion_hasTheSameReceipt_andTheSameBytes() {
    String question = MRI + "&setting=outpatient&on=2025-01-10&knownOn=2025-01-01";
    String reordered =
        "/v1/requirements?knownOn=2025-01-01&on=2025-01-10&setting=outpatient&service=mri"
            + "&product=commercial-hmo&payer=bcbsma";

    assertThat(Api.get(question).text()).isEqualTo(Api.get(reordered).text());
  }
}
