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
                  "efb638ba028f3bc7cfed7407326194b3b068cfa5c3498214322772e160eb839d",
                  "a04f6247d79b751c0cdd7c8f59b729dbbd1555c0c49a21f6094bec3faae031ad"),
          Letter.Kind.PARTIAL_APPROVAL,
              List.of(
                  "b55f8e8c9d09a60524d9275da3ae2ed5ea4d3a76353cf54958c3a35b8b380bb6",
                  "c9f5d48ed29430ec7744f7fdac30b4e2faa0ead14f088e2ba5ac9f1285e0ad97"),
          Letter.Kind.PEND,
              List.of(
                  "f0e804f36a78677c5fdc38dc65b03141a53e293836bdc6699aa477fe4b3fd78f",
                  "6e38b25a287e35559bbc87b343b0f0fa1860614a9ffacd5d95264d274a6d6ca9"),
          Letter.Kind.DENIAL,
              List.of(
                  "f49120b3d8d77030be249aa86f9e7346178b538a89c6b99ac1c0c9bed8cce659",
                  "740ae34dcc4280f486f08d8a82024dcc24a55ae2e93b346131f73bd6c8f94087"),
          Letter.Kind.WITHDRAWAL,
              List.of(
                  "2ef6b4e6a911025e86bc17a13252d235b0c72b609caaf14092175879b713bf19",
                  "9c02084b65f3bd2623d234581f6274fbbe03901b343599a09160a0e1150e56fa"),
          Letter.Kind.CLOSING,
              List.of(
                  "f3703a874801e12602cdf77f6b79785af976d3bd75739f42ce7223fdfcabd65a",
                  "fc94ebe95821001b7da5a2f3b568930fa27f9e2f3ac019f5f6b9800d405758b4"));

  @ParameterizedTest
  @EnumSource(Letter.Kind.class)
  void letter_hasTheBytesThatSet1AlwaysGave(Letter.Kind kind) throws NoSuchAlgorithmException {
    Printed printed = Cases.last(Cases.history(kind));

    assertThat(List.of(sha256(printed.htmlBytes()), sha256(printed.pdfBytes())))
        .isEqualTo(SET_1.get(kind));
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
    String text = text(Letters.sheet(Authorization.replay(APPROVED), Cases.book()).pdfBytes());

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
