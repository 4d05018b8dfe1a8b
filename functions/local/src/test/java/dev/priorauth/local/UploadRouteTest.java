package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.authorizations.Arrivals;
import dev.priorauth.authorizations.DocumentStore;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.SentDocument;
import dev.priorauth.core.authorizations.SentDocument.State;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Sends documents over HTTP to where they are to be sent, with the real engine behind. */
class UploadRouteTest {
  private static final String TABLE = "authorizations";
  private static final Actor OFFICE =
      new Actor("ann", Role.PROVIDER, Set.of(new Npi(Tokens.NPI)), Set.of());
  private static final Actor NURSE = new Actor("nora", Role.REVIEWER, Set.of(), Set.of("bcbsma"));
  private static final byte[] PLAN = {37, 80, 68, 70, 45};

  private final TestClock clock = new TestClock();
  private EmbeddedDynamoDb engine;
  private DynamoDbClient client;
  private AuthorizationStore store;
  private Vertx vertx;
  private UploadFolder folder;
  private Path data;

  @BeforeEach
  void serve(@TempDir Path temporary) throws Exception {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", TABLE);
    store = new AuthorizationStore(client, TABLE);
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    data = temporary;
    folder =
        new UploadFolder(
            data,
            URI.create("http://127.0.0.1:" + server.actualPort() + UploadRoute.PATH),
            clock,
            new SecureRandom());
    new UploadRoute(folder, store, new Arrivals(folder, store), clock).serve(router);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    client.close();
    engine.close();
  }

  private Authorization announced() throws Exception {
    Authorization state = new Submitted(store, "hash").pended();
    return append(
        Operations.announceDocument(
            state,
            new Announcement(
                "a3", "Ada.pdf", "1: plan of care", "application/pdf", PLAN.length, sha256(PLAN)),
            OFFICE,
            clock.instant()));
  }

  private Authorization append(Result result) {
    Result.Done done = (Result.Done) result;
    store.append(done);
    return done.state();
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private DocumentStore.Target target(Authorization state) {
    return folder.target(
        state.id(), state.dossier().documents().getFirst().document(), clock.instant());
  }

  private static HttpResponse<String> put(URI url, String type, byte[] content) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(url)
              .header("Content-Type", type)
              .PUT(BodyPublishers.ofByteArray(content))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static HttpResponse<byte[]> get(URI url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    }
  }

  private State stateOf(Authorization state) {
    return store.find(state.id()).orElseThrow().dossier().documents().getFirst().state();
  }

  private static void refused(HttpResponse<String> answer, int status, String detail)
      throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).contains(detail).doesNotContain("Ada");
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> paths = Files.walk(data)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void document_isKeptAndRecorded_onceItHasCome() throws Exception {
    Authorization state = announced();
    DocumentStore.Target target = target(state);

    assertThat(put(target.url(), "application/pdf", PLAN).statusCode()).isEqualTo(200);

    assertThat(stateOf(state)).isEqualTo(State.RECEIVED);
    assertThat(files()).containsExactly(data.resolve(state.id().text()).resolve("d1"));
    assertThat(Files.readAllBytes(files().getFirst())).isEqualTo(PLAN);
    assertThat(put(target.url(), "application/pdf", PLAN).statusCode()).isEqualTo(200);
    assertThat(store.find(state.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void document_isRefused_whereItIsNotWhatWasAnnounced() throws Exception {
    Authorization state = announced();
    URI url = target(state).url();

    refused(put(url, "image/png", PLAN), 422, "application/pdf");
    refused(put(url, "application/pdf", new byte[0]), 422, "0 bytes, not the announced 5");
    refused(put(url, "application/pdf", new byte[4]), 422, "4 bytes, not the announced 5");
    refused(put(url, "application/pdf", new byte[5]), 422, "SHA-256");
    refused(
        put(url, "application/pdf", new byte[DocumentStore.MOST_BYTES + 1]), 413, "26214400 bytes");
    assertThat(stateOf(state)).isEqualTo(State.AWAITING_UPLOAD);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT14M59S, 200", "PT15M, 200", "PT15M1S, 404"})
  void target_expires(Duration later, int status) throws Exception {
    Authorization state = announced();
    DocumentStore.Target target = target(state);
    assertThat(target.expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(15)));

    clock.set(TestClock.START.plus(later));

    assertThat(put(target.url(), "application/pdf", PLAN).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"PT4M59S, 200", "PT5M, 200", "PT5M1S, 404"})
  void documentThatCame_isGivenBackForFiveMinutes(Duration later, int status) throws Exception {
    Authorization state = announced();
    put(target(state).url(), "application/pdf", PLAN);
    DocumentStore.Source.Ready source =
        (DocumentStore.Source.Ready)
            folder.source(state.id(), state.dossier().documents().getFirst().document());
    assertThat(source.url().toString()).doesNotContain(state.id().text(), "Ada");

    clock.set(TestClock.START.plus(later));

    HttpResponse<byte[]> answer = get(source.url());
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.body()).isEqualTo(PLAN);
      assertThat(answer.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"d1\"");
    }
  }

  @Test
  void addressToSendTo_givesNothingBack() throws Exception {
    Authorization state = announced();
    URI url = target(state).url();
    put(url, "application/pdf", PLAN);

    assertThat(get(url).statusCode()).isEqualTo(404);
  }

  @Test
  void target_cannotBeGuessed() throws Exception {
    Authorization state = announced();
    URI url = target(state).url();
    assertThat(target(state).url()).isNotEqualTo(url);
    assertThat(url.toString()).doesNotContain(state.id().text(), "Ada");

    refused(put(url.resolve("d1"), "application/pdf", PLAN), 404, "nothing at this address");
  }

  @Test
  void document_isRefused_afterTheDecision() throws Exception {
    Authorization state = announced();
    URI url = target(state).url();
    append(Operations.withdraw(state, "moved", NURSE, clock.instant()));

    refused(put(url, "application/pdf", PLAN), 409, "decided");

    assertThat(files()).isEmpty();
  }

  @Test
  void look_noticesWhatWasChangedInTheFolder() throws Exception {
    Authorization state = announced();
    put(target(state).url(), "application/pdf", PLAN);
    SentDocument sent = state.dossier().documents().getFirst();
    assertThat(folder.look(state.id(), sent.document()))
        .isEqualTo(new DocumentStore.Arrival.Came(clock.instant()));

    Files.write(files().getFirst(), new byte[5]);

    assertThat(folder.look(state.id(), sent.document()))
        .isInstanceOf(DocumentStore.Arrival.Differs.class);
  }
}
