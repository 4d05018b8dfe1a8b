package dev.priorauth.core.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.Derived;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an office asks for.
 *
 * <p>It holds personal and health data: {@link #toString()} shows the payer and the service only.
 *
 * @param servicing who treats the member; the one whose visits are counted
 * @param lines the codes asked for; may be empty where visits are asked for
 * @param serviceFrom the first day of service, or the day of admission
 * @param serviceTo the last day of service, included
 * @param visitsRequested visits, or dates of service where the payer counts those; at least 1.
 *     Where it is empty and the payer approves initial visits automatically, all that are left are
 *     asked for
 * @param further facts that no other part says; see {@link #SAID_ELSEWHERE}
 * @param initialEvaluationOn the date of the initial evaluation
 * @param answers the answers to clinical questions, by the question's id
 * @param extending the authorization that this asks to extend
 * @param duplicateOf the live authorization that this overlaps with, as the office knows
 * @param allowDuplicate whether the office wants it nevertheless
 * @param admittedAt when the member was admitted
 * @param notifiedAt when the payer was told of the admission
 */
public record Submission(
    String payer,
    String product,
    Optional<String> funding,
    Member member,
    Requester requester,
    Npi servicing,
    String service,
    List<Line> lines,
    List<Diagnosis> diagnoses,
    LocalDate serviceFrom,
    Optional<LocalDate> serviceTo,
    Optional<Integer> visitsRequested,
    Urgency urgency,
    Facts further,
    Optional<LocalDate> initialEvaluationOn,
    Optional<String> additionalInformation,
    SortedMap<String, String> answers,
    Optional<AuthorizationId> extending,
    Optional<AuthorizationId> duplicateOf,
    boolean allowDuplicate,
    Optional<Instant> admittedAt,
    Optional<Instant> notifiedAt) {

  /** The facts that other parts of a submission say, so that {@code further} must not. */
  public static final Set<Fact> SAID_ELSEWHERE =
      Collections.unmodifiableSet(
          EnumSet.of(
              Fact.PAYER,
              Fact.PRODUCT,
              Fact.FUNDING,
              Fact.SERVICE,
              Fact.CODE,
              Fact.SERVICE_DATE,
              Fact.AGE,
              Fact.REQUESTER_ROLE));

  /** Who is treated. Personal: nothing of it shows in {@link #toString()}. */
  public record Member(MemberId id, String firstName, String lastName, LocalDate dateOfBirth) {
    @Override
    public String toString() {
      return "Member[hidden]";
    }
  }

  /**
   * Who asks.
   *
   * @param role a value of the fact {@code requesterRole}
   */
  public record Requester(Npi npi, String role) {}

  /**
   * One code.
   *
   * @param code a CPT or HCPCS code; where requests name something else, such as a modality or a
   *     genetic test, its name
   * @param units at least 1
   */
  public record Line(String code, int units) {
    private static final Pattern CPT_OR_HCPCS = Pattern.compile("\\d{4}[0-9A-Z]|[A-Z]\\d{4}");

    public Line {
      if (units < 1) {
        throw new IllegalArgumentException("a line needs at least one unit");
      }
    }

    /** Whether it is of a code, and not of something by its name. */
    public boolean isCoded() {
      return isCode(code);
    }

    /** Whether a text has the form of a CPT or HCPCS code. */
    public static boolean isCode(String text) {
      return CPT_OR_HCPCS.matcher(text).matches();
    }
  }

  /**
   * @param code an ICD-10-CM code
   */
  public record Diagnosis(String code, boolean primary) {}

  /** How soon an answer is needed. */
  public sealed interface Urgency {
    record Standard() implements Urgency {}

    /**
     * @param reason why waiting would harm the member; never blank
     */
    record Expedited(String reason) implements Urgency {
      public Expedited {
        if (reason.isBlank()) {
          throw new IllegalArgumentException("an expedited request needs a reason");
        }
      }
    }
  }

  public Submission {
    lines = List.copyOf(lines);
    diagnoses = List.copyOf(diagnoses);
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    if (serviceTo.isPresent() && serviceTo.get().isBefore(serviceFrom)) {
      throw new IllegalArgumentException("the service must not end before it begins");
    }
    if (visitsRequested.isPresent() && visitsRequested.get() < 1) {
      throw new IllegalArgumentException("at least one visit must be asked for");
    }
    if (!Collections.disjoint(further.known().keySet(), SAID_ELSEWHERE)) {
      throw new IllegalArgumentException("a fact must not be said twice");
    }
  }

  /** The last day asked for, included: the first where no other is given. */
  public LocalDate lastDay() {
    return serviceTo.orElse(serviceFrom);
  }

  /** The number of the visit on the first day of service; 1 where the office does not say. */
  public int firstVisit() {
    return statedVisit().orElse(1);
  }

  private Optional<Integer> statedVisit() {
    return further
        .get(Fact.VISIT_NUMBER)
        .map(value -> Math.toIntExact(((FactValue.Number) value).value()));
  }

  /**
   * What the rules are asked with. The age is that on the day of admission where there is one, else
   * on the first day of service; nothing is taken from the diagnoses.
   *
   * @param zone the payer's
   */
  public Facts facts(ZoneId zone) {
    LocalDate day =
        admittedAt.map(admitted -> admitted.atZone(zone).toLocalDate()).orElse(serviceFrom);
    Facts facts =
        further
            .with(Fact.PAYER, payer)
            .with(Fact.PRODUCT, product)
            .with(Fact.SERVICE, service)
            .with(Fact.SERVICE_DATE, new FactValue.Day(serviceFrom))
            .with(Fact.AGE, Derived.age(member.dateOfBirth(), day))
            .with(Fact.REQUESTER_ROLE, requester.role());
    if (funding.isPresent()) {
      facts = facts.with(Fact.FUNDING, funding.get());
    }
    if (extending.isPresent() && !facts.knows(Fact.PURPOSE)) {
      facts = facts.with(Fact.PURPOSE, "extension");
    }
    return facts;
  }

  /**
   * The dates that windows judge. Those of an extension come from the authorization that it
   * extends.
   */
  public Dates dates(Instant submittedAt) {
    Dates dates =
        Dates.NONE
            .with(DateName.SUBMITTED_AT, submittedAt)
            .with(DateName.SERVICE_FROM, serviceFrom);
    if (serviceTo.isPresent()) {
      dates = dates.with(DateName.SERVICE_TO, serviceTo.get());
    }
    if (initialEvaluationOn.isPresent()) {
      dates = dates.with(DateName.INITIAL_EVALUATION_ON, initialEvaluationOn.get());
    }
    if (statedVisit().isPresent()) {
      dates = dates.withVisit(statedVisit().get(), serviceFrom);
    }
    if (admittedAt.isPresent()) {
      dates = dates.with(DateName.ADMITTED_AT, admittedAt.get());
    }
    if (notifiedAt.isPresent()) {
      dates = dates.with(DateName.NOTIFIED_AT, notifiedAt.get());
    }
    return dates;
  }

  /** The same request for another service and other lines. */
  public Submission forService(String otherService, List<Line> otherLines) {
    return new Submission(
        payer,
        product,
        funding,
        member,
        requester,
        servicing,
        otherService,
        otherLines,
        diagnoses,
        serviceFrom,
        serviceTo,
        visitsRequested,
        urgency,
        further,
        initialEvaluationOn,
        additionalInformation,
        answers,
        extending,
        duplicateOf,
        allowDuplicate,
        admittedAt,
        notifiedAt);
  }

  /** The same request with these answers to clinical questions. */
  public Submission answering(SortedMap<String, String> allAnswers) {
    return new Submission(
        payer,
        product,
        funding,
        member,
        requester,
        servicing,
        service,
        lines,
        diagnoses,
        serviceFrom,
        serviceTo,
        visitsRequested,
        urgency,
        further,
        initialEvaluationOn,
        additionalInformation,
        allAnswers,
        extending,
        duplicateOf,
        allowDuplicate,
        admittedAt,
        notifiedAt);
  }

  /** The same request on other days. */
  public Submission onDays(LocalDate from, Optional<LocalDate> to) {
    return new Submission(
        payer,
        product,
        funding,
        member,
        requester,
        servicing,
        service,
        lines,
        diagnoses,
        from,
        to,
        visitsRequested,
        urgency,
        further,
        initialEvaluationOn,
        additionalInformation,
        answers,
        extending,
        duplicateOf,
        allowDuplicate,
        admittedAt,
        notifiedAt);
  }

  /**
   * A SHA-256 hash in hexadecimal of everything that is asked for. Two bodies that differ only in
   * the order of members, or in white space between them, have the same one.
   */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    append(text, "payer", payer);
    append(text, "product", product);
    funding.ifPresent(value -> append(text, "funding", value));
    append(text, "member.id", member.id().text());
    append(text, "member.firstName", member.firstName());
    append(text, "member.lastName", member.lastName());
    append(text, "member.dateOfBirth", member.dateOfBirth().toString());
    append(text, "requester.npi", requester.npi().digits());
    append(text, "requester.role", requester.role());
    append(text, "servicing", servicing.digits());
    append(text, "service", service);
    for (Line line : lines) {
      append(text, "line.code", line.code());
      append(text, "line.units", Integer.toString(line.units()));
    }
    for (Diagnosis diagnosis : diagnoses) {
      append(text, diagnosis.primary() ? "primary" : "secondary", diagnosis.code());
    }
    append(text, "serviceFrom", serviceFrom.toString());
    serviceTo.ifPresent(value -> append(text, "serviceTo", value.toString()));
    visitsRequested.ifPresent(value -> append(text, "visitsRequested", value.toString()));
    switch (urgency) {
      case Urgency.Standard _ -> append(text, "urgency", "standard");
      case Urgency.Expedited(String reason) -> append(text, "expedited", reason);
    }
    for (Map.Entry<Fact, FactValue> fact : further.known().entrySet()) {
      for (String value : fact.getValue().texts(fact.getKey())) {
        append(text, fact.getKey().key(), value);
      }
    }
    initialEvaluationOn.ifPresent(value -> append(text, "initialEvaluationOn", value.toString()));
    additionalInformation.ifPresent(value -> append(text, "additionalInformation", value));
    answers.forEach(
        (question, answer) -> {
          append(text, "question", question);
          append(text, "answer", answer);
        });
    extending.ifPresent(value -> append(text, "extending", value.text()));
    duplicateOf.ifPresent(value -> append(text, "duplicateOf", value.text()));
    append(text, "allowDuplicate", Boolean.toString(allowDuplicate));
    admittedAt.ifPresent(value -> append(text, "admittedAt", value.toString()));
    notifiedAt.ifPresent(value -> append(text, "notifiedAt", value.toString()));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** With its length before each text, no two contents run together into the same one. */
  private static void append(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value.length()).append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return "Submission[payer=" + payer + ", service=" + service + "]";
  }
}
