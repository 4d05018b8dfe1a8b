package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import dev.priorauth.requirements.RealRules.SettableBooks;
import dev.priorauth.rulebook.PackagedVocabulary;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The OpenAPI document says what the function really answers. */
@QuarkusTest
class OpenApiTest {
  private static final Documented DOCUMENT = new Documented("requirements.yaml");

  @Inject SettableBooks books;

  /** A call of every documented status; what brings it about stands before its status. */
  private record Call(String operation, Method method, String route, String status, String body) {}

  private static final String OK = "200";
  private static final String HTR =
      "?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient&requesterRole=pcp";

  /** The operations that are not asked about one payer. */
  private static final Set<String> OF_ALL_PAYERS =
      Set.of(
          "lookupBatch",
          "receipt",
          "payers",
          "services",
          "contactTopics",
          "rule",
          "documents",
          "document");

  private static final List<Call> CALLS =
      List.of(
          get("lookup", "/v1/requirements" + HTR, OK),
          get("lookup", "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri", OK),
          get("lookup", "/v1/requirements?payer=bcbsnc&service=outpatient-therapy", OK),
          get("lookup", "/v1/requirements?payer=bcbsnc&service=mri", OK),
          get("lookup", "/v1/requirements?payer=bcbsma&service=physical-therapy", OK),
          get(
              "lookup",
              "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=physical-therapy"
                  + "&condition=medical&age=7&amount=10.5&caseManagementEnrolled=true",
              OK),
          get(
              "lookup",
              "/v1/requirements?payer=bcbsnc&product=commercial&funding=fully-insured"
                  + "&service=outpatient-therapy&purpose=initial&on=2024-10-25&knownOn=2024-11-05",
              OK),
          post("lookupBatch", "/v1/requirements/batch", OK, rows()),
          get("payers", "/v1/payers", OK),
          get("facts", "/v1/facts", OK),
          get("services", "/v1/services?q=mri", OK),
          get("programs", "/v1/programs?limit=100", OK),
          get("codes", "/v1/codes", OK),
          get("contacts", "/v1/contacts", OK),
          get("contactTopics", "/v1/contacts/topics", OK),
          get("appealRoutes", "/v1/appeal-routes", OK),
          get("checklist", "/v1/checklists/genetic-test?payer=bcbsma", OK),
          get("checklist", "/v1/checklists/outpatient-therapy?payer=bcbsnc", OK),
          get("rules", "/v1/rules?limit=100", OK),
          get("rule", "/v1/rules/bcbsma.htr.authorization", OK),
          get("rule", "/v1/rules/bcbsnc.rehabilitation.authorization", OK),
          get("ruleChanges", "/v1/rules/changes", OK),
          get("references", "/v1/references?limit=100", OK),
          get("notices", "/v1/notices?knownOn=2024-11-05", OK),
          get("documents", "/v1/documents", OK),
          get("document", "/v1/documents/000_a49881d270052953.txt", OK),
          get("receipt", "/v1/receipts/r-0", "404"),
          get("checklist", "/v1/checklists/nonsense?payer=bcbsma", "404"),
          get("rule", "/v1/rules/nonsense", "404"),
          get("document", "/v1/documents/nonsense", "404"),
          post("lookupBatch", "/v1/requirements/batch", "400", "["),
          post("lookupBatch", "/v1/requirements/batch", "422", "{}"),
          post("lookupBatch", "/v1/requirements/batch", "413", " ".repeat((1 << 20) + 1)));

  private static Call get(String operation, String route, String status) {
    return new Call(operation, Method.GET, route, status, "");
  }

  private static Call post(String operation, String route, String status, String body) {
    return new Call(operation, Method.POST, route, status, body);
  }

  private static String rows() {
    return """
        [{"id": "1", "facts": {"payer": "bcbsma", "product": "commercial-hmo", "service": "mri"}},
         {"id": "2", "facts": {"payer": "bcbsma"}}]""";
  }

  @AfterEach
  void publishAgain() {
    RealRules.books().forEach(books::publish);
  }

  @Test
  void realAnswers_areAsDocumented() {
    Set<String> seen = new TreeSet<>();
    CALLS.forEach(call -> seen.add(check(call)));
    seen.add(check(get("receipt", "/v1/receipts/" + receipt(), OK)));

    assertThat(seen).containsAll(DOCUMENT.answers(OK, "404", "413", "422"));
  }

  @Test
  void everyOperation_answersTheSharedRefusals_asDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      String route = route(operation);
      seen.add(
          check(
              operation.id(),
              "400",
              Api.call(
                  Method.valueOf(operation.method()),
                  with(route, "colour=red"),
                  Map.of("Content-Type", Api.JSON_TYPE))));
      seen.add(
          check(
              operation.id(),
              "406",
              Api.call(
                  Method.valueOf(operation.method()),
                  route,
                  Map.of("Accept", "text/html", "Content-Type", Api.JSON_TYPE))));
      books.fail(new IllegalStateException("broken"));
      seen.add(check(operation.id(), "500", asked(operation, route)));
      RealRules.books().forEach(books::publish);
    }
    seen.add(
        check(
            "lookupBatch",
            "415",
            Api.call(Method.POST, "/v1/requirements/batch", Map.of("Content-Type", "text/html"))));

    assertThat(seen).containsAll(DOCUMENT.answers("400", "406", "415", "500"));
  }

  @Test
  void payerWithoutRules_isUnavailable_whereThatIsDocumented() {
    books.withdraw("bcbsma");
    for (Operation operation : DOCUMENT.operations()) {
      if (operation.statuses().contains("503") && !OF_ALL_PAYERS.contains(operation.id())) {
        check(operation.id(), "503", Api.get(with(route(operation), "payer=bcbsma")));
      }
    }
  }

  @Test
  void tableThatDoesNotAnswer_isSaid_whereThatIsDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      if (operation.statuses().contains("503")) {
        String route = route(operation);
        books.fail(SdkClientException.create("the secret of the table"));
        Api.Reply reply = asked(operation, route);
        seen.add(check(operation.id(), "503", reply));
        assertThat(reply.response().header("Retry-After")).isEqualTo("5");
        assertThat(reply.text()).doesNotContain("secret");
        RealRules.books().forEach(books::publish);
      }
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(DOCUMENT.answers("503"));
  }

  private static Api.Reply asked(Operation operation, String route) {
    return operation.method().equals("POST")
        ? Api.post(operation.path(), Api.JSON_TYPE, rows())
        : Api.get(route);
  }

  @Test
  void examples_areValid() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
  }

  @Test
  void documentedValuesOfFacts_areThoseOfTheVocabulary() {
    Map.of(
            "Product", Fact.PRODUCT,
            "Setting", Fact.SETTING,
            "AdmissionFrom", Fact.ADMISSION_FROM,
            "Purpose", Fact.PURPOSE,
            "AlsoReceives", Fact.ALSO_RECEIVES,
            "BenefitStructure", Fact.BENEFIT_STRUCTURE,
            "State", Fact.PRIMARY_CARE_PROVIDER_STATE,
            "RequesterRole", Fact.REQUESTER_ROLE)
        .forEach(
            (schema, fact) ->
                assertThat(DOCUMENT.values(schema))
                    .containsExactlyElementsOf(
                        PackagedVocabulary.load().allowed(fact, Optional.empty())));
  }

  @Test
  void documentedPaths_areTheRoutesOfTheTemplate() {
    assertThat(DOCUMENT.operations().stream().map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(
            Documented.routes(
                Path.of("..", "..", "infra", "template.yaml"), "RequirementsFunction"));
  }

  /** A route that answers, but for what a test adds to it. */
  private static String route(Operation operation) {
    return switch (operation.id()) {
      case "lookup" -> "/v1/requirements?service=mri";
      case "receipt" -> "/v1/receipts/" + receipt();
      case "checklist" -> "/v1/checklists/mri";
      case "rule" -> "/v1/rules/bcbsma.htr.authorization";
      case "document" -> "/v1/documents/000_a49881d270052953.txt";
      default -> operation.path();
    };
  }

  private static String with(String route, String parameter) {
    return route + (route.contains("?") ? "&" : "?") + parameter;
  }

  private static String check(Call call) {
    Api.Reply reply =
        call.method() == Method.POST
            ? Api.post(call.route(), Api.JSON_TYPE, call.body())
            : Api.get(call.route());
    return check(call.operation(), call.status(), reply);
  }

  private static String check(String operation, String status, Api.Reply reply) {
    assertThat(reply.status()).as(operation + reply.text()).isEqualTo(Integer.parseInt(status));
    assertThat(DOCUMENT.problems(operation, status, reply.type(), reply.text()))
        .as(operation + " " + status)
        .isEmpty();
    assertThat(reply.response().header("X-Request-Id")).isNotEmpty();
    return Documented.answer(operation, status);
  }

  private static String receipt() {
    return Api.ok("/v1/requirements" + HTR).get("receipt").asText();
  }
}
