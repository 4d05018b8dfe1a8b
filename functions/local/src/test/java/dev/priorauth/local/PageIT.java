package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page as an office sees it, in a real browser. */
class PageIT {
  private static final String MRI =
      "#/lookup?payer=bcbsma&product=commercial-hmo&service=mri&on=2026-12-10";
  private static final String MRI_OUTPATIENT = MRI + "&setting=outpatient";
  private static final String NO_RULE = "#/lookup?payer=bcbsma&service=esketamine&on=2026-12-10";

  /** A day that the first announcement had, and the later one has no more. */
  private static final String BEFORE_THE_DELAY =
      "#/lookup?payer=bcbsnc&product=commercial&funding=fully-insured&service=outpatient-therapy"
          + "&on=2024-11-20";

  private static final String TOO_EARLY =
      "#/dates?payer=bcbsnc&product=commercial&funding=fully-insured&service=outpatient-therapy"
          + "&submittedOn=2026-11-30&serviceFrom=2027-01-15";
  private static final String ADMISSION =
      "#/dates?payer=bcbsma&product=commercial-hmo&service=acute-inpatient-admission"
          + "&admissionFrom=emergency-department&serviceFrom=2026-11-30";

  private static final String OFFICE =
      """
      {"sub": "desk", "npi": ["1234567893"], "role": "provider"}""";
  private static final String PROFILE =
      """
      {"npi": "1234567893", "taxId": "12-3456789", "email": "ann@harbor.example",
       "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor Therapy"}""";
  private static final String COVERAGE =
      """
      {"memberId": "%s", "payer": "bcbsma", "product": "commercial-hmo", "active": true}""";
  private static final String REQUEST =
      """
      {"payer": "bcbsma", "product": "commercial-hmo", "network": "in-network",
       "channel": "electronic", "requester": {"npi": "1234567893", "role": "pcp"},
       "servicingProvider": {"npi": "1234567893"}, "service": "physical-therapy",
       "member": {"id": "%s", "firstName": "Ana", "lastName": "Quibblesworth",
                  "dateOfBirth": "1980-02-29"},
       "diagnoses": [{"code": "M54.50", "role": "primary"}],
       "serviceFrom": "2026-11-30", "visitsRequested": 20}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalProcess process;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    if (!Browser.isHere()) {
      System.out.println("No chromium and chromedriver here: the page is not tested.");
    }
    assumeTrue(Browser.isHere());
    process = LocalProcess.start(folder, Map.of()).ready();
    // A Monday noon in the payers' zone.
    call("PUT", "/local/clock", "{\"instant\": \"2026-11-30T17:00:00Z\"}");
    browser = Browser.at(process.port(), Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (process != null) {
      process.close();
    }
  }

  @AfterEach
  void console_hasNoErrors_andThePolicyRefusedNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static JsonNode call(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + process.port() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    }
  }

  /** An approved request of an office that has all its profile needs. Gives its reference. */
  private static String approved(String member) throws Exception {
    String bearer = "Bearer " + call("POST", "/local/token", OFFICE).get("token").asText();
    call("PUT", "/v1/profile", PROFILE, "Authorization", bearer);
    call("POST", "/local/eligibility", COVERAGE.formatted(member));
    return call(
            "POST",
            "/v1/authorizations",
            REQUEST.formatted(member),
            "Authorization",
            bearer,
            "Idempotency-Key",
            member)
        .get("id")
        .asText();
  }

  private static void signIn() {
    browser.awaitText("h1", "Sign in");
    browser.click("main button");
  }

  @Test
  void anAnswer_isShownWithItsQuote_whichLeadsToTheSameWordsInTheDocument() throws Exception {
    browser.open(MRI_OUTPATIENT);

    assertThat(browser.text(".verdict h2")).isEqualTo("Authorization required");
    assertThat(browser.text(".verdict")).contains("Carelon", "Thu, Dec 10, 2026", "in 10 days");
    assertThat(browser.text(".answer")).contains("1-866-745-1783", "Open now");
    String quote = browser.content(".verdict blockquote");
    browser.click(".verdict figcaption a");
    browser.awaitText("h1", "Clinical Resources");
    String marked = browser.content("mark");

    assertThat(marked).contains(quote);
    assertThat(
            Files.readAllLines(Path.of("../../rules-json/sources/004_0269d5baffaabe18.txt"))
                .get(642))
        .isEqualTo(marked);
  }

  @Test
  void whatIsNotKnown_neverLooksLikeNotRequired_andAsksWhatDecides() {
    browser.open(MRI);

    assertThat(browser.text(".verdict h2")).isEqualTo("Not known yet");
    assertThat(browser.text(".verdict"))
        .contains("This does not mean that nothing is needed.")
        .doesNotContainIgnoringCase("not required");
    assertThat(browser.all(".verdict.tone-unknown")).hasSize(1);
    assertThat(browser.text(".asks"))
        .contains("Where is the service done?", "In the emergency department");
    assertThat(browser.text("[data-value=emergency-department]")).contains("Not required");
    browser.click("[data-value=emergency-department]");
    browser.awaitText(".verdict h2", "Not required");

    assertThat(browser.all(".verdict.tone-free")).hasSize(1);
    assertThat(browser.fragment()).contains("setting=emergency-department");
    assertThat(browser.text(".chips")).contains("Setting: in the emergency department");
  }

  @Test
  void whereNoRuleSpeaks_thePageSaysSo_andWhomToAsk() {
    browser.open(NO_RULE);

    assertThat(browser.text(".verdict h2")).isEqualTo("Not known: no rule speaks");
    assertThat(browser.all(".verdict.tone-unknown")).hasSize(1);
    assertThat(browser.all(".asks")).isEmpty();
    assertThat(browser.text(".answer")).contains("Whom to ask", "1-800-327-6716");
  }

  @Test
  void aPermanentLink_showsTheSameAnswerAgain_andWhetherItStillHolds() {
    browser.open(MRI_OUTPATIENT);
    String quote = browser.content(".verdict blockquote");

    browser.click(".verdict a.button");
    browser.awaitText("h1", "An answer that was given");

    assertThat(browser.fragment()).startsWith("/receipts/r-");
    assertThat(browser.text("[data-same]")).contains("Today it would be the same");
    assertThat(browser.content(".verdict blockquote")).isEqualTo(quote);
    assertThat(browser.all("form")).isEmpty();
  }

  @Test
  void whatWasKnownOnAnotherDay_canBeAskedFor_andIsToldFromWhatIsKnownToday() {
    browser.open(BEFORE_THE_DELAY);
    assertThat(browser.text(".verdict h2")).isEqualTo("Not known: no rule speaks");

    browser.open(BEFORE_THE_DELAY + "&knownOn=2024-10-30");
    assertThat(browser.text(".verdict h2")).isEqualTo("Authorization required");
    assertThat(browser.text(".then")).contains("So it was known on Wed, Oct 30, 2024");
  }

  @Test
  void aDateThatDoesNotFit_isShownWithTheNextOneThatDoes_whichOneClickTakes() {
    browser.open(TOO_EARLY);

    assertThat(browser.text(".verdict h2")).isEqualTo("Too early");
    assertThat(browser.text(".mend")).contains("Wed, Dec 16, 2026", "in 16 days");
    assertThat(browser.text(".cards")).contains("16 days too early");
    browser.click(".mend button");
    browser.awaitText(".verdict h2", "The dates fit");

    assertThat(browser.fragment()).contains("submittedOn=2026-12-16");
  }

  @Test
  void aDateThatIsMissing_isAskedFor_andTakenAsTheClockOnTheWallHasIt() {
    browser.open(ADMISSION);

    assertThat(browser.text(".need")).contains("Admission");
    browser.tabTo(".need input");
    browser.type("113020260900AM", Keys.ENTER);
    browser.awaitText(".cards", "by Thu, Dec 3, 2026, 9:00 AM EST (in 3 days)");

    assertThat(browser.fragment()).contains("admittedAt=2026-11-30T09");
  }

  @Test
  void whatTheServiceRefuses_isNamedInPlainWords_besideTheFormThatMendsIt() {
    browser.open(TOO_EARLY + "&serviceTo=2026-12-01");

    assertThat(browser.text(".note"))
        .contains("Something has to be mended", "The last day of service: This lies before");
    assertThat(browser.all("form.case")).hasSize(1);
    // The browser itself notes every answer that is no success.
    assertThat(browser.complaints()).singleElement().asString().contains("422");
  }

  @Test
  void theLinkOfAMail_leadsThroughSigningIn_toTheAuthorization() throws Exception {
    String id = approved("XXP100");
    browser.open("#/authorizations/" + id);
    signIn();
    browser.awaitText(".verdict h2", "Approved");

    assertThat(browser.text(".verdict")).contains("Physical therapy for Ana Quibblesworth", id);
    assertThat(browser.text(".answer"))
        .contains("Mon, Nov 30, 2026 to Thu, Dec 31, 2026", "20 of 20 visits")
        .contains("Thu, Dec 24, 2026 (in 24 days)", "Letter 1: approval");
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.fragment()).isEqualTo("/authorizations/" + id);
    browser.click("#sign-out");
    browser.awaitText("h1", "Does it need an authorization?");
    browser.open("#/authorizations/" + id);
    browser.awaitText("h1", "Sign in");
  }

  @Test
  void anOffice_seesWhatIsDue_hearsWhatIsNew_andFindsAMember_whoIsInNoAddress() throws Exception {
    String id = approved("XXP200");
    browser.open("#/office");
    signIn();
    browser.awaitText("h1", "Your requests");

    assertThat(browser.text("main")).contains("Due within two weeks", "A request was approved.");
    browser.click("input[name=memberId]");
    browser.type("XXP200", Keys.TAB, "02291980");
    browser.click("[role=search] button");
    browser.awaitText("#found > li:only-child", id);

    assertThat(browser.fragment()).isEqualTo("/office");
    assertThat(browser.barriers()).isEmpty();
    browser.click("main section:nth-of-type(2) button");
    browser.awaitText("main", "Nothing new.");
    browser.click("#sign-out");
    browser.awaitText("h1", "Does it need an authorization?");
  }

  @Test
  void theKeyboardAlone_isEnough() {
    browser.open("");
    browser.tabTo("#skip");
    browser.type(Keys.ENTER);
    assertThat(browser.focus().getTagName()).isEqualTo("main");

    browser.tabTo("select[name=payer]");
    browser.type("Blue Cross Blue Shield of M");
    browser.tabTo("select[name=product]");
    browser.type("Commercial H");
    browser.tabTo("[role=combobox]");
    browser.type("nee mri");
    browser.awaitText("[role=option][aria-selected=true]", "MRI");
    browser.type(Keys.ENTER);
    browser.type(Keys.ENTER);
    browser.awaitText(".verdict h2", "Not known yet");

    // The answer has the focus: a screen reader begins to read there.
    assertThat(browser.focus().getText()).isEqualTo("Not known yet");
    browser.tabTo("[data-value=outpatient]");
    browser.type(Keys.ENTER);
    browser.awaitText(".verdict h2", "Authorization required");
  }

  @Test
  void whatIsMeant_hasToBeChosen() {
    browser.open("#/");
    browser.click("select[name=payer] option[value=bcbsma]");
    browser.click("[role=combobox]");
    browser.type("zzzzzz");
    browser.awaitText("[role=status]", "Nothing found");
    browser.click("button.primary");

    assertThat(browser.all(".answer")).isEmpty();
    assertThat(browser.all("[role=combobox]:invalid")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#/",
        MRI,
        MRI_OUTPATIENT,
        NO_RULE,
        "#/lookup?payer=bcbsma&product=commercial-hmo&service=physical-therapy&on=2026-12-10",
        BEFORE_THE_DELAY,
        "#/documents/000_a49881d270052953.txt?lines=50-54",
        "#/dates",
        TOO_EARLY,
        ADMISSION,
        "#/nowhere"
      })
  void everyView_isOpenToEverybody(String fragment) {
    for (String scheme : List.of("light", "dark")) {
      browser.colours(scheme);
      browser.open(fragment);
      assertThat(browser.barriers()).as(scheme).isEmpty();
    }
    browser.width(390);
    assertThat(browser.barriers()).as("on a telephone").isEmpty();
    browser.width(1280);
  }
}
