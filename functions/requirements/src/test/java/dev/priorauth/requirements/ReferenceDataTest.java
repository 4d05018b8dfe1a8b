package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ReferenceDataTest {

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.path(member).asText()));
    return texts;
  }

  @Test
  void payers_haveTheirProductsAndAContact() {
    JsonNode payers = Api.ok("/v1/payers").get("payers");

    assertThat(texts(payers, "id")).containsExactly("bcbsma", "bcbsnc");
    assertThat(payers.at("/1/products/0/value").asText()).isEqualTo("commercial");
    assertThat(payers.at("/0/contact/value").asText()).isNotEmpty();
  }

  @Test
  void facts_haveTheirValuesInEverydayWords_andAPayersProductsOnly() {
    JsonNode all = Api.ok("/v1/facts").get("facts");
    JsonNode ofOne = Api.ok("/v1/facts?payer=bcbsnc").get("facts");

    assertThat(texts(all, "fact")).contains("setting", "age", "serviceDate");
    assertThat(all.get(1).get("values").size()).isGreaterThan(10);
    assertThat(texts(ofOne.get(1).get("values"), "value")).containsExactly("commercial");
  }

  @Test
  void services_areAllThere_withThePayersWhoseRulesSpeakAboutThem() {
    JsonNode services = Api.ok("/v1/services").get("services");

    assertThat(texts(services, "id")).contains("mri", "outpatient-therapy");
    assertThat(services.toString()).contains("\"payers\":[\"bcbsma\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "knee%20mri, mri",
    "cat+scan, ct",
    "pt, physical-therapy",
    "home%20nurse, home-health",
    "phisical%20terapy, physical-therapy",
  })
  void plainWords_findTheService(String words, String service) {
    JsonNode services = Api.ok("/v1/services?q=" + words).get("services");

    assertThat(texts(services, "id")).startsWith(service);
  }

  @Test
  void wordsThatMeanNothing_findNothing() {
    assertThat(Api.ok("/v1/services?q=xyzzy").get("services")).isEmpty();
  }

  @Test
  void programs_areFoundByAnOldName_withTheNamesThatTheyAreNot() {
    JsonNode found = Api.ok("/v1/programs?q=AIM").get("programs");

    assertThat(found.at("/0/name").asText()).contains("Carelon");
    assertThat(found.at("/0/cite/quote").asText()).isNotEmpty();
    assertThat(Api.ok("/v1/programs?limit=100").toString()).contains("\"authorization\":false");
  }

  @Test
  void longLists_comeInParts_withoutGapsOrRepetitions() {
    List<String> walked = new ArrayList<>();
    String next = "";
    do {
      JsonNode part = Api.ok("/v1/rules?payer=bcbsma&limit=50" + next);
      assertThat(part.get("rules").size()).isLessThanOrEqualTo(50);
      walked.addAll(texts(part.get("rules"), "id"));
      next = part.get("next").isNull() ? "" : "&cursor=" + part.get("next").asText();
    } while (!next.isEmpty());

    assertThat(walked).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    assertThat(walked)
        .containsExactlyInAnyOrderElementsOf(
            RealRules.books().getFirst().rules().stream().map(rule -> rule.id()).toList());
  }

  @Test
  void codes_haveTheirListAndService() {
    JsonNode codes = Api.ok("/v1/codes?payer=bcbsma&sort=description").get("codes");

    assertThat(codes).isNotEmpty();
    assertThat(codes.at("/0/service").asText()).isNotEmpty();
    assertThat(codes.at("/0/year").isInt()).isTrue();
    assertThat(Api.ok("/v1/codes?year=1999").get("codes")).isEmpty();
  }

  @Test
  void contacts_areFoundByPayerAdministratorAndTopic() {
    JsonNode topics = Api.ok("/v1/contacts/topics").get("topics");
    JsonNode all = Api.ok("/v1/contacts").get("contacts");
    assertThat(topics).isNotEmpty();
    assertThat(all.size()).isGreaterThan(50);

    for (String topic : texts(topics, "id")) {
      JsonNode found = Api.ok("/v1/contacts?topic=" + topic).get("contacts");
      assertThat(texts(found, "topic")).allMatch(topic::equals);
    }
    JsonNode carelon = Api.ok("/v1/contacts?payer=bcbsnc&administrator=carelon").get("contacts");
    assertThat(texts(carelon, "administrator")).isNotEmpty().allMatch("carelon"::equals);
    assertThat(carelon.toString()).contains("866-455-8414").doesNotContain("866-745-1783");
  }

  @Test
  void checklist_hasEachItemWithTheFactsUnderWhichItApplies() {
    JsonNode items = Api.ok("/v1/checklists/genetic-test?payer=bcbsma").get("items");
    JsonNode fewer = Api.ok("/v1/checklists/genetic-test?payer=bcbsma&product=medex").get("items");

    assertThat(items).isNotEmpty();
    assertThat(items.at("/0/when/service").toString()).contains("genetic-test");
    assertThat(items.at("/0/cite/quote").asText()).isNotEmpty();
    assertThat(fewer.size()).isLessThan(items.size());
  }

  @Test
  void checklist_hasTheClinicalQuestions_untilAFactExcludesThem() {
    JsonNode sets = Api.ok("/v1/checklists/outpatient-therapy?payer=bcbsnc").get("criteria");
    JsonNode question = sets.at("/0/questions/3");

    assertThat(texts(sets, "id")).containsExactly("carelon-second-therapy-request");
    assertThat(sets.at("/0/text").asText()).startsWith("A worked example").contains("not the");
    assertThat(sets.at("/0/when/purpose").toString()).isEqualTo("[\"extension\"]");
    assertThat(question.get("choices").toString()).contains("progress-documented");
    assertThat(question.get("reading").asText()).contains("little progress");
    assertThat(question.at("/cite/lines").asText()).isEqualTo("208");
    assertThat(sets.toString()).doesNotContain("meeting");
    assertThat(
            Api.ok("/v1/checklists/outpatient-therapy?payer=bcbsnc&purpose=initial")
                .get("criteria"))
        .isEmpty();
    assertThat(Api.ok("/v1/checklists/mri?payer=bcbsma").get("criteria")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pre-service, Lake Cook Road, P.O. Box 986065",
    "retrospective, P.O. Box 986065, Lake Cook Road",
  })
  void imagingAppeals_goToCarelonBeforeTheService_andToThePayerAfterIt(
      String stage, String address, String other) {
    JsonNode routes =
        Api.ok(
                "/v1/appeal-routes?payer=bcbsma&administrator=carelon&service=ct&kind=appeal&stage="
                    + stage)
            .get("routes");

    assertThat(routes).hasSize(1);
    assertThat(routes.at("/0/contacts").toString()).contains(address).doesNotContain(other);
    assertThat(routes.at("/0/cite/quote").asText()).isNotEmpty();
  }

  @Test
  void appealRoutes_sayWhatIsNotPrinted_andWhomToAsk() {
    JsonNode answer = Api.ok("/v1/appeal-routes?payer=bcbsnc&service=outpatient-therapy");

    assertThat(texts(answer.get("routes"), "kind")).containsExactly("peer-to-peer");
    assertThat(texts(answer.get("notPrinted"), "kind")).containsExactly("appeal", "exception");
    assertThat(answer.at("/notPrinted/0/contact/kind").asText()).isEqualTo("id-card");
    assertThat(answer.toString()).doesNotContain("986065", "Lake Cook");
  }

  @Test
  void rule_hasItsWholeHistoryAndItsSources() {
    JsonNode rule = Api.ok("/v1/rules/bcbsnc.rehabilitation.authorization");

    assertThat(rule.get("versions").size()).isGreaterThanOrEqualTo(2);
    assertThat(rule.at("/versions/0/known/from").asText()).isEqualTo("2024-08-29");
    assertThat(rule.at("/versions/0/inForce/from").asText()).isEqualTo("2024-11-01");
    assertThat(rule.at("/versions/1/inForce/from").asText()).isEqualTo("2024-12-01");
    assertThat(rule.at("/versions/0/then/answer").asText()).isEqualTo("authorization-required");
    assertThat(texts(rule.get("sources"), "name")).contains("000_a49881d270052953.txt");
  }

  @Test
  void everyRule_canBeRead() {
    RealRules.books().stream()
        .flatMap(book -> book.rules().stream())
        .forEach(rule -> assertThat(Api.ok("/v1/rules/" + rule.id()).get("versions")).isNotEmpty());
  }

  @Test
  void rules_areFoundByService() {
    assertThat(Api.ok("/v1/rules?payer=bcbsma&service=mri").get("rules").toString())
        .contains("bcbsma.htr.authorization");
  }

  @Test
  void changes_comeOldestFirst_withBothEndsIncluded() {
    JsonNode day = Api.ok("/v1/rules/changes?from=2024-12-01&to=2024-12-01").get("changes");
    JsonNode dayBefore = Api.ok("/v1/rules/changes?from=2024-11-30&to=2024-11-30").get("changes");
    JsonNode all = Api.ok("/v1/rules/changes?limit=100").get("changes");

    assertThat(texts(day, "rule")).contains("bcbsnc.rehabilitation.authorization");
    assertThat(texts(day, "kind")).contains("takes-effect");
    assertThat(dayBefore).isEmpty();
    assertThat(texts(all, "on")).isSorted();
  }

  @Test
  void references_areFoundByKindAndWords() {
    JsonNode access = Api.ok("/v1/references?kind=portal-access").get("references");

    assertThat(texts(access, "kind")).isNotEmpty().allMatch("portal-access"::equals);
    assertThat(Api.ok("/v1/references?q=password").get("references")).isNotEmpty();
  }

  @Test
  void notices_areThoseOfTheDay_withTheirFallback() {
    JsonNode known = Api.ok("/v1/notices?payer=bcbsnc&knownOn=2024-11-05").get("notices");
    JsonNode before = Api.ok("/v1/notices?payer=bcbsnc&knownOn=2024-10-31").get("notices");

    assertThat(texts(known, "id")).contains("bcbsnc.carelon-portal.2024-10-21");
    assertThat(known.at("/0/active").asBoolean()).isTrue();
    assertThat(known.at("/0/fallback")).isNotEmpty();
    assertThat(texts(before, "id")).doesNotContain("bcbsnc.carelon-portal.2024-10-21");
  }

  @Test
  void document_isGivenAsJsonOrAsText() {
    JsonNode json = Api.ok("/v1/documents/000_a49881d270052953.txt");
    Api.Reply text =
        Api.call(
            Method.GET, "/v1/documents/000_a49881d270052953.txt", Map.of("Accept", "text/plain"));

    assertThat(text.status()).isEqualTo(200);
    assertThat(text.type()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(json.get("text").asText()).isEqualTo(text.text());
    assertThat(json.get("sha256").asText()).hasSize(64);
    assertThat(texts(Api.ok("/v1/documents").get("documents"), "name"))
        .contains("000_a49881d270052953.txt");
  }

  @Test
  void everyCitedQuote_standsAtTheCitedLinesOfTheDocumentThatIsServed() {
    JsonNode answer =
        Api.ok(
            "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient");
    for (JsonNode cite : answer.findValues("cite")) {
      String document =
          Api.ok("/v1/documents/" + cite.get("document").asText()).get("text").asText();
      assertThat(folded(document)).contains(folded(cite.get("quote").asText()));
    }
  }

  private static String folded(String text) {
    return text.replaceAll("(?U)\\s+", " ").strip();
  }
}
