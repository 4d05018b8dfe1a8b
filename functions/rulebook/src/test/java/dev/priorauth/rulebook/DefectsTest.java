package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each check of the linter, proven by rules that are sound but for one defect: it is found, with
 * its file, its path and the mend, and nothing can be published.
 */
class DefectsTest {
  private static final String RULES = "lighthouse/imaging.json";
  private static final String CASES = "cases/lighthouse/imaging.json";
  private static final String AUTHORIZATION = "/rules/0/versions/0";
  private static final String EMERGENCY = "/rules/1/versions/0";
  private static final String CHILDREN_UNTIL_2024 = "/rules/2/versions/1";
  private static final String CHILDREN_FROM_2025 = "/rules/2/versions/2";
  private static final String ADMISSION = "/rules/3/versions/0";

  private Fixture rules;

  @BeforeEach
  void copyTheSoundRules(@TempDir Path folder) {
    rules = new Fixture(folder);
  }

  private List<Finding> findings() {
    CheckedRules checked = rules.check();
    assertThat(checked.books()).as("what could be published").isEmpty();
    return checked.findings();
  }

  private static void isAt(Finding finding, String file, String path, String... words) {
    assertThat(finding.file()).as(finding.toString()).isEqualTo(file);
    assertThat(finding.path()).as(finding.toString()).isEqualTo(path);
    assertThat(finding.message()).contains(words);
  }

  /** Exactly one finding, at this place and in these words. */
  private void found(String file, String path, String... words) {
    assertThat(findings()).singleElement().satisfies(finding -> isAt(finding, file, path, words));
  }

  /** Among the findings, one at this place and in these words. */
  private void foundAmongOthers(String file, String path, String... words) {
    assertThat(findings()).anySatisfy(finding -> isAt(finding, file, path, words));
  }

  @Test
  void check_findsNothing_inTheSoundRules() {
    CheckedRules checked = rules.check();
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.books()).extracting(StoredBook::payer).containsExactly("lighthouse");
  }

  @Nested
  class Clocks {
    private static final String CLOCKS = "decision-clocks.json";

    @Test
    void clock_isMissed_whenNoneIsForExpeditedRequests() {
      rules.set(CLOCKS, "/clocks/0/urgency", "['standard']");
      foundAmongOthers(
          CLOCKS, "$.clocks", "expedited request of lighthouse basic", "add one, or widen");
    }

    @Test
    void clock_isMissed_whenAProductHasNone() {
      rules.set(CLOCKS, "/clocks/0/when/product", "['basic']");
      foundAmongOthers(CLOCKS, "$.clocks", "standard request of lighthouse plus");
    }

    @Test
    void clock_isMissed_fromTheDayOnWhichTheLastOneEnds() {
      rules.set(CLOCKS, "/clocks/0/submitted/until", "'2026-01-01'");
      foundAmongOthers(CLOCKS, "$.clocks", "from 2026-01-01 on");
    }

    @Test
    void clock_isMissed_beforeTheDayOnWhichTheFirstOneBegins() {
      rules.set(CLOCKS, "/clocks/0/submitted/from", "'2026-01-01'");
      foundAmongOthers(CLOCKS, "$.clocks", "standard request of lighthouse basic");
    }

    @Test
    void clock_isRefused_whenItNamesAnUnknownProduct() {
      rules.set(CLOCKS, "/clocks/0/when/product", "['basic', 'plus', 'gold']");
      found(CLOCKS, "$.clocks[0].when.product[2]", "there is no product gold");
    }

    @Test
    void clock_isRefused_whenItsIdStandsTwice() {
      rules.set(CLOCKS, "/clocks/-", rules.get(CLOCKS, "/clocks/0"));
      found(CLOCKS, "$.clocks[1]", "harbour-act stands twice");
    }

    @Test
    void clock_isRefused_whenItsTimeIsNone() {
      rules.set(CLOCKS, "/clocks/0/within", "'7 days'");
      found(CLOCKS, "$.clocks[0].within", "schema/decision-clocks.schema.json");
    }

    @Test
    void clock_isRefused_whenItsLawIsMissing() {
      rules.remove(CLOCKS, "/clocks/0/law");
      found(CLOCKS, "$.clocks[0]", "'law'");
    }
  }

  @Nested
  class AppealsAndCriteria {
    private static final String SET =
        """
        {'id': '%s', 'version': '1', 'title': 'A set', 'document': 'imaging-policy.txt',
         'reviewedOn': '2025-01-01', 'when': {'payer': ['lighthouse'], 'service': ['ct']},
         'text': 'An example.', 'cite': %s,
         'questions': [{'id': 'pain', 'text': 'Is there pain?', 'choices': ['yes', 'no'],
           'meeting': ['%s'], 'cite': %s}]}
        """;

    private void criteria(String id, String meeting) {
      String cite = rules.get(RULES, AUTHORIZATION + "/cite").toString();
      rules.write(
          "criteria/" + id + ".json",
          Fixture.json(SET.formatted(id, cite, meeting, cite)).toPrettyString());
    }

    @Test
    void set_isRefused_whenAnotherIsMadeForTheSameFacts() {
      criteria("one", "yes");
      criteria("two", "yes");
      found("criteria/two.json", "$.when", "criteria/one.json", "narrow one of them");
    }

    @Test
    void set_isRefused_whenNoChoiceMeetsAQuestion() {
      criteria("one", "perhaps");
      found("criteria/one.json", "$.questions[0]", "choices meet the criterion");
    }

    @Test
    void route_isRefused_whenItsContactIsUnknown() {
      String cite = rules.get(RULES, AUTHORIZATION + "/cite").toString();
      rules.set(
          "appeal-routes.json",
          "/routes/-",
          "{'id': 'a', 'payers': ['lighthouse'], 'administrators': ['lighthouse'],"
              + " 'kind': 'appeal', 'services': [], 'stages': ['concurrent'],"
              + " 'contacts': ['nobody'], 'text': 'Write.', 'cite': "
              + cite.replaceFirst("\\{", "{\"document\": \"imaging-policy.txt\", ")
              + "}");
      found("appeal-routes.json", "$.routes[0].contacts[0]", "there is no contact nobody");
    }
  }

  @Nested
  class Form {
    @Test
    void key_isRefused_whenTheSchemaDoesNotHaveIt() {
      rules.set(RULES, "/rules/0/sumary", "'Misspelt.'");
      found(RULES, "$.rules[0]", "'sumary'", "mend it as schema/rules.schema.json says");
    }

    @Test
    void key_isRefused_whenItStandsTwice() {
      rules.replace(RULES, "\"owner\"", "\"owner\": \"carelon\", \"owner\"");
      found(RULES, "line 2", "Duplicate field 'owner'", "mend it there");
    }

    @Test
    void citation_isRefused_whenItIsMissing() {
      rules.remove(RULES, AUTHORIZATION + "/cite");
      found(RULES, "$.rules[0].versions[0]", "'cite'", "schema/rules.schema.json");
    }

    @Test
    void citation_isRefused_whenAPartOfTheEffectsHasNone() {
      rules.remove(RULES, AUTHORIZATION + "/then/validity/cite");
      found(RULES, "$.rules[0].versions[0].then.validity", "'cite'", "schema/rules.schema.json");
    }

    @Test
    void json_isRefused_whenItIsBroken() {
      rules.write("notices.json", "{\"notices\": [}");
      found("notices.json", "line 1", "not sound JSON", "mend it there");
    }

    @Test
    void file_isRefused_whenItIsMissing() {
      rules.delete("programs.json");
      found("programs.json", "$", "the file is missing");
    }

    @Test
    void file_isRefused_whenItsKindIsUnknown() {
      rules.write("holidays.json", "{}");
      found("holidays.json", "$", "move it, or add schema/holidays.schema.json");
    }

    @Test
    void date_isRefused_whenTheCalendarDoesNotHaveIt() {
      rules.set(RULES, "/reviewedOn", "'2025-02-29'");
      found(RULES, "$.reviewedOn", "a calendar date such as 2024-12-01 is expected");
    }

    @Test
    void hours_areRefused_whenTheClockDoesNotHaveThem() {
      rules.set(
          "directory.json",
          "/contacts/0/hours",
          "{'days': 'Mon-Fri', 'opens': '08:00', 'closes': '25:00', 'zone': 'America/New_York'}");
      found("directory.json", "$.contacts[0].hours", "25:00");
    }
  }

  @Nested
  class Citations {
    private static final String CITE = AUTHORIZATION + "/cite";
    private static final String PATH = "$.rules[0].versions[0].cite";

    @Test
    void quote_isRefused_whenItDoesNotStandAtItsLines() {
      rules.set(RULES, CITE + "/lines", "'5'");
      found(
          RULES,
          PATH + ".quote",
          "do not stand at imaging-policy.txt:5",
          "copy them from there",
          "or correct the lines");
    }

    @Test
    void quote_isRefused_whenAWordDiffers() {
      rules.set(
          RULES, CITE + "/quote", "'Imaging in the outpatient setting needs prior authorization.'");
      found(RULES, PATH + ".quote", "copy them from there");
    }

    @Test
    void quote_isRefused_whenItIsInTwoPieces() {
      rules.set(RULES, CITE + "/lines", "'4,9'");
      rules.set(
          RULES,
          CITE + "/quote",
          "'requires prior authorization. Imaging in the emergency department'");
      found(RULES, PATH + ".quote", "in one unbroken piece");
    }

    @Test
    void quote_isFound_overALineBreakOfTheDocument() {
      rules.set(RULES, CITE + "/lines", "'8-9'");
      rules.set(
          RULES, CITE + "/quote", "'financially liable. Imaging in the emergency department'");
      assertThat(rules.check().findings()).isEmpty();
    }

    @Test
    void line_isRefused_whenItLiesOutsideTheDocument() {
      rules.set(RULES, CITE + "/lines", "'4-40'");
      found(RULES, PATH + ".lines", "imaging-policy.txt has 17 lines, but line 18 is cited");
    }

    @Test
    void document_isRefused_whenItIsNotTheOneThatWasRetrieved() {
      rules.replace("sources/imaging-policy.txt", "open to visitors", "closed to visitors");
      found(
          "sources/imaging-policy.txt",
          "line 1",
          "not the one that was retrieved",
          "restore it, or add it under a new name with sha256");
    }

    @Test
    void document_isRefused_whenItIsMissing() {
      rules.delete("sources/imaging-policy.txt");
      found("sources/imaging-policy.txt", "$", "take it out of sources/index.json");
    }

    @Test
    void document_isRefused_whenTheIndexDoesNotListIt() {
      rules.set(RULES, CITE + "/document", "'billing-policy.txt'");
      foundAmongOthers(
          RULES, PATH, "sources/index.json does not list the document billing-policy.txt");
    }
  }

  @Nested
  class Names {
    @Test
    void value_isRefused_whenTheFactDoesNotHaveIt() {
      rules.set(RULES, EMERGENCY + "/when/setting/0", "'emergency-room'");
      found(
          RULES,
          "$.rules[1].versions[0].when.setting[0]",
          "there is no setting emergency-room",
          "correct the name, or add it to vocabulary.json");
    }

    @Test
    void fact_isRefused_whenTheVocabularyDoesNotHaveIt() {
      rules.set(RULES, EMERGENCY + "/when/network", "['in-network']");
      found(
          RULES,
          "$.rules[1].versions[0].when.network",
          "vocabulary.json does not have the fact network",
          "add it there");
    }

    @Test
    void contact_isRefused_whenTheDirectoryDoesNotHaveIt() {
      rules.set(RULES, AUTHORIZATION + "/then/channels/0", "'lighthouse.back-desk.phone'");
      found(
          RULES,
          "$.rules[0].versions[0].then.channels[0]",
          "there is no contact lighthouse.back-desk.phone",
          "add it to directory.json");
    }

    @Test
    void administrator_isRefused_whenTheDirectoryDoesNotHaveIt() {
      rules.set(RULES, AUTHORIZATION + "/then/administrator", "'harbor'");
      found(
          RULES,
          "$.rules[0].versions[0].then.administrator",
          "there is no administrator harbor",
          "add it to directory.json");
    }

    @Test
    void payer_isRefused_whenTheVocabularyDoesNotHaveIt() {
      rules.set(RULES, "/payers/-", "'harbor'");
      found(RULES, "$.payers[1]", "there is no payer harbor", "add it to vocabulary.json");
    }

    @Test
    void service_isRefused_whenASharedAllotmentNamesAnUnknownOne() {
      rules.set(RULES, AUTHORIZATION + "/then/allotment/combined", "['x-ray']");
      found(
          RULES,
          "$.rules[0].versions[0].then.allotment.combined[0]",
          "there is no service x-ray",
          "add it to services.json");
    }

    @Test
    void overriddenRule_isRefused_whenThereIsNone() {
      rules.set(RULES, "/rules/1/overrides/0", "'lighthouse.imaging.authorisation'");
      found(
          RULES,
          "$.rules[1].overrides[0]",
          "there is no other rule lighthouse.imaging.authorisation",
          "correct or remove it");
    }

    @Test
    void overriddenRule_isRefused_whenItIsTheRuleItself() {
      rules.set(RULES, "/rules/2/overrides", "['lighthouse.imaging.children']");
      found(RULES, "$.rules[2].overrides[0]", "there is no other rule", "correct or remove it");
    }

    @Test
    void overrides_areRefused_whenTwoRulesOverrideEachOther() {
      rules.set(RULES, "/rules/0/overrides", "['lighthouse.imaging.emergency']");
      found(
          RULES,
          "$.rules[0].overrides",
          "lighthouse.imaging.authorization overrides lighthouse.imaging.emergency overrides"
              + " lighthouse.imaging.authorization",
          "take one out");
    }

    @Test
    void overrides_areRefused_whenThreeRulesGoInACircle() {
      rules.set(RULES, "/rules/0/overrides", "['lighthouse.imaging.children']");
      rules.set(RULES, "/rules/2/overrides", "['lighthouse.imaging.emergency']");
      found(
          RULES,
          "$.rules[0].overrides",
          "lighthouse.imaging.authorization overrides lighthouse.imaging.children overrides"
              + " lighthouse.imaging.emergency overrides lighthouse.imaging.authorization",
          "take one out");
    }

    @Test
    void id_isRefused_whenItIsNotItsPath() {
      rules.set(RULES, "/rules/2/id", "'lighthouse.radiology.children'");
      found(
          RULES,
          "$.rules[2].id",
          "the id does not begin with its path",
          "call it lighthouse.imaging.…");
    }

    @Test
    void id_isRefused_whenItStandsTwice() {
      rules.set(RULES, "/rules/3/id", "'lighthouse.imaging.children'");
      found(
          RULES, "$.rules[3].id", "this id stands in " + RULES + " already", "rename one of them");
    }

    @Test
    void file_isRefused_atTheWrongPath() {
      rules.move(RULES, "lighthouse/radiology.json");
      rules.move(CASES, "cases/lighthouse/radiology.json");
      found(
          "lighthouse/radiology.json",
          "$",
          "owner and programme make " + RULES,
          "move the file or mend them");
    }

    @Test
    void file_isRefused_inTheFolderOfNoAdministrator() {
      rules.set(RULES, "/owner", "'harbor'");
      rules.move(RULES, "harbor/imaging.json");
      rules.move(CASES, "cases/harbor/imaging.json");
      foundAmongOthers(
          "harbor/imaging.json",
          "$.owner",
          "there is no administrator harbor",
          "add it to directory.json");
    }

    @Test
    void examples_areRefused_whenTheyBelongToNoFileOfRules() {
      rules.move(CASES, "cases/lighthouse/radiology.json");
      found(
          "cases/lighthouse/radiology.json",
          "$",
          "there is no lighthouse/radiology.json",
          "move the file");
    }
  }

  @Nested
  class Boxes {
    @Test
    void box_isRefused_whenItIsWiderThanTheScopeOfItsFile() {
      rules.set(RULES, "/scope/service", "['ct', 'imaging-admission']");
      found(
          RULES,
          "$.rules[0].versions[0].when.service",
          "the scope of the file does not have all of these values",
          "widen it or leave them out");
    }

    @Test
    void box_isRefused_whenItsRangeIsWiderThanTheScopeOfItsFile() {
      rules.set(RULES, "/scope/age", "{'to': 16}");
      found(RULES, "$.rules[2].versions[0].when.age", "widen it or leave them out");
    }

    @Test
    void cover_isRefused_whenItIsWiderThanTheScopeOfItsFile() {
      rules.set(RULES, "/covers/0/service", "['mri', 'ultrasound']");
      found(RULES, "$.covers[0].service", "widen it or leave them out");
    }

    @Test
    void scope_isRefused_whenItIsNarrowerThanWhatTheExamplesAsk() {
      rules.set(RULES, "/scope/setting", "['outpatient', 'emergency-department']");
      assertThat(rules.check().findings()).isEmpty();
      rules.set(RULES, "/scope/age", "{'from': 0, 'to': 120}");
      rules.set(RULES, "/scope/product", "['plus']");
      foundAmongOthers(
          CASES, "$.cases[0]", "answer should be authorization-required", "mend the rule");
    }

    @Test
    void range_isRefused_whenItEndsBeforeItBegins() {
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when/age", "{'from': 18, 'to': 17}");
      found(RULES, "$.rules[2].versions[1].when.age", "must not end before it begins: 18 to 17");
    }

    @Test
    void age_isRefused_whenItIsNotWhole() {
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when/age", "{'to': 17.5}");
      found(RULES, "$.rules[2].versions[1].when.age.to", "at most 0 decimals");
    }

    @Test
    void box_isRefused_whenItAdmitsNothing() {
      rules.set("vocabulary.json", "/payers/0/products", "['basic']");
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when/product", "['plus']");
      found(
          RULES,
          "$.rules[2].versions[1].when",
          "no case of lighthouse lies in the box of lighthouse.imaging.children@2024-12-01",
          "mend its \"when\"");
    }

    @Test
    void rule_isRefused_whenItNamesNoService() {
      rules.remove(RULES, "/scope");
      rules.remove(RULES, "/covers");
      foundAmongOthers(RULES, "$.rules[2].versions[0].when", "no service is named", "name it");
    }

    @Test
    void book_isRefused_withMoreThan64VersionsForAService() {
      addRules(60);
      found(
          "services.json",
          "$.services[1]",
          "lighthouse has 65 rule versions for mri, at most 64 are possible",
          "join rules");
    }

    @Test
    void book_isRead_with64VersionsForAService() {
      addRules(59);
      assertThat(rules.check().findings()).isEmpty();
    }

    private void addRules(int count) {
      ObjectNode rule = (ObjectNode) rules.get(RULES, "/rules/2");
      rule.withArray("versions").remove(0);
      rule.withArray("versions").remove(0);
      rule.withObject("/versions/0").set("when", Fixture.json("{'service': ['mri']}"));
      rule.withObject("/versions/0/inForce").putNull("from");
      rule.withObject("/versions/0/known").putNull("since");
      for (int i = 0; i < count; i++) {
        rules.set(RULES, "/rules/-", rule.put("id", "lighthouse.imaging.more-" + i));
      }
    }
  }

  @Nested
  class RulesAgainstOneAnother {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        textBlock =
            """
            answer | /answer      | 'check-benefits'
            answer | /term        | 'precertification'
            validity | /validity/days | 60
            allotment | /allotment/limit | 5
            allotment | /allotment/automatic | false
            consequence | /consequence/text | 'The member pays.'
            requester | /requester/roles | ['pcp']
            """)
    void rules_areRefused_whenTheyDifferWithoutOverrides(String part, String place, String other) {
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when", "{'service': ['mri'], 'age': {'to': 17}}");
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when/setting", "['outpatient']");
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/then", rules.get(RULES, AUTHORIZATION + "/then"));
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/then" + place, other);
      found(
          RULES,
          "$.rules[0]",
          "lighthouse.imaging.authorization and lighthouse.imaging.children can both hold for mri",
          "differ in " + part,
          "say with \"overrides\" which one wins, or narrow a box");
    }

    @Test
    void rules_areRefused_whenTheirTransitionsDiffer() {
      String statement =
          "{'text': '%s', 'cite': {'lines': '17', 'quote': 'Our building is open to visitors.'}}";
      String transition =
          "{'kept': "
              + statement
              + ", 'dateOutside': "
              + statement
              + ", 'codeNotIncluded': "
              + statement
              + "}";
      rules.set(
          RULES, ADMISSION + "/then/transition", transition.formatted("Kept.", "Ask.", "Ask."));
      rules.set(
          RULES,
          CHILDREN_FROM_2025 + "/then/transition",
          transition.formatted("Kept.", "Ask.", "Ask again."));
      found(RULES, "$.rules[3]", "can both hold for imaging-admission", "differ in transition");
    }

    @Test
    void rules_mayDiffer_whenTheirDatesNeverMeet() {
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/when/service", "['imaging-admission']");
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/then/requester", requester("pcp"));
      rules.set(RULES, ADMISSION + "/then/requester", requester("facility"));
      found(RULES, "$.rules[3]", "can both hold for imaging-admission", "differ in requester");

      rules.set(RULES, ADMISSION + "/inForce/from", "'2025-01-01'");
      assertThat(findings())
          .noneSatisfy(finding -> assertThat(finding.message()).contains("differ"));
    }

    private static String requester(String role) {
      return "{'roles': ['%s'], 'text': 'Ask.', 'cite': {'lines': '6', 'quote': 'asks'}}"
          .formatted(role);
    }

    @Test
    void rule_isRefused_whenOthersOverrideItInEveryCase() {
      rules.remove(RULES, EMERGENCY + "/when/setting");
      found(
          RULES,
          "$.rules[0].versions[0]",
          "other rules override lighthouse.imaging.authorization@undated in every case",
          "remove it or narrow them");
    }

    @Test
    void cover_isRefused_whenACaseOfItGetsNoAnswer() {
      rules.set(RULES, ADMISSION + "/when/setting", "['outpatient']");
      found(
          RULES,
          "$.covers[0]",
          "no rule answers for imaging-admission with setting emergency department",
          "add a rule, or leave the case out of \"covers\"");
    }

    @Test
    void cover_isRefused_whenItBeginsInTheMiddleOfAGap() {
      rules.set(RULES, "/covers/0/age", "{'from': 10}");
      rules.set(RULES, ADMISSION + "/when/age", "{'from': 18}");
      found(RULES, "$.covers[0]", "no rule answers for imaging-admission with age 0 to 17");
    }
  }

  @Nested
  class Dates {
    private static final String WINDOW = AUTHORIZATION + "/then/windows/0";
    private static final String PATH = "$.rules[0].versions[0].then.windows[0]";

    @Test
    void window_isRefused_whenItClosesBeforeItOpens() {
      rules.set(RULES, WINDOW + "/earliest", "'P1D'");
      found(RULES, PATH, "must not close before it opens", "mend earliest or latest");
    }

    @Test
    void window_isRefused_whenItHasNoEnd() {
      rules.set(RULES, WINDOW + "/latest", "null");
      found(RULES, PATH, "a window needs an end", "give earliest or latest");
    }

    @Test
    void window_isRefused_whenItCountsHoursFromADay() {
      rules.set(RULES, WINDOW + "/latest", "'PT24H'");
      found(
          RULES,
          PATH,
          "hours can only be counted from an instant, not from serviceFrom",
          "count days, or name another anchor");
    }

    @Test
    void window_isRefused_whenItCountsOneEndInDaysAndTheOtherInHours() {
      rules.set(RULES, ADMISSION + "/then/windows/0/earliest", "'P0D'");
      found(
          RULES,
          "$.rules[3].versions[0].then.windows[0]",
          "both ends in days or both in hours",
          "mend earliest or latest");
    }

    @Test
    void version_isRefused_whenItEndsBeforeItBegins() {
      rules.set(RULES, CHILDREN_FROM_2025 + "/inForce/until", "'2024-12-31'");
      found(
          RULES, "$.rules[2].versions[2].inForce", "until 2024-12-31 is not after from 2025-01-01");
    }

    @Test
    void versions_areRefused_whenTwoSpeakAboutTheSameDates() {
      rules.set(RULES, CHILDREN_UNTIL_2024 + "/inForce/until", "null");
      found(
          RULES,
          "$.rules[2].versions",
          "the versions 2024-12-01 and 2025-01-01 speak about the same dates",
          "end \"known\" or \"inForce\" of the first where the second begins");
    }

    @Test
    void versions_areRefused_whenTwoHaveOneName() {
      rules.set(RULES, CHILDREN_FROM_2025 + "/version", "'undated'");
      found(RULES, "$.rules[2].versions", "two versions are called undated", "rename one of them");
    }
  }

  @Nested
  class Examples {
    private static final int EMERGENCY_EXAMPLE = 1;

    @Test
    void version_isRefused_withoutAnExample() {
      rules.remove(CASES, "/cases/" + EMERGENCY_EXAMPLE);
      found(
          RULES,
          "$.rules[1].versions[0]",
          "no example shows lighthouse.imaging.emergency@undated at work",
          "add one to " + CASES);
    }

    @ParameterizedTest(name = "without the example {1} {2}")
    @CsvSource({
      "2, just before, authorization@undated.before-service closes",
      "3, on, authorization@undated.before-service closes",
      "4, just after, authorization@undated.before-service closes",
      "5, just before, authorization@undated.validity closes",
      "6, on, authorization@undated.validity closes",
      "7, just after, authorization@undated.validity closes",
      "14, just before, admission-notice@undated.notice closes",
      "15, on, admission-notice@undated.notice closes",
      "16, just after, admission-notice@undated.notice closes"
    })
    void window_isRefused_withoutItsThreeExamples(int example, String side, String end) {
      rules.remove(CASES, "/cases/" + example);
      String rule = end.startsWith("authorization") ? "$.rules[0]" : "$.rules[3]";
      found(
          RULES,
          rule + ".versions[0]",
          "no example lies " + side + " the moment when lighthouse.imaging." + end,
          "add one to " + CASES);
    }

    @ParameterizedTest(name = "without an example {1}")
    @CsvSource({
      "8, on 2024-12-31",
      "9, on 2025-01-01",
      "10, on 2025-01-02",
      "11, known on 2024-11-30",
      "12, known on 2024-12-01",
      "13, known on 2024-12-02"
    })
    void version_isRefused_withoutAnExampleOfEachDayAtItsBoundaries(int example, String day) {
      rules.remove(CASES, "/cases/" + example);
      foundAmongOthers(
          RULES,
          "$.rules[2].versions[2]",
          "no example asks about lighthouse.imaging.children@2025-01-01 " + day,
          "add one to " + CASES);
    }

    @Test
    void dayAtABoundary_isNotTried_byAnExampleOfAnotherCase() {
      rules.set(CASES, "/cases/9/lookup/facts/age", "18");
      rules.set(CASES, "/cases/9/expect/because", "['lighthouse.imaging.authorization']");
      foundAmongOthers(
          RULES,
          "$.rules[2].versions[2]",
          "no example asks about lighthouse.imaging.children@2025-01-01 on 2025-01-01");
    }

    @Test
    void example_isRefused_whenItFails() {
      rules.set(CASES, "/cases/0/expect/answer", "'not-required'");
      found(
          CASES,
          "$.cases[0]",
          "an outpatient MRI needs prior authorization",
          "answer should be not-required but is authorization-required",
          "mend the rule or the example");
    }

    @Test
    void example_isRefused_whenItAsksForADayThatIsNone() {
      rules.set(CASES, "/cases/0/lookup/on", "'2025-02-30'");
      found(CASES, "$.cases[0]", "2025-02-30", "mend the example");
    }

    @Test
    void example_isRefused_whenItNamesAnUnknownValue() {
      rules.set(CASES, "/cases/0/lookup/facts/setting", "'boat'");
      found(CASES, "$.cases[0]", "facts.setting", "mend the example");
    }
  }

  @Nested
  class Coverage {
    @Test
    void statement_isRefused_whenNothingCarriesItAndNoReasonIsGiven() {
      rules.set(RULES, "/rules/2/inventory", "[]");
      found(
          "inventory.csv",
          "line 8",
          "nothing carries R-IMG-07",
          "name it in a rule's \"inventory\" or say why not in not-carried.json");
    }

    @Test
    void statement_isRefused_whenItIsCarriedAndAReasonSaysWhyNot() {
      rules.set("not-carried.json", "/rows/-", "{'inventory': 'R-IMG-07', 'reason': 'Too small.'}");
      found(
          "not-carried.json",
          "$.rows[1].inventory",
          "R-IMG-07 is carried",
          "remove it from this list");
    }

    @Test
    void statement_isRefused_whenARuleNamesAnUnknownOne() {
      rules.set(RULES, "/rules/2/inventory/-", "'R-IMG-70'");
      found("inventory.csv", "line 1", "names R-IMG-70", "not listed here", "correct it");
    }

    @Test
    void statement_isRefused_whenAReasonIsForAnUnknownOne() {
      rules.set("not-carried.json", "/rows/-", "{'inventory': 'R-IMG-70', 'reason': 'None.'}");
      found(
          "not-carried.json",
          "$.rows[1].inventory",
          "inventory.csv does not have R-IMG-70",
          "correct it");
    }
  }
}
