package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Event.Document;
import dev.priorauth.core.requests.AuthorizationId;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Documents in a bucket, sent there past this service. Length, type and checksum are signed into
 * the target, so that S3 itself refuses anything else; the bucket encrypts what it keeps.
 */
final class S3Documents implements DocumentStore {
  /** Under this name Amazon GuardDuty writes at an object what it found. */
  static final String SCANNER_TAG = "GuardDutyMalwareScanStatus";

  private static final String NO_THREATS_FOUND = "NO_THREATS_FOUND";
  private static final String THREATS_FOUND = "THREATS_FOUND";

  private final S3Client client;
  private final S3Presigner presigner;
  private final String bucket;

  S3Documents(S3Client client, S3Presigner presigner, String bucket) {
    this.client = client;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public Target target(AuthorizationId id, Document document, Instant now) {
    PresignedPutObjectRequest presigned =
        presigner.presignPutObject(
            request ->
                request
                    .signatureDuration(VALID)
                    .putObjectRequest(
                        put ->
                            put.bucket(bucket)
                                .key(key(id, document))
                                .contentType(document.mediaType())
                                .contentLength(document.bytes())
                                .checksumSHA256(checksum(document))));
    return new Target(
        URI.create(presigned.url().toString()),
        headers(presigned.signedHeaders()),
        presigned.expiration());
  }

  /** Every client sends the host by itself. */
  private static SortedMap<String, String> headers(Map<String, List<String>> signed) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.remove("host");
    return headers;
  }

  /** Its name there says nothing of what it holds, and a browser saves it instead of showing it. */
  @Override
  public Source source(AuthorizationId id, Document document) {
    Optional<String> verdict =
        client
            .getObjectTagging(tags -> tags.bucket(bucket).key(key(id, document)))
            .tagSet()
            .stream()
            .filter(tag -> tag.key().equals(SCANNER_TAG))
            .map(Tag::value)
            .findFirst();
    if (verdict.filter(THREATS_FOUND::equals).isPresent()) {
      return new Source.Unsafe();
    }
    PresignedGetObjectRequest presigned =
        presigner.presignGetObject(
            request ->
                request
                    .signatureDuration(FETCHABLE)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket)
                                .key(key(id, document))
                                .responseContentType(document.mediaType())
                                .responseContentDisposition(
                                    "attachment; filename=\"" + document.id() + "\"")));
    return new Source.Ready(
        URI.create(presigned.url().toString()),
        verdict.filter(NO_THREATS_FOUND::equals).isPresent(),
        presigned.expiration());
  }

  @Override
  public Arrival look(AuthorizationId id, Document document) {
    try {
      HeadObjectResponse there =
          client.headObject(
              head ->
                  head.bucket(bucket).key(key(id, document)).checksumMode(ChecksumMode.ENABLED));
      boolean same =
          there.contentLength() == document.bytes()
              && document.mediaType().equals(there.contentType())
              && checksum(document).equals(there.checksumSHA256());
      return same
          ? new Arrival.Came(there.lastModified())
          : new Arrival.Differs("What came is not what was announced. Announce it as it is.");
    } catch (S3Exception e) {
      if (e.statusCode() == HttpStatusCode.NOT_FOUND) {
        return new Arrival.Missing();
      }
      throw e;
    }
  }

  private static String key(AuthorizationId id, Document document) {
    return id + "/" + document.id();
  }

  private static String checksum(Document document) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(document.sha256()));
  }
}
