package dev.priorauth.status;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Cursor;
import dev.priorauth.dynamodb.Filter;
import dev.priorauth.dynamodb.Filter.Order;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Understands the body of a search. */
final class SearchReader {
  static final int LONGEST_REFERENCE = 100;
  private static final int LONGEST_MEMBER_ID = 60;
  private static final int LONGEST_CURSOR = 200;
  private static final int MOST_HITS = 100;

  /** So many providers are searched as one; each costs up to 2 read units a page. */
  private static final int MOST_PROVIDERS = 10;

  private static final String OLDEST = "oldest";
  private static final List<String> ORDERS = List.of("newest", OLDEST);

  /**
   * @param cursor writes the cursor of the page after this one
   */
  record Read(SearchRequest request, SearchCursor cursor) {}

  private final JsonObject body;
  private final Actor caller;

  private SearchReader(JsonObject body, Actor caller) {
    this.body = body;
    this.caller = caller;
  }

  /**
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static Read read(byte[] bytes, Actor caller, Vocabulary vocabulary, Instant now) {
    JsonBody json = JsonBody.of(bytes);
    Optional<Read> read = new SearchReader(json.object(), caller).read(vocabulary, now);
    json.end();
    return read.orElseThrow();
  }

  /** Empty only with a problem. */
  private Optional<Read> read(Vocabulary vocabulary, Instant now) {
    Optional<MemberId> member = member(body);
    Optional<LocalDate> dateOfBirth = body.dateOfBirth("dateOfBirth");
    Optional<String> reference = body.text("reference", LONGEST_REFERENCE);
    Optional<Npi> npi = npi(body, "npi");
    Set<Npi> office = npi.map(Set::of).orElseGet(caller::npis);
    needSomethingToGoBy();
    member.ifPresent(this::mustBeTheirOwn);
    npi.ifPresent(this::mustBeOfTheirOffice);

    Set<Status> statuses = statuses();
    Optional<LocalDate> from = body.day("from");
    Optional<LocalDate> to = body.day("to");
    body.inOrder("from", from, "to", to);
    Optional<String> service =
        body.oneOf("service", vocabulary.services().stream().map(Vocabulary.Service::id).toList());
    Order order =
        body.oneOf("sort", ORDERS)
            .map(sort -> sort.equals(OLDEST) ? Order.OLDEST_FIRST : Order.NEWEST_FIRST)
            .orElse(Order.NEWEST_FIRST);
    int limit = body.number("limit", 1, MOST_HITS).orElse(AuthorizationStore.PAGE);
    SearchCursor cursor =
        SearchCursor.of(
            List.of(
                member.map(MemberId::text),
                dateOfBirth,
                office.stream().map(Npi::digits).sorted().toList(),
                statuses.stream().sorted().toList(),
                from,
                to,
                service,
                order));
    Optional<Cursor> after = after(cursor, reference.isPresent());

    Predicate<Authorization> may = Readers.maySee(caller);
    if (member.isPresent() && dateOfBirth.isPresent()) {
      may = may.and(state -> SearchRequest.ByMember.isOf(state, member.get(), dateOfBirth.get()));
    }
    if (npi.isPresent()) {
      may = may.and(state -> SearchRequest.ByProviders.isOf(state, npi.get()));
    }
    Filter filter = new Filter(statuses, from, to, service, order, may, limit, now);
    return reference
        .<SearchRequest>map(one -> new SearchRequest.ByReference(one, filter))
        .or(
            () ->
                member.flatMap(
                    one ->
                        dateOfBirth.map(
                            born -> new SearchRequest.ByMember(one, born, filter, after))))
        .or(
            () ->
                Optional.of(office)
                    .filter(npis -> !npis.isEmpty())
                    .map(npis -> new SearchRequest.ByProviders(npis, filter, after)))
        .map(request -> new Read(request, cursor));
  }

  /** A member's number; both forms of body that have one read it alike. */
  static Optional<MemberId> member(JsonObject body) {
    if (body.has("memberId") != body.has("dateOfBirth")) {
      body.problem(
          body.has("memberId") ? "dateOfBirth" : "memberId",
          "Give memberId and dateOfBirth together, or neither.");
    }
    Optional<String> text = body.text("memberId", LONGEST_MEMBER_ID);
    Optional<MemberId> member = text.flatMap(MemberId::parse);
    if (text.isPresent() && member.isEmpty()) {
      body.problem(
          "memberId", "Write the number as on the card: up to 40 letters, digits and hyphens.");
    }
    return member;
  }

  static Optional<Npi> npi(JsonObject body, String name) {
    Optional<String> text = body.text(name, LONGEST_REFERENCE);
    Optional<Npi> npi = text.flatMap(Npi::parse);
    if (text.isPresent() && npi.isEmpty()) {
      body.problem(name, "An NPI has ten digits, and the last one checks the others.");
    }
    return npi;
  }

  /** Offices can go by their own providers; everybody else has to say whom it is about. */
  private void needSomethingToGoBy() {
    if (body.has("memberId") || body.has("dateOfBirth") || body.has("reference")) {
      return;
    }
    Optional<String> missing =
        switch (caller.role()) {
          case MEMBER -> Optional.of("Give memberId and dateOfBirth, or reference.");
          case PROVIDER ->
              body.has("npi") || caller.npis().size() <= MOST_PROVIDERS
                  ? Optional.empty()
                  : Optional.of(
                      "Your token names more than "
                          + MOST_PROVIDERS
                          + " providers. Give npi, memberId and dateOfBirth, or reference.");
          case REVIEWER, OPERATOR ->
              body.has("npi")
                  ? Optional.empty()
                  : Optional.of(
                      "Give memberId and dateOfBirth, reference, or npi: requests are kept by"
                          + " member and provider, not by administrator.");
        };
    missing.ifPresent(text -> body.add(List.of(Problem.of(body.path(), text))));
  }

  /**
   * Members search for their own, offices for their own providers. That another number is refused
   * rests on the token and the body alone, so that nobody learns what is stored.
   */
  private void mustBeTheirOwn(MemberId member) {
    if (caller.role() == Role.MEMBER && !caller.sub().equals(member.text())) {
      body.problem("memberId", "Your token does not name this member.");
    }
  }

  private void mustBeOfTheirOffice(Npi npi) {
    if (caller.role() == Role.PROVIDER && !caller.npis().contains(npi)) {
      body.problem("npi", "Your token does not name this provider.");
    }
  }

  private Set<Status> statuses() {
    Set<String> wanted =
        body.someOf("status", Arrays.stream(Status.values()).map(Status::key).toList());
    return Arrays.stream(Status.values())
        .filter(status -> wanted.contains(status.key()))
        .collect(Collectors.toSet());
  }

  private Optional<Cursor> after(SearchCursor cursor, boolean onePage) {
    Optional<String> text = body.text("cursor", LONGEST_CURSOR);
    Optional<Cursor> after = text.flatMap(cursor::parse);
    if (text.isPresent() && onePage) {
      body.problem("cursor", "What has a reference is one page. Leave this out.");
    } else if (text.isPresent() && after.isEmpty()) {
      body.problem("cursor", "This is not a cursor of this search. Begin again without a cursor.");
    }
    return after;
  }
}
