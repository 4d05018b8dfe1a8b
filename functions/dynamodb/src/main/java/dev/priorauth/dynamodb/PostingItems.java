package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an office is told of stands on the event itself, which is in the indexes by provider under
 * {@code OFFICE#<npi>}: so there is exactly one for each event, and none without it. What it is
 * told of a submission stands on the state, which is in the same indexes under {@code NPI#<npi>}
 * anyway, at the instant of the submission for ever: so a submission writes nothing for it.
 *
 * <p>Its place, {@code <instant>#<id>#<kind>} and, for a later event, {@code #<version>}, says all
 * of it, and is its name. That an office has read it is an item of its own, {@code OFFICE#<npi>} /
 * {@code READ#<place>}.
 */
final class PostingItems {
  static final String READ = "READ#"; // the sort keys of what was read begin with it

  /** What offices are told of submissions. No notice of a deadline is of these kinds. */
  private static final Set<Posting.Kind> SUBMISSIONS =
      EnumSet.of(Posting.Kind.APPROVED, Posting.Kind.PENDED, Posting.Kind.NOT_REQUIRED);

  private PostingItems() {}

  static boolean isOnTheState(Posting posting) {
    return posting.version() == 1;
  }

  /** Where a posting stands in the indexes by provider. */
  static String partition(Posting posting, Npi provider) {
    return isOnTheState(posting)
        ? AuthorizationItems.providerPartition(provider)
        : officePartition(provider);
  }

  static String officePartition(Npi provider) {
    return "OFFICE#" + provider.digits();
  }

  static String place(Posting posting) {
    String place =
        AuthorizationItems.position(posting.at(), posting.about()) + "#" + posting.kind().key();
    return posting.version() <= 1
        ? place
        : place + "#" + AuthorizationItems.sequence(posting.version());
  }

  /** The index keys of an event that the offices are told of. */
  static Map<String, AttributeValue> keys(Posting posting, Authorization state) {
    Npi requester = state.submission().requester().npi();
    Npi servicing = state.submission().servicing();
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put(AuthorizationItems.PROVIDER, s(officePartition(requester)));
    if (!servicing.equals(requester)) {
      keys.put(AuthorizationItems.SERVICING, s(officePartition(servicing)));
    }
    keys.put(AuthorizationItems.SUBMITTED, s(place(posting)));
    return keys;
  }

  /**
   * Reads what {@link #place} wrote.
   *
   * @return empty if it is something else
   */
  static Optional<Posting> posting(String place) {
    String[] parts = place.split("#", -1);
    if (parts.length < 3 || parts.length > 4) {
      return Optional.empty();
    }
    Optional<Instant> at = instant(parts[0]);
    Optional<AuthorizationId> about = AuthorizationId.parse(parts[1]);
    Optional<Posting.Kind> kind = Posting.Kind.ofKey(parts[2]);
    boolean counted = parts.length == 3 || parts[3].matches("0\\d{7}");
    if (at.isEmpty() || about.isEmpty() || kind.isEmpty() || !counted) {
      return Optional.empty();
    }
    long version =
        parts.length == 4 ? Long.parseLong(parts[3]) : SUBMISSIONS.contains(kind.get()) ? 1 : 0;
    return Optional.of(new Posting(about.get(), at.get(), version, kind.get()))
        .filter(posting -> place(posting).equals(place));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static Map<String, AttributeValue> read(Npi office, String place) {
    return Items.key(officePartition(office), READ + place);
  }
}
