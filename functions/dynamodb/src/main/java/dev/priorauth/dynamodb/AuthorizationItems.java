package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.Lifecycle;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.metrics.LogEntry;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is stored under {@code AUTH#<id>}: the state, each event and, for what joins the parts of a
 * divided request, their references.
 *
 * <p>The indexes by member and by provider have the states in the order of submission, which never
 * changes, so that pages stay as they are. There a state tells of its submission too. Later events
 * stand in indexes as well, in partitions of their own: see {@link PostingItems} and {@link
 * LogItems}.
 */
final class AuthorizationItems {
  static final String VERSION = "version"; // N, the version of the authorization
  static final String DOCUMENT = "document"; // B, packed JSON: see AuthorizationJson and EventJson
  static final String KIND = "kind"; // S, the event's kind
  static final String AT = "at"; // S, ISO instant of the event
  static final String SUB = "sub"; // S, the subject who did it
  static final String ROLE = "role"; // S, what that subject was
  static final String TEMPLATES = "templates"; // N, the set of templates of a letter for the event
  static final String PARTS = "parts"; // L of S, references, in the order of the request

  static final String MEMBER = "gsiMemberPk"; // S, MEMBER#<number>
  static final String PROVIDER = "gsiProviderPk"; // S, NPI#<digits> of who requests
  static final String SERVICING = "gsiServicingPk"; // S, NPI#<digits> of another who treats
  static final String SUBMITTED = "gsiSubmittedSk"; // S, <instant>#<id>#<kind>: see PostingItems
  static final String REFERENCE =
      "gsiReferencePk"; // S, REF#<letters and digits>, once there is one
  static final String DUE = "gsiDeadlinePk"; // S, DUE#<shard> or POISON#<shard>: see DueStore
  static final String DUE_AT = "gsiDeadlineSk"; // S, <instant>#<id>, while a notice is to come

  static final String STATE = "STATE"; // the sort key of a state
  static final String PARTS_KEY = "PARTS"; // the sort key of what joins parts
  static final String EVENTS = "EVENT#"; // the sort keys of events begin with it

  /**
   * So many parts the index by deadline has, so that no part becomes too busy: infra/capacity.md
   * derives the number.
   */
  static final int SHARDS = 8;

  /** Of equal length for all instants, so that the order of texts is that of time. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String DUE_PREFIX = "DUE#";
  private static final String POISON = "POISON#";

  private AuthorizationItems() {}

  static String partition(AuthorizationId id) {
    return "AUTH#" + id.text();
  }

  static Map<String, AttributeValue> stateKey(AuthorizationId id) {
    return Items.key(partition(id), STATE);
  }

  static Map<String, AttributeValue> eventKey(AuthorizationId id, long version) {
    return Items.key(partition(id), EVENTS + sequence(version));
  }

  static Map<String, AttributeValue> partsKey(AuthorizationId parent) {
    return Items.key(partition(parent), PARTS_KEY);
  }

  static String memberPartition(MemberId member) {
    return "MEMBER#" + member.text();
  }

  static String providerPartition(Npi provider) {
    return "NPI#" + provider.digits();
  }

  /**
   * References are found however they are typed.
   *
   * @return empty if it has no letter and no digit
   */
  static Optional<String> referencePartition(String written) {
    String bare = written.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return bare.isEmpty() ? Optional.empty() : Optional.of("REF#" + bare);
  }

  static Map<String, AttributeValue> state(Authorization state) {
    Submission submission = state.submission();
    Map<String, AttributeValue> item = new HashMap<>(stateKey(state.id()));
    item.put(VERSION, n(state.version()));
    item.put(DOCUMENT, b(Packed.pack(AuthorizationJson.write(state))));
    item.put(MEMBER, s(memberPartition(submission.member().id())));
    item.put(PROVIDER, s(providerPartition(submission.requester().npi())));
    if (!submission.servicing().equals(submission.requester().npi())) {
      item.put(SERVICING, s(providerPartition(submission.servicing())));
    }
    item.put(SUBMITTED, s(submitted(state)));
    state
        .dossier()
        .reference()
        .flatMap(AuthorizationItems::referencePartition)
        .ifPresent(partition -> item.put(REFERENCE, s(partition)));
    Lifecycle.firstNotice(state)
        .ifPresent(
            deadline -> {
              item.put(DUE, s(duePartition(shard(state.id()))));
              item.put(DUE_AT, s(position(deadline.noticeAt(), state.id())));
            });
    return item;
  }

  /** Its place in the order of submission, which says what the offices are told of that too. */
  static String submitted(Authorization state) {
    return PostingItems.place(Posting.ofSubmission(state));
  }

  static int shard(AuthorizationId id) {
    return Math.floorMod(id.text().hashCode(), SHARDS);
  }

  static String duePartition(int shard) {
    return DUE_PREFIX + shard;
  }

  /** Of those that are set aside. */
  static String poisonPartition(int shard) {
    return POISON + shard;
  }

  /** Whether it stands in the index by deadline and was not set aside. */
  static boolean isDue(Map<String, AttributeValue> item) {
    return required(item, DUE).s().startsWith(DUE_PREFIX);
  }

  /** Where those of a part of the index by deadline are that are set aside. */
  static String poisonOf(String duePartition) {
    return POISON + duePartition.substring(DUE_PREFIX.length());
  }

  /** The instant in a position. */
  static Instant instant(String position) {
    return Instant.parse(position.substring(0, position.indexOf('#')));
  }

  /** Reads a state, whole or as an index has it. */
  static Authorization state(Map<String, AttributeValue> item) {
    String partition = required(item, Items.PK).s();
    return AuthorizationJson.read(
        new AuthorizationId(partition.substring("AUTH#".length())),
        Packed.document(required(item, DOCUMENT).b().asByteArray()));
  }

  static boolean isState(Map<String, AttributeValue> item) {
    return required(item, Items.SK).s().equals(STATE);
  }

  static boolean isParts(Map<String, AttributeValue> item) {
    return required(item, Items.SK).s().equals(PARTS_KEY);
  }

  static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(required(item, VERSION).n());
  }

  static Map<String, AttributeValue> event(Entry entry) {
    Map<String, AttributeValue> item = new HashMap<>(eventKey(entry.id(), entry.version()));
    item.put(VERSION, n(entry.version()));
    item.put(AT, s(entry.at().toString()));
    item.put(SUB, s(entry.sub()));
    item.put(ROLE, s(entry.role().key()));
    item.put(KIND, s(entry.event().kind()));
    item.put(DOCUMENT, b(Packed.pack(EventJson.write(entry.event()))));
    item.put(TEMPLATES, n(entry.templates()));
    return item;
  }

  /** An event, with its places in the log and among the messages of the offices. */
  static Map<String, AttributeValue> event(Done done) {
    Map<String, AttributeValue> item = event(done.entry());
    Posting.of(done.entry(), done.state())
        .filter(posting -> !PostingItems.isOnTheState(posting))
        .ifPresent(posting -> item.putAll(PostingItems.keys(posting, done.state())));
    LogEntry.of(done.entry(), done.state())
        .ifPresent(
            logged ->
                item.putAll(LogItems.keys(done.state().id(), done.entry().version(), logged)));
    return item;
  }

  static Entry event(AuthorizationId id, Map<String, AttributeValue> item) {
    return new Entry(
        id,
        version(item),
        Instant.parse(required(item, AT).s()),
        required(item, SUB).s(),
        Role.ofKey(required(item, ROLE).s())
            .orElseThrow(() -> new IllegalStateException("a stored event has an unknown role")),
        EventJson.read(
            required(item, KIND).s(), Packed.document(required(item, DOCUMENT).b().asByteArray())),
        // The first events were stored without it.
        item.containsKey(TEMPLATES)
            ? Integer.parseInt(item.get(TEMPLATES).n())
            : Letter.FIRST_TEMPLATES);
  }

  static Map<String, AttributeValue> parts(AuthorizationId parent, List<AuthorizationId> parts) {
    Map<String, AttributeValue> item = new HashMap<>(partsKey(parent));
    item.put(
        PARTS,
        AttributeValue.fromL(parts.stream().map(AuthorizationId::text).map(Items::s).toList()));
    return item;
  }

  static List<AuthorizationId> parts(Map<String, AttributeValue> item) {
    return required(item, PARTS).l().stream()
        .map(AttributeValue::s)
        .map(AuthorizationId::new)
        .toList();
  }

  static String position(Instant at, AuthorizationId id) {
    return sortable(at) + "#" + id.text();
  }

  /** After all positions of this instant and before those of any later one. */
  static String endOf(Instant at) {
    return sortable(at) + "#~";
  }

  static String sortable(Instant at) {
    return SORTABLE.format(at);
  }

  static String sequence(long version) {
    return "%08d".formatted(version);
  }
}
