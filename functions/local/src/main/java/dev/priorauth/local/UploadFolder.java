package dev.priorauth.local;

import dev.priorauth.authorizations.DocumentStore;
import dev.priorauth.core.authorizations.Event.Document;
import dev.priorauth.core.requests.AuthorizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Documents in a folder. A target is an address that nobody can guess; a new start forgets those
 * that were given out, and whoever announces the document again gets another.
 */
final class UploadFolder implements DocumentStore {
  private static final int CAPABILITY_BYTES = 24;
  private static final String CONTENT_TYPE = "content-type";

  private final Path folder;
  private final URI base;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();
  private final Map<String, Expected> fetchable = new ConcurrentHashMap<>();

  /**
   * @param base the address below which {@link UploadRoute} answers, with a slash at its end
   * @param random cannot be foreseen
   */
  UploadFolder(Path folder, URI base, InstantSource clock, RandomGenerator random) {
    this.folder = folder;
    this.base = base;
    this.clock = clock;
    this.random = random;
  }

  /** What may be sent to a target. */
  record Expected(AuthorizationId id, Document document, Instant until) {}

  /** What becomes of something that was sent. */
  sealed interface Receipt {
    record Stored() implements Receipt {}

    record Refused(String problem) implements Receipt {}
  }

  @Override
  public Target target(AuthorizationId id, Document document, Instant now) {
    Expected one = new Expected(id, document, now.plus(VALID));
    return new Target(
        address(expected, one, now),
        new TreeMap<>(Map.of(CONTENT_TYPE, document.mediaType())),
        one.until());
  }

  /** Nothing scans here. */
  @Override
  public Source source(AuthorizationId id, Document document) {
    Instant now = clock.instant();
    Expected one = new Expected(id, document, now.plus(FETCHABLE));
    return new Source.Ready(address(fetchable, one, now), false, one.until());
  }

  private URI address(Map<String, Expected> given, Expected one, Instant now) {
    given.values().removeIf(old -> now.isAfter(old.until()));
    byte[] secret = new byte[CAPABILITY_BYTES];
    random.nextBytes(secret);
    String capability = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    given.put(capability, one);
    return base.resolve(capability);
  }

  /** What may be sent to this target; empty where nobody was given it, or it has expired. */
  Optional<Expected> expected(String capability) {
    return live(expected, capability);
  }

  /** The file that may be fetched here; empty where nobody was given it, or it has expired. */
  Optional<Path> file(String capability) {
    return live(fetchable, capability).map(one -> file(one.id(), one.document()));
  }

  private Optional<Expected> live(Map<String, Expected> given, String capability) {
    return Optional.ofNullable(given.get(capability))
        .filter(one -> !clock.instant().isAfter(one.until()));
  }

  /** Keeps what is as it was announced. */
  Receipt receive(Expected announced, String contentType, byte[] content) {
    Document document = announced.document();
    if (!document.mediaType().equals(contentType)) {
      return new Receipt.Refused(
          "Its Content-Type is not the announced one, " + document.mediaType() + ".");
    }
    if (content.length != document.bytes()) {
      return new Receipt.Refused(
          "It has "
              + content.length
              + " bytes, not the announced "
              + document.bytes()
              + ". Send it again, or announce it as it is.");
    }
    if (!document.sha256().equals(sha256(content))) {
      return new Receipt.Refused(
          "Its SHA-256 is not the announced one. Send it again, or announce it as it is.");
    }
    write(file(announced.id(), document), content, clock.instant());
    return new Receipt.Stored();
  }

  @Override
  public Arrival look(AuthorizationId id, Document document) {
    Path file = file(id, document);
    if (!Files.exists(file)) {
      return new Arrival.Missing();
    }
    try {
      return document.sha256().equals(sha256(Files.readAllBytes(file)))
          ? new Arrival.Came(Files.getLastModifiedTime(file).toInstant())
          : new Arrival.Differs("What came is not what was announced. Announce it as it is.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(AuthorizationId id, Document document) {
    return folder.resolve(id.text()).resolve(document.id());
  }

  /** Whole or not at all. */
  private static void write(Path file, byte[] content, Instant at) {
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), "part", null);
      Files.write(part, content);
      // The clock of this process can have been moved; that of the file system never is.
      Files.setLastModifiedTime(part, FileTime.from(at));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
