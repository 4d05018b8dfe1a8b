package dev.priorauth.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.messages.Posting.Kind;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTest {
  private static final String PAGE = "https://page.example";
  private static final LocalDate DAY = LocalDate.of(2025, 1, 15);

  private static Posting posting(long id, Kind kind) {
    return new Posting(AuthorizationId.of(id), Instant.parse("2025-01-15T15:00:00Z"), 2, kind);
  }

  @Test
  void mail_hasAnId_whatHappened_andALink() {
    Posting posting = posting(1, Kind.APPROVED);
    String id = posting.about().text();

    Mail mail = Mail.of(posting, PAGE);

    assertThat(mail.subject()).isEqualTo("Authorization " + id + ": approved");
    assertThat(mail.text())
        .startsWith("A request was approved.\nhttps://page.example/#/authorizations/" + id + "\n");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void mail_isPlainAscii_inLinesThatMailAllows(Kind kind) {
    Mail mail = Mail.of(posting(1, kind), PAGE);

    assertThat(mail.subject()).matches("\\p{Print}{1,78}");
    assertThat(mail.text().lines()).allMatch(line -> line.matches("\\p{Print}{0,998}"));
    assertThat(mail.text()).endsWith("\n");
  }

  @Test
  void mailOfADay_listsItsMessagesInTheirOrder() {
    Mail mail = Mail.ofDay(DAY, List.of(posting(1, Kind.APPROVED), posting(2, Kind.EXPIRED)), PAGE);

    assertThat(mail.subject()).isEqualTo("Authorizations: 2 messages of 2025-01-15");
    assertThat(mail.text())
        .containsSubsequence(
            "A request was approved.",
            AuthorizationId.of(1).text(),
            "The last day of an authorization is over.",
            AuthorizationId.of(2).text());
  }

  @Test
  void mailOfADay_listsAHundredMessages_andSaysThatThereAreMore() {
    assertThat(ofDay(1).subject()).isEqualTo("Authorizations: one message of 2025-01-15");
    assertThat(ofDay(100).subject()).contains("100 messages");
    assertThat(ofDay(100).text()).doesNotContain("There are more");
    assertThat(ofDay(101).subject()).contains("more than 100 messages");
    assertThat(ofDay(101).text()).contains("There are more: https://page.example/\n");
    assertThat(ofDay(101).text().lines().filter(line -> line.contains("#/authorizations/")))
        .hasSize(Mail.MOST);
  }

  private static Mail ofDay(int messages) {
    return Mail.ofDay(DAY, Collections.nCopies(messages, posting(1, Kind.APPROVED)), PAGE);
  }
}
