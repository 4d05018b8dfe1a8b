package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BatchTest {
  private static final String BATCH = "/v1/requirements/batch";

  private static final String ROWS =
      """
      [{"id": "late", "facts": {"payer": "bcbsma", "product": "commercial-hmo", "service": "mri",
         "setting": "outpatient", "serviceDate": "2025-03-10"}},
       {"id": "nothing", "facts": {"payer": "bcbsma", "product": "commercial-hmo",
         "service": "psychotherapy", "serviceDate": "2025-01-10"}},
       {"id": "soon", "facts": {"payer": "bcbsma", "product": "commercial-hmo",
         "service": "home-sleep-test", "serviceDate": "2025-02-10"}},
       {"id": "open", "facts": {"payer": "bcbsma", "product": "commercial-hmo", "service": "mri"}},
       {"id": "bad", "facts": {"payer": "bcbsma", "product": "commercial", "servise": "mri",
         "age": "7"}}]
      """;

  @Test
  void batch_comesSoonestToActFirst_andKeepsTheOrderSent_whereNothingHasToBeDone() {
    Api.Reply reply = Api.post(BATCH, Api.JSON_TYPE, ROWS);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.texts("results", "id"))
        .containsExactly("soon", "late", "nothing", "open", "bad");
    assertThat(reply.texts("results", "lastSafeDate"))
        .containsExactly("2025-02-10", "2025-03-10", "null", "null", "null");
    assertThat(reply.json().get("brief").asBoolean()).isFalse();
  }

  @Test
  void badRow_hasAProblem_andTheOthersAreAnswered() {
    JsonNode results = Api.post(BATCH, Api.JSON_TYPE, ROWS).json().get("results");

    JsonNode bad = results.get(4);
    assertThat(bad.has("requirement")).isFalse();
    assertThat(bad.at("/problem/status").asInt()).isEqualTo(422);
    assertThat(bad.at("/problem/errors").findValuesAsText("path"))
        .containsExactlyInAnyOrder(
            "$[4].facts.product", "$[4].facts.servise", "$[4].facts.age", "$[4].facts.service");
    assertThat(results.get(0).at("/requirement/answer").asText())
        .isEqualTo("authorization-required");
  }

  @Test
  void row_hasTheSameRequirement_asASingleLookup() {
    JsonNode row =
        Api.post(BATCH + "?knownOn=2025-01-01", Api.JSON_TYPE, ROWS).json().at("/results/1");
    JsonNode single =
        Api.ok(
            "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient"
                + "&on=2025-03-10&knownOn=2025-01-01");

    assertThat(row.get("requirement")).isEqualTo(single);
  }

  @Test
  void rowsReceipt_givesItsAnswerAgain() {
    JsonNode row = Api.post(BATCH, Api.JSON_TYPE, ROWS).json().at("/results/0/requirement");

    assertThat(Api.ok("/v1/receipts/" + row.get("receipt").asText()).get("because"))
        .isEqualTo(row.get("because"));
  }

  @Test
  void table_isAnsweredLikeJson() {
    Api.Reply reply =
        Api.post(
            BATCH,
            Api.CSV_TYPE,
            """
            \uFEFFid,payer,product,service,setting,serviceDate,condition,"age"\r
            late,bcbsma,commercial-hmo,mri,outpatient,2025-03-10,,\r
            "soon, please",bcbsma,commercial-hmo,home-sleep-test,,2025-02-10,medical; mental-health,40

            bad,bcbsma,commercial,mri,,2025-02-30,,x
            short,bcbsma
            ,bcbsma,commercial-hmo,mri,outpatient,2025-01-10,,
            """);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.texts("results", "id"))
        .containsExactly("soon, please", "late", "bad", "short", "null");
    assertThat(reply.json().at("/results/0/requirement/facts/condition").toString())
        .isEqualTo("[\"medical\",\"mental-health\"]");
    assertThat(reply.json().at("/results/2/problem/errors").findValuesAsText("path"))
        .containsExactlyInAnyOrder(
            "$[2].facts.product", "$[2].facts.serviceDate", "$[2].facts.age");
    assertThat(reply.json().at("/results/3/problem/errors").findValuesAsText("path"))
        .contains("$[3]");
    assertThat(reply.json().at("/results/4/problem/errors").findValuesAsText("path"))
        .containsExactly("$[4].id");
  }

  @Test
  void repeatedId_isAProblemOfTheLaterRow() {
    String row = "{\"id\": \"a\", \"facts\": {\"payer\": \"bcbsma\", \"service\": \"ct\"}}";
    JsonNode results =
        Api.post(BATCH, Api.JSON_TYPE, "[" + row + "," + row + "]").json().get("results");

    assertThat(results.get(0).has("requirement")).isTrue();
    assertThat(results.get(1).at("/problem/errors/0/path").asText()).isEqualTo("$[1].id");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no array,            application/json, {},                                 422, $",
    "unknown column,      text/csv,         'id,payer,servise\n',               422, header",
    "column twice,        text/csv,         'id,payer,payer\n',                 422, header",
    "no id,               text/csv,         'payer,service\n',                  422, header",
    "quote not closed,    text/csv,         'id,payer\n\"a,b',                  400, ''",
    "text after a quote,  text/csv,         'id,payer\n\"a\"b,c',               400, ''",
    "empty table,         text/csv,         ' ',                                400, ''",
    "broken JSON,         application/json, '[{',                               400, ''",
  })
  void body_isRefusedAsAWhole_whereNoRowCanBeRead(
      String name, String type, String body, int status, String path) {
    Api.Reply reply = Api.post(BATCH, type, body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.errorPaths()).allMatch(path::equals);
    assertThat(reply.errorPaths().isEmpty()).isEqualTo(path.isEmpty());
  }

  @Test
  void fiveHundredRows_areAnswered_andOneMoreIsRefused() {
    Api.Reply most = Api.post(BATCH, Api.JSON_TYPE, rows(500));
    Api.Reply more = Api.post(BATCH, Api.JSON_TYPE, rows(501));

    assertThat(most.status()).isEqualTo(200);
    assertThat(most.json().get("results")).hasSize(500);
    assertThat(more.status()).isEqualTo(422);
    assertThat(more.json().at("/errors/0/message").asText()).contains("500", "501");
  }

  @Test
  void hugeAnswer_isCutDownToWhatDecides_soThatLambdaCanGiveIt() {
    Api.Reply reply = Api.post(BATCH, Api.JSON_TYPE, rows(500));

    assertThat(reply.json().get("brief").asBoolean()).isTrue();
    assertThat(Api.tree(reply.text()).toString().replace("\"", "\\\"").length())
        .isLessThan(6_000_000);
    JsonNode row = reply.json().at("/results/0/requirement");
    assertThat(row.has("answer")).isTrue();
    assertThat(row.has("rejected")).isFalse();
    assertThat(Api.ok("/v1/receipts/" + row.get("receipt").asText()).has("rejected")).isTrue();
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"id": "%d", "facts": {"payer": "bcbsma", "product": "commercial-hmo",
                 "service": "physical-therapy", "age": %d}}"""
                    .formatted(i, i % 90))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
