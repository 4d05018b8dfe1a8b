package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Lifecycle;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The authorizations, with all that has to be written together with them.
 *
 * <p>What counts across the authorizations of a member is one item: see {@link Standing}. Who
 * changes it writes it on condition that its version is the one that was looked at; so an allotment
 * can no more be oversold than days of service can be taken twice.
 */
public final class AuthorizationStore {

  /** The hits of a page where nothing else is asked for, and what one query reads at most. */
  public static final int PAGE = 25;

  private final DynamoDbClient client;
  private final String table;

  public AuthorizationStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The answer that was given to this request before; empty where it is new. */
  public Optional<SubmitResult.Earlier> earlier(IdempotencyKey key, String bodyHash) {
    int draw = 0;
    while (true) {
      AuthorizationId id = key.reference(draw);
      Optional<Map<String, AttributeValue>> event = get(AuthorizationItems.eventKey(id, 1));
      Optional<SubmitResult.Earlier> earlier =
          event.flatMap(item -> IdempotencyMark.earlier(id, item, key, bodyHash));
      if (event.isEmpty() || earlier.isPresent()) {
        return earlier;
      }
      draw++;
    }
  }

  /** What a decision about the member has to know, and {@link #submit} to be given again. */
  public Standing standing(String payer, MemberId member) {
    return get(StandingItems.key(payer, member))
        .map(item -> StandingItems.fromItem(payer, member, item))
        .orElseGet(() -> Standing.none(payer, member));
  }

  /** What a refused write means: an answer, or that it has to be tried with what is there now. */
  private sealed interface Refusal<R> {
    record Answer<R>(R answer) implements Refusal<R> {}

    /** Another has written the standing. */
    record Moved<R>() implements Refusal<R> {}

    /**
     * Notices were due before the event, and have to be written with it.
     *
     * @param arrears empty where they have been written meanwhile
     */
    record Late<R>(AuthorizationId id, Optional<Arrears> arrears) implements Refusal<R> {}

    /**
     * There is a notice of the closing that the event takes away.
     *
     * @param writtenAt when the notice was written
     */
    record Noticed<R>(Instant writtenAt) implements Refusal<R> {}
  }

  /**
   * What is due of an authorization at its next event.
   *
   * @param seen where it stands in the index by deadline
   */
  private record Arrears(AttributeValue seen, List<NoticeItems.Written> notices) {

    static <R> Refusal.Late<R> until(Instant at, Map<String, AttributeValue> item) {
      Authorization before = AuthorizationItems.state(item);
      return new Refusal.Late<>(
          before.id(),
          Optional.ofNullable(item.get(AuthorizationItems.DUE_AT))
              .filter(due -> !AuthorizationItems.instant(due.s()).isAfter(at))
              .map(due -> until(at, before, due)));
    }

    private static Arrears until(Instant at, Authorization before, AttributeValue seen) {
      return new Arrears(
          seen,
          NoticeItems.written(
              before, Lifecycle.at(before, AuthorizationItems.instant(seen.s()), at).owed(), at));
    }
  }

  /**
   * Creates authorizations, and changes others that the same request changes: all of it or nothing.
   *
   * @param parts of one member and payer; a request that was not divided has one new one. The
   *     reference of the first new one is the key's. For an extension, the event of the extended
   *     one is among them
   * @param seen the standing that the decision rests on
   * @param bodyHash tells one body from another
   */
  public SubmitResult submit(List<Done> parts, Standing seen, IdempotencyKey key, String bodyHash) {
    return submit(parts, seen, key, bodyHash, Backoff.usual());
  }

  /**
   * The same in a time that was set.
   *
   * @param backoff of all attempts of the request, those to decide it among them
   */
  public SubmitResult submit(
      List<Done> parts, Standing seen, IdempotencyKey key, String bodyHash, Backoff backoff) {
    Standing standing = seen;
    Map<AuthorizationId, Optional<Arrears>> arrears = new HashMap<>();
    while (true) {
      Standing.After after = standing.after(parts);
      switch (after) {
        case Standing.After.Overlaps(AuthorizationId other) -> {
          return earlierOr(key, bodyHash, new SubmitResult.Duplicate(other));
        }
        case Standing.After.Exhausted(var allotment, int left) -> {
          return earlierOr(key, bodyHash, new SubmitResult.AllotmentExhausted(allotment, left));
        }
        case Standing.After.Same _, Standing.After.Changed _ -> {
          // It can be written.
        }
      }
      Transaction<Refusal<SubmitResult>> transaction = new Transaction<>(client, table);
      // Whether the same request was stored before speaks first.
      Done first = first(parts);
      writeFirst(transaction, first, key, bodyHash);
      writeStanding(transaction, standing, after);
      for (Done done : parts) {
        if (done != first) {
          write(transaction, done, arrears.getOrDefault(done.state().id(), Optional.empty()));
        }
      }
      writeParents(transaction, parts);
      switch (transaction.commit()) {
        case Transaction.End.Written<Refusal<SubmitResult>> _ -> {
          return new SubmitResult.Stored();
        }
        case Transaction.End.Refused<Refusal<SubmitResult>>(
                Refusal.Answer<SubmitResult>(SubmitResult refused)) -> {
          return refused;
        }
        case Transaction.End.Refused<Refusal<SubmitResult>>(Refusal.Moved<SubmitResult> _) -> {
          // The same again, with what is there after a pause.
        }
        case Transaction.End.Refused<Refusal<SubmitResult>>(
                Refusal.Late<SubmitResult>(AuthorizationId id, Optional<Arrears> late)) ->
            arrears.put(id, late);
        case Transaction.End.Refused<Refusal<SubmitResult>>(Refusal.Noticed<SubmitResult> _) ->
            throw new IllegalStateException("a submission takes no closing away");
        case Transaction.End.Conflict<Refusal<SubmitResult>> _ -> {
          // The same again, with what is there after a pause.
        }
      }
      if (!backoff.pause()) {
        return new SubmitResult.Contended();
      }
      standing = standing(standing.payer(), standing.member());
    }
  }

  private static Done first(List<Done> parts) {
    return parts.stream()
        .filter(done -> done.entry().version() == 1)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a submission creates an authorization"));
  }

  /** Who sends a request again gets its answer, not what the first one made impossible. */
  private SubmitResult earlierOr(IdempotencyKey key, String bodyHash, SubmitResult other) {
    return earlier(key, bodyHash).<SubmitResult>map(earlier -> earlier).orElse(other);
  }

  private static void writeFirst(
      Transaction<Refusal<SubmitResult>> transaction,
      Done first,
      IdempotencyKey key,
      String bodyHash) {
    AuthorizationId id = first.state().id();
    Map<String, AttributeValue> event = AuthorizationItems.event(first);
    event.put(IdempotencyMark.MARK, IdempotencyMark.of(key, bodyHash));
    transaction.putNew(
        event,
        there ->
            new Refusal.Answer<>(
                IdempotencyMark.earlier(id, there, key, bodyHash)
                    .<SubmitResult>map(earlier -> earlier)
                    .orElseGet(() -> new SubmitResult.IdTaken(id))));
    transaction.put(AuthorizationItems.state(first.state()));
  }

  private static void write(
      Transaction<Refusal<SubmitResult>> transaction, Done done, Optional<Arrears> arrears) {
    AuthorizationId id = done.state().id();
    if (done.entry().version() == 1) {
      transaction.putNew(
          AuthorizationItems.event(done), _ -> new Refusal.Answer<>(new SubmitResult.IdTaken(id)));
      transaction.put(AuthorizationItems.state(done.state()));
    } else {
      writeOver(
          transaction, done, arrears, version -> new SubmitResult.ChangedMeanwhile(id, version));
    }
  }

  /**
   * A state over the one before, with its event. So that no notice is lost when an event comes
   * before {@link DueStore} does, those that were due are written with it, and those that the event
   * itself makes due.
   */
  private static <R> void writeOver(
      Transaction<Refusal<R>> transaction,
      Done done,
      Optional<Arrears> arrears,
      LongFunction<R> changedMeanwhile) {
    Entry entry = done.entry();
    AttributeValue before = n(entry.version() - 1);
    transaction.putIf(
        AuthorizationItems.state(done.state()),
        arrears.isPresent()
            ? "#version = :before AND #due = :due"
            : "#version = :before AND (attribute_not_exists(#due) OR #due > :due)",
        Map.of("#version", AuthorizationItems.VERSION, "#due", AuthorizationItems.DUE_AT),
        Map.of(
            ":before",
            before,
            ":due",
            arrears.map(Arrears::seen).orElseGet(() -> s(AuthorizationItems.endOf(entry.at())))),
        now -> refused(now, before, entry.at(), changedMeanwhile));
    transaction.put(AuthorizationItems.event(done));
    Stream.concat(
            arrears.stream().map(Arrears::notices).flatMap(List::stream),
            NoticeItems.written(done.state(), done.passed(), entry.at()).stream())
        .forEach(notice -> transaction.putIfAbsent(notice.item(), notice.key()));
  }

  private static <R> Refusal<R> refused(
      Map<String, AttributeValue> now,
      AttributeValue before,
      Instant at,
      LongFunction<R> changedMeanwhile) {
    return before.equals(now.get(AuthorizationItems.VERSION))
        ? Arrears.until(at, now)
        : new Refusal.Answer<>(changedMeanwhile.apply(AuthorizationItems.version(now)));
  }

  private static void writeParents(
      Transaction<Refusal<SubmitResult>> transaction, List<Done> parts) {
    Map<AuthorizationId, List<AuthorizationId>> byParent = new LinkedHashMap<>();
    for (Done done : parts) {
      if (done.entry().version() == 1) {
        done.state()
            .dossier()
            .basis()
            .parent()
            .ifPresent(
                parent ->
                    byParent
                        .computeIfAbsent(parent, _ -> new ArrayList<>())
                        .add(done.state().id()));
      }
    }
    byParent.forEach(
        (parent, ids) ->
            transaction.putNew(
                AuthorizationItems.parts(parent, ids),
                _ -> new Refusal.Answer<>(new SubmitResult.IdTaken(parent))));
  }

  /** Adds an event that has just happened, in the usual time. */
  public AppendResult append(Done done) {
    return append(done, done.entry().at(), Backoff.usual());
  }

  /**
   * Adds an event to an authorization, with the state after it and what it does to allotments.
   *
   * @param now the present, which can be long after the event
   * @param backoff of all attempts of the step
   */
  public AppendResult append(Done done, Instant now, Backoff backoff) {
    Submission submission = done.state().submission();
    Standing standing =
        Standing.concerns(done)
            ? standing(submission.payer(), submission.member().id())
            : Standing.none(submission.payer(), submission.member().id());
    Optional<Arrears> arrears = Optional.empty();
    Optional<Instant> noticed = Optional.empty();
    while (true) {
      Standing.After after =
          Standing.concerns(done) ? standing.after(List.of(done)) : new Standing.After.Same();
      if (after instanceof Standing.After.Exhausted(var allotment, int left)) {
        return changedOr(done, new AppendResult.AllotmentExhausted(allotment, left));
      }
      Transaction<Refusal<AppendResult>> transaction = new Transaction<>(client, table);
      writeOver(transaction, done, arrears, AppendResult.ChangedMeanwhile::new);
      writeStanding(transaction, standing, after);
      writeAverted(transaction, done, noticed, now);
      switch (transaction.commit()) {
        case Transaction.End.Written<Refusal<AppendResult>> _ -> {
          return new AppendResult.Appended();
        }
        case Transaction.End.Refused<Refusal<AppendResult>>(
                Refusal.Answer<AppendResult>(AppendResult refused)) -> {
          return refused;
        }
        case Transaction.End.Refused<Refusal<AppendResult>>(Refusal.Moved<AppendResult> _) -> {
          // The same again, with what is there after a pause.
        }
        case Transaction.End.Refused<Refusal<AppendResult>>(
                Refusal.Late<AppendResult>(_, Optional<Arrears> late)) ->
            arrears = late;
        case Transaction.End.Refused<Refusal<AppendResult>>(
                Refusal.Noticed<AppendResult>(Instant writtenAt)) ->
            noticed = Optional.of(writtenAt);
        case Transaction.End.Conflict<Refusal<AppendResult>> _ -> {
          // The same again, with what is there after a pause.
        }
      }
      if (!backoff.pause()) {
        return new AppendResult.Contended();
      }
      if (Standing.concerns(done)) {
        standing = standing(standing.payer(), standing.member());
      }
    }
  }

  /**
   * Where time would have closed the request without the event, it must not any more; where it has
   * done so already, that is taken back.
   *
   * @param noticed when the notice was written that has to be taken back
   */
  private static void writeAverted(
      Transaction<Refusal<AppendResult>> transaction,
      Done done,
      Optional<Instant> noticed,
      Instant now) {
    if (done.averted().isEmpty()) {
      return;
    }
    Instant closes = done.averted().get();
    if (noticed.isPresent()) {
      Instant after = noticed.get().plusNanos(1);
      transaction.put(NoticeItems.reopened(done.state(), closes, now.isAfter(after) ? now : after));
    } else {
      transaction.putIf(
          NoticeItems.averted(done.state(), closes),
          "attribute_not_exists(#pk) OR attribute_exists(#averted)",
          Map.of("#pk", Items.PK, "#averted", NoticeItems.AVERTED),
          Map.of(),
          notice -> new Refusal.Noticed<>(NoticeItems.writtenAt(notice)));
    }
  }

  /** Where the authorization has changed meanwhile, its change is why less is left. */
  private AppendResult changedOr(Done done, AppendResult other) {
    return find(done.state().id())
        .map(Authorization::version)
        .filter(version -> version != done.entry().version() - 1)
        .<AppendResult>map(AppendResult.ChangedMeanwhile::new)
        .orElse(other);
  }

  private <R> void writeStanding(
      Transaction<Refusal<R>> transaction, Standing seen, Standing.After after) {
    if (!(after instanceof Standing.After.Changed(Standing next))) {
      return;
    }
    if (seen.version() == 0) {
      transaction.putNew(StandingItems.toItem(next), _ -> new Refusal.Moved<>());
    } else {
      transaction.putOver(
          StandingItems.toItem(next),
          StandingItems.VERSION,
          n(seen.version()),
          _ -> new Refusal.Moved<>());
    }
  }

  public Optional<Authorization> find(AuthorizationId id) {
    return get(AuthorizationItems.stateKey(id)).map(AuthorizationItems::state);
  }

  /** The extensions of these, in no order. Where they have none, nothing is read. */
  public List<Authorization> extensions(List<Authorization> states) {
    return new BatchReader(client, table)
            .strong(
                states.stream()
                    .flatMap(state -> state.dossier().extensions().stream())
                    .map(AuthorizationItems::stateKey)
                    .toList())
            .stream()
            .map(AuthorizationItems::state)
            .toList();
  }

  /** All events of an authorization, oldest first. */
  public List<Entry> history(AuthorizationId id) {
    return client
        .queryPaginator(
            q ->
                q.tableName(table)
                    .keyConditionExpression("#pk = :pk AND begins_with(#sk, :events)")
                    .expressionAttributeNames(Map.of("#pk", Items.PK, "#sk", Items.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", s(AuthorizationItems.partition(id)),
                            ":events", s(AuthorizationItems.EVENTS)))
                    .consistentRead(true))
        .items()
        .stream()
        .map(item -> AuthorizationItems.event(id, item))
        .toList();
  }

  /**
   * The events that a submission began with, whatever has happened since: that of the one
   * authorization, or of each part, in the order of the request.
   *
   * @param whole the authorization's reference, or that of the parent of a divided request
   */
  public List<Entry> submitted(AuthorizationId whole) {
    var first =
        client.query(
            q ->
                q.tableName(table)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :events AND :parts")
                    .expressionAttributeNames(Map.of("#pk", Items.PK, "#sk", Items.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", s(AuthorizationItems.partition(whole)),
                            ":events", s(AuthorizationItems.EVENTS),
                            ":parts", s(AuthorizationItems.PARTS_KEY)))
                    .limit(1)
                    .consistentRead(true));
    return first.items().stream()
        .flatMap(
            item ->
                AuthorizationItems.isParts(item)
                    ? AuthorizationItems.parts(item).stream().map(this::firstEvent)
                    : Stream.of(AuthorizationItems.event(whole, item)))
        .toList();
  }

  private Entry firstEvent(AuthorizationId id) {
    return get(AuthorizationItems.eventKey(id, 1))
        .map(item -> AuthorizationItems.event(id, item))
        .orElseThrow(() -> new IllegalStateException("a part of a request is gone"));
  }

  /**
   * A member's authorizations with all payers.
   *
   * @param dateOfBirth must be the member's, else nothing is found
   * @param after empty for the first page
   */
  public Page byMember(
      MemberId member, LocalDate dateOfBirth, Filter filter, Optional<Cursor> after) {
    Search search =
        new Search(
            client,
            table,
            filter,
            state ->
                state.submission().member().dateOfBirth().equals(dateOfBirth)
                    && filter.admits(state));
    return search.page(
        List.of(
            new Search.Place(
                "by-member",
                AuthorizationItems.MEMBER,
                AuthorizationItems.memberPartition(member))),
        after);
  }

  /**
   * All authorizations of a member, newest first, however many there are. Each 25 or so cost as
   * much as a page.
   *
   * @param dateOfBirth must be the member's, else nothing is found
   */
  public List<Authorization> allOfMember(MemberId member, LocalDate dateOfBirth, Filter filter) {
    List<Authorization> all = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page page = byMember(member, dateOfBirth, filter, after);
      all.addAll(page.hits());
      after = page.next();
    } while (after.isPresent());
    return List.copyOf(all);
  }

  /**
   * The authorizations that any of these providers requested or treats, each once.
   *
   * @param providers at least one; a page of one or two costs at most 4 read units, of more 2 for
   *     each
   * @param after empty for the first page
   */
  public Page byProviders(Set<Npi> providers, Filter filter, Optional<Cursor> after) {
    return new Search(client, table, filter, filter::admits)
        .page(
            providers.stream()
                .map(AuthorizationItems::providerPartition)
                .sorted()
                .flatMap(
                    partition ->
                        Stream.of(
                            new Search.Place("by-provider", AuthorizationItems.PROVIDER, partition),
                            new Search.Place(
                                "by-servicing", AuthorizationItems.SERVICING, partition)))
                .toList(),
            after);
  }

  /**
   * The authorizations that somebody means by a reference: its own, that of the whole whose part it
   * is, or the administrator's.
   *
   * @param written as people write it
   */
  public List<Authorization> byReference(String written) {
    List<Authorization> own =
        AuthorizationId.parse(written).map(this::byOwnReference).orElse(List.of());
    if (!own.isEmpty()) {
      return own;
    }
    return AuthorizationItems.referencePartition(written)
        .map(this::byOutsideReference)
        .orElse(List.of());
  }

  /**
   * The authorization, or the parts of the whole that has this reference. Where a reference is
   * unknown, that is one read, not two.
   */
  public List<Authorization> byOwnReference(AuthorizationId id) {
    var found =
        client.query(
            q ->
                q.tableName(table)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :parts AND :state")
                    .expressionAttributeNames(Map.of("#pk", Items.PK, "#sk", Items.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", s(AuthorizationItems.partition(id)),
                            ":parts", s(AuthorizationItems.PARTS_KEY),
                            ":state", s(AuthorizationItems.STATE)))
                    .consistentRead(true));
    return found.items().stream()
        .flatMap(
            item ->
                AuthorizationItems.isState(item)
                    ? Stream.of(AuthorizationItems.state(item))
                    : AuthorizationItems.parts(item).stream()
                        .map(this::find)
                        .flatMap(Optional::stream))
        .toList();
  }

  private List<Authorization> byOutsideReference(String partition) {
    return client
        .query(
            q ->
                q.tableName(table)
                    .indexName("by-reference")
                    .keyConditionExpression("#reference = :reference")
                    .expressionAttributeNames(Map.of("#reference", AuthorizationItems.REFERENCE))
                    .expressionAttributeValues(Map.of(":reference", s(partition)))
                    .limit(PAGE))
        .items()
        .stream()
        .map(AuthorizationItems::state)
        .toList();
  }

  /** Strongly consistent: who has written must find what was written. */
  private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
    var response = client.getItem(g -> g.tableName(table).key(key).consistentRead(true));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }
}
