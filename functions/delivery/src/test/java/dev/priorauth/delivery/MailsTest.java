package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.messages.Posting.Kind;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.profiles.Profile.Mode;
import dev.priorauth.core.profiles.Profile.Notifications;
import dev.priorauth.core.profiles.Profile.Recipient;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.Printed;
import dev.priorauth.log.EventLog;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

class MailsTest {
  private static final Npi PHYSICIAN = new Npi("1234567893");
  private static final Instant NOON = Instant.parse("2025-01-15T17:00:00Z");
  private static final String DAILY = "{\"daily\": \"2025-01-16T11:00:00Z\"}";
  private static final Recipient CLINICIAN = new Recipient("doc@harbor.example", "Clinician");
  private static final Recipient BILLING = new Recipient("bill@harbor.example", "billing");
  private static final Recipient DESK = new Recipient("desk@harbor.example", "front desk");
  private static final List<String> CREDENTIALS =
      List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey");

  private static EmbeddedDynamoDb engine;
  private static DynamoDbClient client;

  private final AwsStubs aws = new AwsStubs();
  private URI mailAt = aws.mail.uri();
  private ProfileStore profiles;

  @BeforeAll
  static void startTheEngine() {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
    CREDENTIALS.forEach(name -> System.setProperty(name, "us-east-1"));
  }

  @AfterAll
  static void stopTheEngine() {
    client.close();
    engine.close();
    CREDENTIALS.forEach(System::clearProperty);
  }

  @BeforeEach
  void makeTheTable() {
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", "authorizations");
    profiles = new ProfileStore(client, "authorizations");
  }

  @AfterEach
  void dropTheTable() {
    client.deleteTable(d -> d.tableName("authorizations"));
    aws.close();
  }

  private void subscribe(String sub, Mode mode, Recipient... recipients) {
    Profile none = Profile.none(sub);
    profiles.save(
        new Profile(
            sub,
            Optional.of(PHYSICIAN),
            none.taxId(),
            none.email(),
            none.phone(),
            none.fax(),
            Optional.of("Zebrawhisper"),
            Optional.of(new Notifications(List.of(recipients), mode)),
            none.webhook()),
        profiles.find(sub));
  }

  private List<String> handle(String event) {
    Wiring wiring = new Wiring(Duration.ofSeconds(2), Duration.ofSeconds(5));
    try (SqsClient queues = wiring.queues(Optional.of(aws.queue.uri()));
        var ses = wiring.mails(Optional.of(mailAt))) {
      Delivery.Post post =
          new Delivery.Post(
              new SqsOrders(queues, aws.queue.uri() + "/1/mails"),
              new SesMailer(ses, "notices@priorauth.example"),
              "https://page.example");
      Delivery delivery =
          new Delivery(
              new Delivery.Outside(
                  _ -> List.of(),
                  new SqsOrders(queues, aws.queue.uri() + "/1/webhooks.fifo"),
                  Optional.empty(),
                  new SqsDeadLetters(queues, aws.queue.uri() + "/1/dead"),
                  Optional.of(post),
                  _ -> true),
              new Delivery.Stored(
                  profiles,
                  new OfficeStore(client, "authorizations"),
                  new MailStore(client, "authorizations")),
              ZoneId.of("America/New_York"),
              () -> NOON);
      List<String> failed = new ArrayList<>();
      new EventLog(Optional.of("stack"), "delivery")
          .handle("r1", handled -> delivery.handle(AwsStubs.json(event), handled))
          .get("batchItemFailures")
          .forEach(one -> failed.add(one.get("itemIdentifier").asText()));
      return failed;
    }
  }

  private void pump() {
    aws.delivered(handle(aws.batch()));
  }

  private void pumpUntilNothingWaits() {
    while (!aws.waiting().isEmpty()) {
      pump();
    }
  }

  private static Posting posting(long authorization, Instant at, Kind kind) {
    return new Posting(AuthorizationId.of(authorization), at, 2, kind);
  }

  /** Something that happened, as it stands in the table. */
  private static void happened(Posting posting) {
    client.putItem(
        p ->
            p.tableName("authorizations")
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("AUTH#" + posting.about().text()),
                        "sk", AttributeValue.fromS("EVENT#00000002"),
                        "gsiProviderPk", AttributeValue.fromS("OFFICE#" + PHYSICIAN.digits()),
                        "gsiSubmittedSk", AttributeValue.fromS(PostingId.of(posting).place()))));
  }

  private static String stream(Posting... postings) {
    return "{\"Records\":["
        + String.join(
            ",",
            Arrays.stream(postings)
                .map(
                    posting ->
                        """
                        {"eventSource": "aws:dynamodb", "eventName": "INSERT",
                         "dynamodb": {"SequenceNumber": "1", "NewImage": {
                           "gsiProviderPk": {"S": "OFFICE#1234567893"},
                           "gsiSubmittedSk": {"S": "%s"}}}}"""
                            .formatted(PostingId.of(posting).place()))
                .toList())
        + "]}";
  }

  private List<JsonNode> mails() {
    return aws.mail.requests().stream().map(request -> AwsStubs.json(request.body())).toList();
  }

  private List<String> recipients() {
    return mails().stream().map(mail -> mail.at("/Destination/ToAddresses/0").asText()).toList();
  }

  private static String subject(JsonNode mail) {
    return mail.at("/Content/Simple/Subject/Data").asText();
  }

  private static String text(JsonNode mail) {
    return mail.at("/Content/Simple/Body/Text/Data").asText();
  }

  @Test
  void mailAtOnce_goesToThoseWhomItConcerns_withAnIdAndALinkOnly() {
    subscribe("lovelace", Mode.AT_ONCE, CLINICIAN, BILLING, DESK);
    String id = AuthorizationId.of(1).text();

    assertThat(handle(stream(posting(1, NOON, Kind.APPROVED)))).isEmpty();
    pump();

    assertThat(recipients()).containsExactly("bill@harbor.example", "desk@harbor.example");
    assertThat(mails())
        .allSatisfy(
            mail -> {
              assertThat(mail.get("FromEmailAddress").asText())
                  .isEqualTo("notices@priorauth.example");
              assertThat(mail.at("/Destination/ToAddresses")).hasSize(1);
              assertThat(subject(mail)).isEqualTo("Authorization " + id + ": approved");
              assertThat(text(mail))
                  .contains(
                      "A request was approved.", "https://page.example/#/authorizations/" + id);
              assertThat(mail.toString())
                  .doesNotContain("lovelace", "Zebrawhisper", PHYSICIAN.digits());
            });
    assertThat(aws.queue.requests())
        .allSatisfy(request -> assertThat(request.body()).doesNotContain("harbor.example"));
    assertThat(aws.waiting()).isEmpty();
  }

  @Test
  void nothingIsOrdered_whereNobodyIsConcerned_orAllIsToldOnceADay() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    subscribe("ben", Mode.DAILY, DESK);

    handle(stream(posting(1, NOON, Kind.INFORMATION_ASKED)));

    assertThat(aws.waiting()).isEmpty();
  }

  @Test
  void mail_isSentOnce_whateverIsDeliveredTwice() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    String event = stream(posting(1, NOON, Kind.APPROVED));

    handle(event);
    String batch = aws.batch();
    try (Printed printed = new Printed()) {
      assertThat(handle(batch)).isEmpty();
      assertThat(handle(batch)).isEmpty();

      assertThat(Printed.metrics(printed.text()))
          .extracting(line -> line.get("event").asText() + " " + line.path("mailsSent").asInt())
          .containsExactly("mails 1", "mails 0");
    }
    handle(event);
    pump();

    assertThat(recipients()).containsExactly("bill@harbor.example");
  }

  @Test
  void mailThatWasRefused_isTriedAgain_andTheOthersAreNotSentTwice() {
    subscribe("ann", Mode.AT_ONCE, BILLING, DESK);
    aws.mail.behave(
        request ->
            request.body().contains("desk@") && aws.pauses().isEmpty()
                ? new Stub.Answer(429, "{\"message\": \"Maximum sending rate exceeded.\"}")
                : new Stub.Answer(200, "{\"MessageId\": \"1\"}"));

    handle(stream(posting(1, NOON, Kind.APPROVED)));
    pump();
    assertThat(aws.waiting()).hasSize(1);
    assertThat(aws.pauses()).containsExactly(60);
    pump();

    assertThat(recipients())
        .containsExactly("bill@harbor.example", "desk@harbor.example", "desk@harbor.example");
    assertThat(aws.waiting()).isEmpty();
    assertThat(aws.dead()).isEmpty();
  }

  @Test
  void mailIsTriedAgain_whereNobodyCouldBeReached() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    Stub gone = new Stub(_ -> new Stub.Answer(200, "{}"));
    gone.close();
    mailAt = gone.uri();
    handle(stream(posting(1, NOON, Kind.APPROVED)));
    pump();

    mailAt = aws.mail.uri();
    pump();

    assertThat(recipients()).containsExactly("bill@harbor.example");
    assertThat(aws.waiting()).isEmpty();
  }

  @Test
  void mailOfWhichNobodyKnowsWhetherItWasSent_isNotSentAgain_butSetAside() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    aws.mail.behave(_ -> new Stub.Answer(500, ""));

    handle(stream(posting(1, NOON, Kind.APPROVED)));
    pump();
    aws.mail.behave(_ -> new Stub.Answer(200, "{\"MessageId\": \"1\"}"));
    pumpUntilNothingWaits();

    assertThat(recipients()).containsExactly("bill@harbor.example");
    assertThat(aws.dead()).hasSize(1);
  }

  @Test
  void orderThatCannotBeRead_isSetAside_andStopsNoOther() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    handle(stream(posting(1, NOON, Kind.APPROVED)));
    aws.waiting().addFirst(aws.waiting().getFirst().deepCopy());
    aws.waiting().getFirst().put("messageId", "m0").put("body", "nonsense");

    pumpUntilNothingWaits();

    assertThat(recipients()).containsExactly("bill@harbor.example");
    assertThat(aws.dead()).hasSize(1);
  }

  @Test
  void mailOfADay_hasWhatEachIsToldOf_ofThatDayInTheZone() throws Exception {
    subscribe("ann", Mode.DAILY, CLINICIAN, BILLING, DESK);
    subscribe("ben", Mode.AT_ONCE, new Recipient("ben@harbor.example", "billing"));
    happened(posting(1, Instant.parse("2025-01-15T04:59:59Z"), Kind.DENIED));
    happened(posting(2, Instant.parse("2025-01-15T05:00:00Z"), Kind.APPROVED));
    happened(posting(3, Instant.parse("2025-01-16T04:59:59Z"), Kind.WITHDRAWN));
    happened(posting(4, Instant.parse("2025-01-16T05:00:00Z"), Kind.EXPIRED));
    String event = Files.readString(Path.of("..", "..", "infra", "events", "delivery-daily.json"));

    assertThat(handle(event)).isEmpty();
    pumpUntilNothingWaits();

    // Nothing of the day concerns the clinician.
    assertThat(recipients()).containsExactly("bill@harbor.example", "desk@harbor.example");
    assertThat(mails())
        .allSatisfy(
            mail -> {
              assertThat(subject(mail)).isEqualTo("Authorizations: 2 messages of 2025-01-15");
              assertThat(text(mail))
                  .containsSubsequence(AuthorizationId.of(2).text(), AuthorizationId.of(3).text())
                  .doesNotContain(AuthorizationId.of(1).text(), AuthorizationId.of(4).text());
            });
  }

  @Test
  void mailOfADay_isSentOnce_howeverOftenTheDayIsRun() {
    subscribe("ann", Mode.DAILY, BILLING);
    happened(posting(1, NOON, Kind.APPROVED));

    handle(DAILY);
    handle(DAILY);
    pumpUntilNothingWaits();
    handle("{\"daily\": \"2025-01-16T23:00:00Z\"}");
    pumpUntilNothingWaits();

    assertThat(recipients()).containsExactly("bill@harbor.example");
  }

  @Test
  void nobodyGetsAMail_onADayOnWhichNothingHappened() {
    subscribe("ann", Mode.DAILY, BILLING);

    handle(DAILY);
    pumpUntilNothingWaits();

    assertThat(mails()).isEmpty();
    assertThat(aws.dead()).isEmpty();
  }

  @Test
  void mailIsForgotten_whereTheOfficeWantsItOtherwiseByNow() {
    subscribe("ann", Mode.AT_ONCE, BILLING);
    happened(posting(1, NOON, Kind.APPROVED));
    handle(stream(posting(1, NOON, Kind.APPROVED)));
    subscribe("ann", Mode.DAILY, BILLING);

    try (Printed printed = new Printed()) {
      pump();

      assertThat(Printed.metrics(printed.text()).getFirst().get("unwanted").asInt()).isEqualTo(1);
    }

    assertThat(mails()).isEmpty();
    assertThat(aws.waiting()).isEmpty();
  }

  @Test
  void roundOfADay_goesOn_untilAllAccountsHaveTheirMail() {
    happened(posting(1, NOON, Kind.APPROVED));
    for (int n = 0; n <= Mails.ACCOUNTS; n++) {
      subscribe("sub-" + n, Mode.DAILY, new Recipient(n + "@harbor.example", "billing"));
    }

    handle(DAILY);
    pumpUntilNothingWaits();

    assertThat(recipients()).hasSize(Mails.ACCOUNTS + 1).doesNotHaveDuplicates();
  }

  @Test
  void dayThatIsNoInstant_isRefused() {
    assertThatThrownBy(() -> handle("{\"daily\": \"today\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2025-03-12T11:00:00Z");
  }
}
