package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.messages.Posting.Kind;
import dev.priorauth.core.messages.Signature;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.Printed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class DeliveryTest {
  private static final Npi PHYSICIAN = new Npi("1234567893");
  private static final WebhookKey KEY = new WebhookKey("a key of webhooks that is for tests only");
  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";
  private static final String SECRET = KEY.secret(NONCE);
  private static final Instant AT = Instant.parse("2025-01-15T15:00:00Z");
  private static final Instant NOW = Instant.parse("2025-01-15T15:00:02Z");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static EmbeddedDynamoDb engine;
  private static DynamoDbClient client;

  private final AwsStubs aws = new AwsStubs();
  private final Logged log = new Logged();
  private Printed printed;
  private final Stub system = new Stub(_ -> new Stub.Answer(204, ""));
  private ProfileStore profiles;
  private Optional<WebhookKey> key = Optional.of(KEY);

  @BeforeAll
  static void startTheEngine() {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
  }

  @AfterAll
  static void stopTheEngine() {
    client.close();
    engine.close();
  }

  /** All that is logged, with what is filled in and with stack traces. */
  private static final class Logged extends Handler {
    private final StringBuffer lines = new StringBuffer();

    @Override
    public void publish(LogRecord line) {
      lines.append(line.getMessage()).append(Arrays.toString(line.getParameters()));
      if (line.getThrown() != null) {
        StringWriter trace = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(trace));
        lines.append(trace);
      }
    }

    @Override
    public void flush() {
      // There is nothing to write.
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  @BeforeEach
  void makeTheTable() {
    Logger.getLogger("").addHandler(log);
    printed = new Printed();
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", "authorizations");
    profiles = new ProfileStore(client, "authorizations");
  }

  @AfterEach
  void dropTheTable() {
    Logger.getLogger("").removeHandler(log);
    printed.close();
    assertThat(log.lines + printed.text())
        .doesNotContain(
            "ovelace",
            PHYSICIAN.digits(),
            "1003000126",
            SECRET,
            KEY.text(),
            system.uri().toString());
    client.deleteTable(d -> d.tableName("authorizations"));
    aws.close();
    system.close();
  }

  private void subscribe(String sub, URI url) {
    Profile none = Profile.none(sub);
    profiles.save(
        new Profile(
            sub,
            Optional.of(PHYSICIAN),
            none.taxId(),
            none.email(),
            none.phone(),
            none.fax(),
            none.organization(),
            none.notifications(),
            Optional.of(new Profile.Webhook(url + "/" + sub, NONCE))),
        Optional.empty());
  }

  private List<String> handle(String event, Predicate<InetAddress> allowed) throws IOException {
    try (EventBridgeClient events =
            EventBridgeClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(aws.bus.uri())
                .build();
        SqsClient orders =
            SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(aws.queue.uri())
                .build()) {
      Delivery delivery =
          new Delivery(
              new Delivery.Outside(
                  new EventBus(events, "priorauth-events"),
                  new SqsOrders(orders, aws.queue.uri() + "/1/webhooks.fifo"),
                  key,
                  new SqsDeadLetters(orders, aws.queue.uri() + "/1/dead"),
                  Optional.empty(),
                  allowed),
              new Delivery.Stored(
                  profiles,
                  new OfficeStore(client, "authorizations"),
                  new MailStore(client, "authorizations")),
              ZoneOffset.UTC,
              () -> NOW);
      DeliveryHandler handler = new DeliveryHandler(delivery, Optional.of("stack"));
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), result, context());
      List<String> failed = new ArrayList<>();
      AwsStubs.json(result.toString(StandardCharsets.UTF_8))
          .get("batchItemFailures")
          .forEach(one -> failed.add(one.get("itemIdentifier").asText()));
      return failed;
    }
  }

  /** Of Lambda, only the id of the request. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("getAwsRequestId");
              return "r1";
            });
  }

  private List<String> stream(String... records) throws IOException {
    return handle("{\"Records\":[" + String.join(",", records) + "]}", _ -> true);
  }

  private void pump() throws IOException {
    aws.delivered(handle(aws.batch(), _ -> true));
  }

  private static Posting posting(int authorization, int second, long version, Kind kind) {
    return new Posting(AuthorizationId.of(authorization), AT.plusSeconds(second), version, kind);
  }

  private static String record(String sequence, Posting posting) {
    return record(sequence, PostingId.of(posting).place());
  }

  private static String record(String sequence, String place) {
    return """
    {"eventSource": "aws:dynamodb", "eventName": "INSERT", "dynamodb": {"SequenceNumber": "%s",
     "NewImage": {"sub": {"S": "lovelace"}, "gsiProviderPk": {"S": "OFFICE#1234567893"},
                  "gsiSubmittedSk": {"S": "%s"}}}}"""
        .formatted(sequence, place);
  }

  private static String submission(String sequence, Posting posting) {
    return record(sequence, posting).replace("OFFICE#", "NPI#");
  }

  private List<JsonNode> announced() {
    List<JsonNode> entries = new ArrayList<>();
    aws.bus
        .requests()
        .forEach(request -> AwsStubs.json(request.body()).get("Entries").forEach(entries::add));
    return entries;
  }

  private List<String> idsReceived() {
    return system.requests().stream()
        .map(request -> AwsStubs.json(request.body()).get("id").asText())
        .toList();
  }

  @Test
  void happening_isAnnouncedOnTheBus_andToEachSystem_withAnIdAndALinkOnly() throws Exception {
    subscribe("ann", system.uri());
    subscribe("ben", system.uri());
    String event = Files.readString(Path.of("..", "..", "infra", "events", "delivery-stream.json"));

    assertThat(handle(event, _ -> true)).isEmpty();
    pump();

    JsonNode entry = announced().getFirst();
    assertThat(entry.get("EventBusName").asText()).isEqualTo("priorauth-events");
    assertThat(entry.get("Source").asText()).isEqualTo("priorauth");
    assertThat(entry.get("DetailType").asText()).isEqualTo("authorization.approved");
    JsonNode detail = AwsStubs.json(entry.get("Detail").asText());
    assertThat(detail.fieldNames())
        .toIterable()
        .containsExactly("specversion", "id", "source", "type", "time", "subject", "data");
    assertThat(detail.get("data").get("link").asText())
        .isEqualTo("/v1/authorizations/" + detail.get("subject").asText());
    assertThat(system.requests()).extracting(Stub.Request::path).containsExactly("/ann", "/ben");
    assertThat(system.requests())
        .allSatisfy(sent -> assertThat(AwsStubs.json(sent.body())).isEqualTo(detail));
    assertThat(
            Stream.of(aws.bus, aws.queue, system)
                .flatMap(stub -> stub.requests().stream())
                .map(Stub.Request::body)
                .collect(Collectors.joining()))
        .doesNotContain("Lovelace", "lovelace", "QWRhIExvdmVsYWNl", "1234567893", "1003000126");
  }

  @Test
  void log_saysOfEachEventWhatBecameOfIt() throws Exception {
    subscribe("ann", system.uri());
    system.behave(_ -> new Stub.Answer(system.requests().size() == 2 ? 503 : 204, ""));
    aws.refuse(entry -> entry.get("DetailType").asText().equals("authorization.denied"));

    stream(
        record("1", posting(1, 0, 2, Kind.APPROVED)),
        record("2", "no place"),
        record("3", posting(3, 0, 2, Kind.APPROVED)),
        record("4", posting(4, 0, 2, Kind.DENIED)),
        record("5", posting(5, 0, 2, Kind.APPROVED)));
    pump();

    List<JsonNode> lines = Printed.metrics(printed.text());
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.get("function").asText()).isEqualTo("delivery");
              assertThat(line.get("requestId").asText()).isEqualTo("r1");
              assertThat(line.get("outcome").asText()).isEqualTo("answered");
              assertThat(line.get("ms").isNumber()).isTrue();
            });
    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .containsExactly("stream", "webhooks");
    assertThat(counts(lines.getFirst()))
        .containsOnly(entry("announced", 2), entry("setAside", 1), entry("postponed", 2));
    assertThat(counts(lines.getLast()))
        .containsOnly(entry("webhooksSent", 1), entry("postponed", 1));
  }

  /** The metrics of the function alone. */
  private static Map<String, Integer> counts(JsonNode line) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/1/Metrics")) {
      String name = metric.get("Name").asText();
      counts.put(name, line.get(name).intValue());
    }
    return counts;
  }

  @Test
  void eventThatCannotBeHandled_isLoggedToo() {
    assertThatThrownBy(() -> handle("{\"daily\": \"Lovelace\"}", _ -> true))
        .isInstanceOf(IllegalArgumentException.class);

    JsonNode line = Printed.metrics(printed.text()).getFirst();
    assertThat(line.get("event").asText()).isEqualTo("daily");
    assertThat(line.get("outcome").asText()).isEqualTo("failed");
  }

  @Test
  void webhook_isSigned_soThatWhatWasAlteredIsFound() throws Exception {
    subscribe("ann", system.uri());

    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));
    pump();

    Stub.Request sent = system.requests().getFirst();
    assertThat(sent.signature()).isEqualTo(Signature.of(SECRET, NOW, sent.body()));
    assertThat(sent.signature())
        .isNotEqualTo(Signature.of(SECRET, NOW, sent.body().replace("approved", "denied")))
        .isNotEqualTo(Signature.of("whsec_other", NOW, sent.body()));
  }

  @Test
  void webhook_waitsInItsQueue_whereThereIsNoKeyToSignItWith() throws Exception {
    subscribe("ann", system.uri());
    key = Optional.empty();
    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));

    pump();

    assertThat(system.requests()).isEmpty();
    assertThat(log.lines.toString()).contains("WEBHOOK_KEY");
    key = Optional.of(KEY);
    pump();
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void submission_isAnnouncedLikeALaterDecision_fromTheStateThatItCreates() throws Exception {
    subscribe("ann", system.uri());
    Posting approved = posting(1, 0, 1, Kind.APPROVED);
    Posting pended = posting(2, 1, 1, Kind.PENDED);

    stream(submission("1", approved), submission("2", pended));
    pump();

    assertThat(announced())
        .extracting(entry -> entry.get("DetailType").asText())
        .containsExactly("authorization.approved", "authorization.pended");
    assertThat(idsReceived())
        .containsExactlyInAnyOrder(PostingId.of(approved).text(), PostingId.of(pended).text());
  }

  @Test
  void webhook_comesAgainWithTheSameId_untilItIsTaken() throws Exception {
    subscribe("ann", system.uri());
    Iterator<Integer> statuses = List.of(500, 302, 200).iterator();
    system.behave(_ -> new Stub.Answer(statuses.next(), ""));
    Posting posting = posting(1, 0, 2, Kind.APPROVED);

    stream(record("1", posting));
    for (int attempt = 0; attempt < 4; attempt++) {
      pump();
    }

    assertThat(idsReceived()).hasSize(3).containsOnly(PostingId.of(posting).text());
    assertThat(system.requests()).extracting(Stub.Request::path).containsOnly("/ann");
    assertThat(aws.waiting()).isEmpty();
    assertThat(aws.dead()).isEmpty();
  }

  @Test
  void webhook_comesAgain_whereTheSystemDoesNotAnswerInTime_whichIsThenLeftAlone()
      throws Exception {
    subscribe("ann", system.uri());
    system.behave(
        _ -> {
          Thread.sleep(Webhooks.TIME_OUT.toMillis() * 2);
          return new Stub.Answer(204, "");
        });

    stream(
        record("1", posting(1, 0, 2, Kind.APPROVED)), record("2", posting(2, 0, 2, Kind.DENIED)));
    pump();

    assertThat(aws.waiting()).hasSize(2);
    // The second one did not wait for it too.
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void webhook_isSetAside_whereNobodyEverAnswers_andHoldsUpNobodyElse() throws Exception {
    Stub gone = new Stub(_ -> new Stub.Answer(204, ""));
    gone.close();
    subscribe("ann", gone.uri());
    subscribe("ben", system.uri());

    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));
    pump();
    assertThat(system.requests()).hasSize(1);
    for (int attempt = 1; attempt < 10; attempt++) {
      assertThat(aws.dead()).isEmpty();
      pump();
    }

    assertThat(aws.dead()).hasSize(1);
    assertThat(aws.waiting()).isEmpty();
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void webhookThatIsNotTaken_staysAwayTwiceAsLongEachTime() throws Exception {
    subscribe("ann", system.uri());
    system.behave(_ -> new Stub.Answer(503, ""));

    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));
    for (int attempt = 0; attempt < 10; attempt++) {
      pump();
    }

    assertThat(system.requests()).hasSize(10);
    assertThat(aws.pauses())
        .startsWith(60, 120, 240, 480, 960, 1920, 3840, 7680, 15360)
        .allMatch(seconds -> seconds <= 12 * 3600);
    assertThat(aws.dead()).hasSize(1);
  }

  @Test
  void webhookComesAgain_whereItsQueueDoesNotLetItWait() throws Exception {
    subscribe("ann", system.uri());
    system.behave(_ -> new Stub.Answer(503, ""));
    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));
    aws.queue.behave(_ -> new Stub.Answer(400, "{\"__type\": \"ReceiptHandleIsInvalid\"}"));

    assertThat(handle(aws.batch(), _ -> true)).hasSize(1);
  }

  @Test
  void webhooksOfOneAuthorization_keepTheirOrder() throws Exception {
    subscribe("ann", system.uri());
    Posting first = posting(1, 0, 2, Kind.APPROVED);
    Posting second = posting(1, 5, 3, Kind.WITHDRAWN);
    Posting other = posting(2, 9, 2, Kind.DENIED);
    var statuses = new ConcurrentLinkedQueue<>(List.of(503, 200, 200, 200));
    system.behave(_ -> new Stub.Answer(statuses.remove(), ""));

    stream(record("1", first), record("2", second), record("3", other));
    pump();
    pump();

    assertThat(idsReceived())
        .containsExactlyElementsOf(
            Stream.of(first, other, first, second).map(one -> PostingId.of(one).text()).toList());
  }

  @Test
  void webhook_isNotSent_toAnAddressThatIsNotPublic() throws Exception {
    subscribe("ann", system.uri());
    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));

    assertThat(handle(aws.batch(), new PublicAddresses())).hasSize(1);
    assertThat(system.requests()).isEmpty();
  }

  @Test
  void webhook_isForgotten_whereTheOfficeWantsNoneAnyMore() throws Exception {
    subscribe("ann", system.uri());
    stream(record("1", posting(1, 0, 2, Kind.APPROVED)));
    profiles.save(Profile.none("ann"), profiles.find("ann"));

    pump();

    assertThat(system.requests()).isEmpty();
    assertThat(aws.waiting()).isEmpty();
  }

  @Test
  void recordThatCannotBeRead_isSetAside_andStopsNoOther() throws Exception {
    subscribe("ann", system.uri());

    assertThat(
            stream(
                record("1", posting(1, 0, 2, Kind.APPROVED)),
                record("2", "nonsense"),
                record("3", posting(3, 0, 0, Kind.EXPIRED))))
        .isEmpty();
    pump();

    assertThat(aws.setAside()).containsExactly("{\"sequenceNumber\":\"2\"}");
    assertThat(log.lines.toString()).contains("A record of the stream cannot be read");
    assertThat(announced())
        .extracting(entry -> entry.get("DetailType").asText())
        .containsExactly("authorization.approved", "authorization.expired");
    assertThat(system.requests()).hasSize(2);
  }

  @Test
  void whatTheBusRefuses_goesBack_withAllThatFollows_andNothingIsSentTwice() throws Exception {
    subscribe("ann", system.uri());
    String[] records =
        IntStream.rangeClosed(1, 25)
            .mapToObj(n -> record("" + n, posting(n, 0, 2, Kind.APPROVED)))
            .toArray(String[]::new);
    String twelfth = AuthorizationId.of(12).text();
    aws.refuse(entry -> entry.get("Detail").asText().contains(twelfth));

    assertThat(stream(records)).containsExactly("12");
    assertThat(aws.bus.requests()).hasSize(2);
    assertThat(aws.waiting()).hasSize(11);
    aws.refuse(_ -> false);
    assertThat(stream(Arrays.copyOfRange(records, 11, 25))).isEmpty();
    pump();

    assertThat(idsReceived()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void whatTheQueueRefuses_goesBack_withAllThatFollows() throws Exception {
    subscribe("ann", system.uri());
    aws.queue.behave(_ -> new Stub.Answer(400, "{\"__type\": \"InvalidParameter\"}"));

    assertThat(
            stream(
                record("1", posting(1, 0, 2, Kind.APPROVED)),
                record("2", posting(1, 5, 3, Kind.WITHDRAWN))))
        .containsExactly("1");
    assertThat(aws.queue.requests()).hasSize(1);
  }
}
