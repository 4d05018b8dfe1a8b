package dev.priorauth.authorizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.authorizations.DocumentStore.Arrival;
import dev.priorauth.authorizations.DocumentStore.Source;
import dev.priorauth.core.authorizations.Event.Document;
import dev.priorauth.core.requests.AuthorizationId;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is signed and asked for; S3 itself is not here. */
class S3DocumentsTest {
  private static final AuthorizationId ID = AuthorizationId.of(42);
  private static final Document PLAN =
      new Document(
          "d1",
          "Ada Lovelace.pdf",
          "1: plan of care",
          "application/pdf",
          5,
          "00".repeat(31) + "ff");
  private static final String CHECKSUM = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8=";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket = new Bucket();
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private Arrival look() {
    return ask(documents -> documents.look(ID, PLAN));
  }

  private Source source() {
    return ask(documents -> documents.source(ID, PLAN));
  }

  private <T> T ask(Function<S3Documents, T> question) {
    try (S3Client client =
            S3Client.builder()
                .endpointOverride(bucket.uri())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        S3Presigner presigner = presigner()) {
      return question.apply(new S3Documents(client, presigner, "documents"));
    }
  }

  private static S3Presigner presigner() {
    return S3Presigner.builder().region(Region.US_EAST_1).credentialsProvider(CREDENTIALS).build();
  }

  @Test
  void target_signsSizeTypeAndChecksum_andNamesNoFile() {
    try (S3Presigner presigner = presigner();
        S3Client client =
            S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      Instant before = Instant.now().minusSeconds(1);
      DocumentStore.Target target =
          new S3Documents(client, presigner, "documents").target(ID, PLAN, before);

      assertThat(target.headers())
          .containsEntry("content-length", "5")
          .containsEntry("content-type", "application/pdf")
          .containsEntry("x-amz-checksum-sha256", CHECKSUM)
          .doesNotContainKey("host");
      assertThat(target.url())
          .hasScheme("https")
          .hasPath("/" + ID + "/d1")
          .hasParameter("X-Amz-Expires", "900")
          .hasParameter(
              "X-Amz-SignedHeaders", "content-length;content-type;host;x-amz-checksum-sha256");
      assertThat(target.expiresAt())
          .isBetween(before.plus(DocumentStore.VALID), Instant.now().plus(DocumentStore.VALID));
      assertThat(target.url() + target.toString()).doesNotContain("Ada");
      assertThat(target.toString()).doesNotContain("X-Amz");
    }
  }

  @Test
  void look_findsWhatWasAnnounced_byItsSizeTypeAndChecksum() {
    bucket.holds("5", "application/pdf", CHECKSUM);
    assertThat(look()).isEqualTo(new Arrival.Came(Instant.parse("2026-11-23T19:00:00Z")));
    assertThat(bucket.asked()).isEqualTo("/documents/" + ID + "/d1 ENABLED");

    bucket.holds("6", "application/pdf", CHECKSUM);
    assertThat(look()).isInstanceOf(Arrival.Differs.class);
    bucket.holds("5", "image/png", CHECKSUM);
    assertThat(look()).isInstanceOf(Arrival.Differs.class);
    bucket.holds("5", "application/pdf", "A" + CHECKSUM.substring(1).replace('P', 'Q'));
    assertThat(look()).isInstanceOf(Arrival.Differs.class);
    bucket.holds(Map.of("Content-Length", "5", "Content-Type", "application/pdf"));
    assertThat(look()).isInstanceOf(Arrival.Differs.class);
  }

  @Test
  void source_signsAnAddressOfFiveMinutes_thatIsSavedUnderANameThatSaysNothing() {
    bucket.hasNoTag();
    Instant before = Instant.now().minusSeconds(1);

    Source.Ready ready = (Source.Ready) source();

    assertThat(ready.url())
        .hasPath("/" + ID + "/d1")
        .hasParameter("X-Amz-Expires", "300")
        .hasParameter("response-content-type", "application/pdf")
        .hasParameter("response-content-disposition", "attachment; filename=\"d1\"");
    assertThat(ready.expiresAt())
        .isBetween(
            before.plus(DocumentStore.FETCHABLE), Instant.now().plus(DocumentStore.FETCHABLE));
    assertThat(ready.url() + ready.toString()).doesNotContain("Ada");
    assertThat(ready.toString()).doesNotContain("X-Amz");
  }

  @Test
  void source_tellsWhatAScannerFound() {
    bucket.hasNoTag();
    assertThat(((Source.Ready) source()).scanned()).isFalse();
    bucket.hasTag("FAILED");
    assertThat(((Source.Ready) source()).scanned()).isFalse();
    bucket.hasTag("NO_THREATS_FOUND");
    assertThat(((Source.Ready) source()).scanned()).isTrue();
    bucket.hasTag("THREATS_FOUND");
    assertThat(source()).isEqualTo(new Source.Unsafe());
  }

  @Test
  void look_tellsWhatIsMissing_fromWhatCannotBeRead() {
    bucket.refuses(404);
    assertThat(look()).isEqualTo(new Arrival.Missing());
    bucket.refuses(403);
    assertThatThrownBy(this::look).isInstanceOf(S3Exception.class);
  }
}
