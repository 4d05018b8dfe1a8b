package dev.priorauth.core.requests;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.Submission.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes requests for tests, each with the parts that matter said and the others usual. */
public final class Requests {
  public static final Npi REQUESTER = new Npi("1234567893");
  public static final Npi THERAPIST = new Npi("1003000126");
  public static final Npi OTHER_THERAPIST = new Npi("1043218118");
  public static final MemberId MEMBER = new MemberId("XXP123456789");

  private String payer = "bcbsma";
  private String product = "commercial-hmo";
  private MemberId member = MEMBER;
  private LocalDate dateOfBirth = LocalDate.of(1980, 5, 17);
  private String role = "pcp";
  private Npi servicing = THERAPIST;
  private String service = "physical-therapy";
  private List<Line> lines = List.of();
  private LocalDate from = LocalDate.of(2025, 1, 10);
  private Optional<LocalDate> to = Optional.empty();
  private Optional<Integer> visits = Optional.empty();
  private Facts further = Facts.NONE;
  private Optional<LocalDate> evaluatedOn = Optional.empty();
  private Map<String, String> answers = Map.of();
  private Optional<AuthorizationId> extending = Optional.empty();
  private Optional<AuthorizationId> duplicateOf = Optional.empty();
  private Optional<Instant> admittedAt = Optional.empty();
  private Optional<Instant> notifiedAt = Optional.empty();

  private Requests() {}

  public static Requests physicalTherapy() {
    return new Requests();
  }

  public Requests of(String otherPayer, String otherProduct) {
    payer = otherPayer;
    product = otherProduct;
    return this;
  }

  public Requests member(String id) {
    member = new MemberId(id);
    return this;
  }

  public Requests bornOn(LocalDate day) {
    dateOfBirth = day;
    return this;
  }

  public Requests by(String otherRole) {
    role = otherRole;
    return this;
  }

  public Requests servicedBy(Npi npi) {
    servicing = npi;
    return this;
  }

  public Requests service(String other) {
    service = other;
    return this;
  }

  public Requests lines(Line... others) {
    lines = List.of(others);
    return this;
  }

  public Requests from(String day) {
    from = LocalDate.parse(day);
    return this;
  }

  public Requests to(String day) {
    to = Optional.of(LocalDate.parse(day));
    return this;
  }

  public Requests visits(int count) {
    visits = Optional.of(count);
    return this;
  }

  public Requests with(Fact fact, long value) {
    further = further.with(fact, value);
    return this;
  }

  public Requests with(Fact fact, String value) {
    further = further.with(fact, value);
    return this;
  }

  public Requests evaluatedOn(String day) {
    evaluatedOn = Optional.of(LocalDate.parse(day));
    return this;
  }

  public Requests answering(Map<String, String> given) {
    answers = given;
    return this;
  }

  public Requests extending(AuthorizationId id) {
    extending = Optional.of(id);
    return this;
  }

  public Requests besides(AuthorizationId id) {
    duplicateOf = Optional.of(id);
    return this;
  }

  public Requests admittedAt(String instant) {
    admittedAt = Optional.of(Instant.parse(instant));
    return this;
  }

  public Requests notifiedAt(String instant) {
    notifiedAt = Optional.of(Instant.parse(instant));
    return this;
  }

  public Submission submission() {
    return new Submission(
        payer,
        product,
        Optional.of("fully-insured"),
        new Submission.Member(member, "Ada", "Lovelace", dateOfBirth),
        new Submission.Requester(REQUESTER, role),
        servicing,
        service,
        lines,
        List.of(new Submission.Diagnosis("M54.50", true)),
        from,
        to,
        visits,
        new Submission.Urgency.Standard(),
        further,
        evaluatedOn,
        Optional.of("Ada has pain in the back."),
        new TreeMap<>(answers),
        extending,
        duplicateOf,
        duplicateOf.isPresent(),
        admittedAt,
        notifiedAt);
  }
}
