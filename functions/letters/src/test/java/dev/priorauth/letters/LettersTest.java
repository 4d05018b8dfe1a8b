package dev.priorauth.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Addressee;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.decisions.Outcome;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LettersTest {
  private static final List<Entry> APPROVED = Cases.history(Letter.Kind.APPROVAL);

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Whoever has to change one of these makes a new set of templates instead. */
  private static final Map<Letter.Kind, List<String>> SET_1 =
      Map.of(
          Letter.Kind.APPROVAL,
              List.of(
                  "b9c91b44405cd1ca00eab74c3213563b1fda7ff9dce390d693dab50e443be8ef",
                  "b46fccf037e7c2dd60a2de694264072c6d90b0b2e53f89a06ff55bebf2c7b36c"),
          Letter.Kind.PARTIAL_APPROVAL,
              List.of(
                  "ef85f55a28d97e71920b1bd84fd332a1d3dc699cd63d027332ea2e09df9f62d2",
                  "2d942c6f2087346694c66d8b535752395f0690d24b685e941d434af28074367e"),
          Letter.Kind.PEND,
              List.of(
                  "2ebb556b270adae2b460ab5d955f70d3246f8583bcab334b33483a410a08856d",
                  "020da2cc8de4d07b71b1d07f605fab75699900ca858935c3a4b4e2d72aadfe73"),
          Letter.Kind.DENIAL,
              List.of(
                  "612fa79473da8644c6553026ead2930782a4fc106e5755127f5025e3e8d4c37e",
                  "533ac346d1cd3c4735dde9bcd80aa233decc5b2523d9bd64ccb8ea531698f0c0"),
          Letter.Kind.WITHDRAWAL,
              List.of(
                  "704e087ac66c7748aeab6f21d1381fbf7f384b29fb049e6fb6e2c8ce216868bd",
                  "2531e9e92b585fec8b8bad4043982f63c29a089865b05e076de2e8949b17805a"),
          Letter.Kind.CLOSING,
              List.of(
                  "87c5b4403f12924ad275c070e953eb899e08a1e09b2074255695a2f11030238c",
                  "5a177032247120ad86f68768f030f6d968972d7ece7e20734b9208a75a110c28"));

  @ParameterizedTest
  @EnumSource(Letter.Kind.class)
  void letter_hasTheBytesThatSet1AlwaysGave(Letter.Kind kind) throws NoSuchAlgorithmException {
    Printed printed = Cases.last(Cases.history(kind));

    assertThat(List.of(sha256(printed.htmlBytes()), sha256(printed.pdfBytes())))
        .isEqualTo(SET_1.get(kind));
  }

  @Test
  void sheet_hasTheBytesThatSet1AlwaysGave() throws NoSuchAlgorithmException {
    Printed printed = Letters.sheet(Authorization.replay(APPROVED), Cases.book(), Cases.AT);

    assertThat(List.of(sha256(printed.htmlBytes()), sha256(printed.pdfBytes())))
        .containsExactly(
            "6989aee02d2afdd92845603752e1a1dd9dc69bac80a923f98b7e792755d1cf1c",
            "980617cea0371e26e31b2ad9cf308454b00836bb2bcf96b7c72079b1d0c63ea7");
  }

  @ParameterizedTest
  @EnumSource(Letter.Kind.class)
  void letter_saysTheSame_inBothForms(Letter.Kind kind) throws IOException {
    Printed printed = Cases.last(Cases.history(kind));
    String html =
        printed
            .html()
            .replaceAll("(?s)<head>.*</head>", "")
            .replaceAll("<[^>]*>", " ")
            .replace("&#39;", "'")
            .replaceAll("\\s+", "");
    String pdf =
        text(printed.pdfBytes())
            .replaceAll("Authorization A\\w+, letter \\d+, page \\d of \\d", "")
            .replace("\u2022", "")
            .replaceAll("\\s+", "");

    assertThat(pdf).isEqualTo(html);
  }

  @Test
  void letter_staysTheSame_whateverHappensLater() {
    List<Entry> later = new ArrayList<>(APPROVED);
    later.add(
        new Entry(
            APPROVED.getFirst().id(),
            2,
            Cases.AT.plusSeconds(60),
            "office",
            dev.priorauth.core.authorizations.Role.PROVIDER,
            new Event.Withdrawn("Not needed."),
            1));
    Letter first = Authorization.replay(later).dossier().letters().getFirst();

    assertThat(Letters.letter(first, later, Cases.book()).pdfBytes())
        .isEqualTo(Cases.last(APPROVED).pdfBytes());
  }

  @Test
  void sheet_hasEveryApprovedCodeUnitAndDate_andNoOther() throws IOException {
    String text =
        text(Letters.sheet(Authorization.replay(APPROVED), Cases.book(), Cases.AT).pdfBytes());

    assertThat(text)
        .contains("81211 2 approved (A1)", "81162 7 approved in part (A2)")
        .contains("January 10, 2025", "March 31, 2025", "version 1 of the record");
    assertThat(Pattern.compile("\\b\\d{5}\\b").matcher(text).results().map(m -> m.group()))
        .containsExactly("81211", "81162");
    assertThat(
            Pattern.compile("[A-Z][a-z]+ \\d{1,2}, \\d{4}")
                .matcher(text)
                .results()
                .map(m -> m.group()))
        .containsExactly("January 2, 2025", "May 17, 1980", "January 10, 2025", "March 31, 2025");
  }

  @Test
  void letter_printsNames_withAccentsAndVietnameseLetters() throws IOException {
    assertThat(text(Cases.last(APPROVED).pdfBytes())).contains("Ada Núñez-Nguyễn ");
  }

  @Test
  void letter_showsThatACharacterIsMissing_whereTheFontLacksIt() throws IOException {
    List<Entry> history =
        Cases.history(
            Cases.submission("pcp", "\u674E\u0001\uD800"), new Outcome.Approved(Cases.APPROVAL));

    assertThat(text(Cases.last(history).pdfBytes())).containsPattern("Ada [\u25A1\uFFFD]{3} ");
  }

  @Test
  void letter_escapesWhatItPrints() {
    List<Entry> history =
        Cases.history(
            Cases.submission("pcp", "<script>\"&'"), new Outcome.Approved(Cases.APPROVAL));

    assertThat(Cases.last(history).html())
        .contains("&lt;script&gt;&quot;&amp;")
        .doesNotContain("<script");
  }

  @Test
  void letter_goesOverToFurtherPages_whenAReasonIsLong() throws IOException {
    List<Entry> history =
        Cases.history(
            Cases.submission("pcp", "x".repeat(300)),
            new Outcome.Pended(Cases.pend()),
            new Event.ReviewerDenied(
                new dev.priorauth.core.authorizations.Denial(
                    "NMN", "no progress ".repeat(600) + "end", "Policy 178")));
    String text = text(Cases.last(history).pdfBytes());

    assertThat(text).contains("no progress end").containsPattern("page 3 of \\d");
  }

  private static String denialAfter(Event... events) {
    return Cases.last(
            Cases.history(
                Cases.submission("pcp", "Lovelace"), new Outcome.Pended(Cases.pend()), events))
        .html();
  }

  @Test
  void denial_saysWhatBecameOfTheConversation() {
    Event proposed = new Event.DenialProposed(Cases.DENIAL, LocalDate.of(2025, 1, 15));
    Event denied = new Event.ReviewerDenied(Cases.DENIAL);

    assertThat(denialAfter(proposed, denied))
        .contains("<h2>The conversation with a physician</h2>")
        .contains("was offered. Nobody asked for it by January 15, 2025.");
    assertThat(denialAfter(proposed, new Event.PeerToPeerEnded(true), denied))
        .contains("was offered. It was held.");
    assertThat(denialAfter(proposed, new Event.PeerToPeerEnded(false), denied))
        .contains("was offered. The office did not want it.");
    assertThat(denialAfter(denied)).doesNotContain("conversation");
  }

  @Test
  void decisionAfterAnAppeal_saysSo() {
    Event denied = new Event.ReviewerDenied(Cases.DENIAL);
    Event appealed = new Event.AppealFiled("pre-service", "Please.");

    assertThat(denialAfter(denied, appealed, new Event.DenialUpheld(Cases.DENIAL)))
        .contains("<h1>The denial stands after the appeal</h1>")
        .contains("The appeal was decided: the request is still not approved.");
    assertThat(denialAfter(denied, appealed, new Event.ReviewerApproved(Cases.APPROVAL)))
        .contains("<h1>The request is approved after the appeal</h1>")
        .contains("The appeal was decided: the request is approved.");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-30, Approved",
    "2025-03-31, Approved",
    "2025-04-01, Expired: nothing can be used any more"
  })
  void sheet_saysWhatHasBecomeOfIt(String day, String status) {
    Instant noon = Instant.parse(day + "T17:00:00Z");
    assertThat(Letters.sheet(Authorization.replay(APPROVED), Cases.book(), noon).html())
        .contains("<th>Status of the record</th><td>" + status + "</td>");
  }

  @Test
  void dates_areWrittenOut_inOurOwnText() {
    assertThat(Content.written("The maximum is met until 2031-12-09."))
        .isEqualTo("The maximum is met until December 9, 2031.");
  }

  @Test
  void denial_goesToTheMemberOnly_withoutAPrimaryCareProvider() {
    assertThat(Addressee.of(Letter.Kind.DENIAL, Cases.submission("ordering-provider", "Lovelace")))
        .containsExactly(Addressee.MEMBER);
    assertThat(Addressee.of(Letter.Kind.DENIAL, Cases.submission("pcp", "Lovelace")))
        .containsExactly(Addressee.MEMBER, Addressee.PRIMARY_CARE_PROVIDER);
  }

  @Test
  void approval_goesToTheMemberTheFacilityAndWhoTreats() {
    assertThat(Addressee.of(Letter.Kind.APPROVAL, Cases.submission("facility", "Lovelace")))
        .containsExactly(Addressee.MEMBER, Addressee.FACILITY, Addressee.SERVICING_PROVIDER);
  }
}
