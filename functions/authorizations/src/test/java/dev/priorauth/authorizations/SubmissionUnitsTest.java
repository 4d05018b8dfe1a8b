package dev.priorauth.authorizations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.embedded.Meter;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a submission costs through its route: the real rules, and all that they say. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class SubmissionUnitsTest {
  private static final int KB = 1024;

  @Inject Meter meter;
  @Inject DynamoDbClient client;
  @Inject SettableEligibility eligibility;

  private final String member =
      ("XXP" + UUID.randomUUID()).toUpperCase(Locale.ROOT).substring(0, 12);

  @BeforeEach
  void profile() {
    given()
        .header("Authorization", "Bearer " + Tokens.provider("uma"))
        .contentType("application/json")
        .body(
            """
            {"npi": "%s", "taxId": "12-3456789", "email": "uma.counts@harbor.example",
             "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor"}\
            """
                .formatted(Tokens.NPI))
        .put("/v1/profile")
        .then()
        .statusCode(200);
  }

  private Response submit(String key, String service, String treats, int visits) {
    return given()
        .header("Authorization", "Bearer " + Tokens.provider("uma"))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(
            """
            {"payer": "bcbsma", "product": "commercial-hmo", "funding": "fully-insured",
             "member": {"id": "%s", "firstName": "Maria", "lastName": "Silva",
                        "dateOfBirth": "1951-03-04"},
             "requester": {"npi": "%s", "role": "pcp"}, "servicingProvider": {"npi": "%s"},
             "service": "%s", "codes": [{"code": "97110", "units": 8}],
             "diagnoses": [{"code": "M54.50", "role": "primary"}],
             "serviceFrom": "2026-12-01", "serviceTo": "2026-12-31", "visitsRequested": %d,
             "additionalInformation": "Pain in the lower back since May."}\
            """
                .formatted(member, Tokens.NPI, treats, service, visits))
        .post("/v1/authorizations");
  }

  /** Also where another provider treats, who finds it too. */
  @ParameterizedTest
  @CsvSource({
    "approved, physical-therapy, 12, ACTIVE, 1234567893",
    "approved, physical-therapy, 12, ACTIVE, 1003000126",
    "pended, physical-therapy, 12, UNKNOWN, 1234567893",
    "pended, physical-therapy, 27, UNKNOWN, 1003000126",
    "pended, in-vitro-fertilization, 1, ACTIVE, 1234567893"
  })
  void aSubmission_costsAtMost12WriteAnd4ReadUnits_andAReplayOnlyReads(
      String status, String service, int visits, Eligibility.State known, String treats) {
    eligibility.set(member, new Eligibility(known, Optional.empty()));
    // So that the book is in memory.
    submit("warm", "psychotherapy", "1003000126", 1);
    String key = UUID.randomUUID().toString();
    meter.reset();

    Response response = submit(key, service, treats, visits);

    double read = meter.read();
    double written = meter.written();
    String id = response.path("id");
    int state = size(id, "STATE");
    int event = size(id, "EVENT#00000001");
    meter.reset();
    submit(key, service, treats, visits);
    System.out.printf(
        "  submit, %-34s %5.1f %5.1f   answer %,6d bytes, state %,4d, event %,4d; sent again %.1f%n",
        status + ", " + service,
        read,
        written,
        response.asByteArray().length,
        state,
        event,
        meter.read());
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.<String>path("status")).isEqualTo(status);
    assertThat(written).isLessThanOrEqualTo(12);
    assertThat(read).isLessThanOrEqualTo(4);
    assertThat(state).isLessThan(KB);
    assertThat(event).isLessThan(KB);
    assertThat(meter.written()).isZero();
    assertThat(meter.read()).isLessThanOrEqualTo(4);
  }

  private int size(String id, String sort) {
    return Meter.size(
        client
            .getItem(
                g ->
                    g.tableName(FunctionResources.AUTHORIZATIONS_TABLE)
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("AUTH#" + id),
                                "sk", AttributeValue.fromS(sort))))
            .item());
  }
}
