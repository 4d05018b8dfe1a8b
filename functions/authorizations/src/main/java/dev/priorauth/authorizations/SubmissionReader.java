package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.LineForms;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Diagnosis;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.requests.Submission.Member;
import dev.priorauth.core.requests.Submission.Requester;
import dev.priorauth.core.requests.Submission.Urgency;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.http.FactsJson;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.SubmissionJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Understands the body of a submission. */
final class SubmissionReader {
  private static final String ICD_10 = "[A-Z]\\d[0-9A-Z](\\.?[0-9A-Z]{1,4})?";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_CODE = 60;
  private static final int LONGEST_REASON = 1000;

  /** The sources speak of a limit for each programme, and name none. */
  private static final int LONGEST_INFORMATION = 4000;

  private static final int LONGEST_ANSWER = 500;
  private static final int MOST_ANSWERS = 100;
  private static final int MOST_CODES = 40;
  private static final int MOST_DIAGNOSES = 25;
  private static final int MOST_UNITS = 9999;
  private static final int MOST_VISITS = 999;

  /** What a request says for itself alone: an extension has its own. */
  private static final List<String> OF_ONE_REQUEST =
      List.of(
          "serviceFrom",
          "serviceTo",
          "visitsRequested",
          "urgency",
          "urgencyReason",
          "additionalInformation",
          "answers",
          "duplicateOf",
          "allowDuplicate",
          Fact.PURPOSE.key(),
          Fact.VISIT_NUMBER.key());

  /** Which facts stand among the other members of a submission. */
  private static final Set<Fact> FACTS =
      EnumSet.complementOf(EnumSet.of(Fact.CODE, Fact.SERVICE_DATE, Fact.AGE, Fact.REQUESTER_ROLE));

  /** The members that say the other facts. */
  private static final Map<Fact, String> SAID_BY =
      new EnumMap<>(
          Map.of(
              Fact.CODE, "codes",
              Fact.SERVICE_DATE, "serviceFrom",
              Fact.AGE, "member.dateOfBirth",
              Fact.REQUESTER_ROLE, "requester.role"));

  private final Books books;
  private final Actor caller;
  private final Instant now;

  SubmissionReader(Books books, Actor caller, Instant now) {
    this.books = books;
    this.caller = caller;
    this.now = now;
  }

  /**
   * What a body says.
   *
   * @param submission empty exactly when something is wrong
   * @param problems all that is wrong
   */
  record Read(Optional<Submission> submission, List<Problem> problems) {}

  Read read(byte[] bytes) {
    return read(JsonBody.of(bytes), Optional.empty());
  }

  /** What the extended authorization says already may be left out. */
  Read readExtension(byte[] bytes, Authorization extended) {
    Submission before = extended.submission();
    ObjectNode said = SubmissionJson.write(before, extended.dossier().basis().zone());
    said.remove(OF_ONE_REQUEST);
    if (!caller.npis().contains(before.requester().npi())) {
      said.remove("requester");
    }
    said.put("extends", extended.id().text());
    return read(JsonBody.of(bytes, said), Optional.of(extended.id()));
  }

  private Read read(JsonBody json, Optional<AuthorizationId> extended) {
    JsonObject body = json.object();
    body.need("payer", "product", "member", "requester", "servicingProvider", "serviceFrom");
    Facts facts = FactsJson.read(body, FACTS, books.vocabulary());
    SAID_BY.forEach(
        (fact, member) -> body.refuse(fact.key(), member + " says this. Leave it out."));
    Optional<Member> member = body.object("member").flatMap(SubmissionReader::member);
    Optional<Requester> requester = body.object("requester").flatMap(this::requester);
    Optional<Npi> servicing = body.object("servicingProvider").flatMap(one -> npi(one.need("npi")));
    Optional<LocalDate> from = body.day("serviceFrom");
    List<Coded> codes = codes(body, form(facts, from));
    List<Diagnosis> diagnoses = diagnoses(body);
    Optional<LocalDate> to = body.day("serviceTo");
    body.inOrder("serviceFrom", from, "serviceTo", to);
    if (member.isPresent() && from.isPresent() && from.get().isBefore(member.get().dateOfBirth())) {
      body.problem("member.dateOfBirth", "The member is born after serviceFrom.");
    }
    Optional<Integer> visits = body.number("visitsRequested", 1, MOST_VISITS);
    Optional<Urgency> urgency = urgency(body);
    Optional<LocalDate> evaluated = body.day("initialEvaluationOn");
    Optional<String> more = body.lines("additionalInformation", LONGEST_INFORMATION);
    SortedMap<String, String> answers = answers(body);
    Optional<AuthorizationId> extending = id(body, "extends");
    if (extended.isPresent() && !extending.equals(extended)) {
      body.problem("extends", "The address names another authorization. Leave this out.");
    }
    Optional<AuthorizationId> duplicateOf = id(body, "duplicateOf");
    boolean allowDuplicate = body.flag("allowDuplicate").orElse(false);
    if (allowDuplicate && !body.has("duplicateOf")) {
      body.problem("duplicateOf", "Name the authorization with which it may overlap.");
    }
    Optional<Instant> admitted = body.instant("admittedAt");
    Optional<Instant> notified = body.instant("notifiedAt");
    if (notified.filter(now::isBefore).isPresent()) {
      body.problem("notifiedAt", "This lies in the future. Notify first, then submit.");
    }
    Optional<String> payer = facts.text(Fact.PAYER);
    Optional<String> service = service(body, facts, payer, codes, from);
    List<Problem> problems = json.problems();
    if (!problems.isEmpty()) {
      return new Read(Optional.empty(), problems);
    }
    return new Read(
        Optional.of(
            new Submission(
                payer.orElseThrow(),
                facts.text(Fact.PRODUCT).orElseThrow(),
                facts.text(Fact.FUNDING),
                member.orElseThrow(),
                requester.orElseThrow(),
                servicing.orElseThrow(),
                service.orElseThrow(),
                codes.stream().map(Coded::line).toList(),
                diagnoses,
                from.orElseThrow(),
                to,
                visits,
                urgency.orElseThrow(),
                further(facts),
                evaluated,
                more,
                answers,
                extending,
                duplicateOf,
                allowDuplicate,
                admitted,
                notified)),
        List.of());
  }

  private static Facts further(Facts facts) {
    Facts further = Facts.NONE;
    for (var fact : facts.known().entrySet()) {
      if (!Submission.SAID_ELSEWHERE.contains(fact.getKey())) {
        further = further.with(fact.getKey(), fact.getValue());
      }
    }
    return further;
  }

  private static Optional<Member> member(JsonObject object) {
    object.need("id", "firstName", "lastName", "dateOfBirth");
    Optional<String> text = object.text("id", LONGEST_NAME);
    Optional<MemberId> id = text.flatMap(MemberId::parse);
    if (text.isPresent() && id.isEmpty()) {
      object.problem("id", "Write it as on the card: up to 40 letters, digits and hyphens.");
    }
    Optional<String> first = object.text("firstName", LONGEST_NAME);
    Optional<String> last = object.text("lastName", LONGEST_NAME);
    Optional<LocalDate> born = object.dateOfBirth("dateOfBirth");
    return id.isPresent() && first.isPresent() && last.isPresent() && born.isPresent()
        ? Optional.of(new Member(id.get(), first.get(), last.get(), born.get()))
        : Optional.empty();
  }

  private Optional<Requester> requester(JsonObject object) {
    object.need("npi", "role");
    Optional<Npi> npi = npi(object);
    if (npi.isPresent() && !caller.npis().contains(npi.get())) {
      object.problem("npi", "Your token does not name this provider.");
    }
    Optional<String> role =
        object.oneOf("role", books.vocabulary().allowed(Fact.REQUESTER_ROLE, Optional.empty()));
    return npi.isPresent() && role.isPresent()
        ? Optional.of(new Requester(npi.get(), role.get()))
        : Optional.empty();
  }

  private static Optional<Npi> npi(JsonObject object) {
    Optional<String> text = object.text("npi", LONGEST_NAME);
    Optional<Npi> npi = text.flatMap(Npi::parse);
    if (text.isPresent() && npi.isEmpty()) {
      object.problem("npi", "An NPI has ten digits, and the last one checks the others.");
    }
    return npi;
  }

  /** What the rules want the lines to name; empty where codes, or where it cannot be told yet. */
  private Optional<Effects.LineForm> form(Facts facts, Optional<LocalDate> from) {
    Optional<String> payer = facts.text(Fact.PAYER);
    if (payer.isEmpty() || !facts.knows(Fact.SERVICE) || from.isEmpty()) {
      return Optional.empty();
    }
    return LineForms.of(PayerBook.of(books, payer.get()), facts, from.get(), now);
  }

  /** A line, and where it stands in the body. */
  private record Coded(Line line, JsonObject object) {}

  private static List<Coded> codes(JsonObject body, Optional<Effects.LineForm> form) {
    List<Coded> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<JsonObject> objects = body.objects("codes", MOST_CODES);
    int most = form.flatMap(Effects.LineForm::most).orElse(MOST_CODES);
    if (form.isPresent() && objects.isEmpty()) {
      body.problem("codes", form.get().statement().text());
    }
    for (JsonObject one : objects) {
      one.need("code", "units");
      Optional<String> code = one.text("code", LONGEST_CODE);
      Optional<Integer> units = one.number("units", 1, MOST_UNITS);
      if (code.isEmpty()) {
        continue;
      }
      boolean isCode = Line.isCode(code.get());
      if (form.isPresent() && isCode) {
        one.problem("code", form.get().statement().text());
      } else if (form.isEmpty() && !isCode) {
        one.problem(
            "code", "A CPT or HCPCS code has five digits or capital letters, for example 70551.");
      } else if (!seen.add(code.get())) {
        one.problem("code", "This code stands here twice. Write it once, with all its units.");
      } else if (seen.size() > most) {
        one.problem(
            "code",
            "One request names at most " + most + ". Make a request of its own for each other.");
      } else {
        units.ifPresent(number -> lines.add(new Coded(new Line(code.get(), number), one)));
      }
    }
    return lines;
  }

  private static List<Diagnosis> diagnoses(JsonObject body) {
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (JsonObject one : body.objects("diagnoses", MOST_DIAGNOSES)) {
      one.need("code", "role");
      Optional<String> code = one.text("code", LONGEST_CODE);
      if (code.isPresent() && !code.get().matches(ICD_10)) {
        one.problem("code", "An ICD-10-CM code looks like M54.50.");
      }
      Optional<String> role = one.oneOf("role", List.of("primary", "secondary"));
      if (code.isPresent() && role.isPresent()) {
        diagnoses.add(new Diagnosis(code.get(), role.get().equals("primary")));
      }
    }
    if (diagnoses.stream().filter(Diagnosis::primary).count() > 1) {
      body.problem("diagnoses", "Only one diagnosis can be the primary one.");
    }
    return diagnoses;
  }

  private static Optional<Urgency> urgency(JsonObject body) {
    boolean said = body.has("urgency");
    Optional<String> urgency = body.oneOf("urgency", List.of("standard", "expedited"));
    Optional<String> reason = body.text("urgencyReason", LONGEST_REASON);
    if (urgency.filter("expedited"::equals).isPresent()) {
      body.need("urgencyReason");
      return reason.map(Urgency.Expedited::new);
    }
    if (body.has("urgencyReason") && (urgency.isPresent() || !said)) {
      body.problem("urgencyReason", "Only an expedited request has a reason. Leave this out.");
    }
    return Optional.of(new Urgency.Standard());
  }

  private static SortedMap<String, String> answers(JsonObject body) {
    SortedMap<String, String> answers = new TreeMap<>();
    Optional<JsonObject> object = body.object("answers");
    if (object.isPresent()) {
      List<String> names = object.get().names();
      if (names.size() > MOST_ANSWERS) {
        body.problem("answers", "At most " + MOST_ANSWERS + " answers.");
      }
      for (String name : names) {
        object.get().text(name, LONGEST_ANSWER).ifPresent(text -> answers.put(name, text));
      }
    }
    return answers;
  }

  private static Optional<AuthorizationId> id(JsonObject body, String name) {
    Optional<String> text = body.text(name, LONGEST_NAME);
    Optional<AuthorizationId> id = text.flatMap(AuthorizationId::parse);
    if (text.isPresent() && id.isEmpty()) {
      body.problem(name, "This reference has a typing error: its check character is wrong.");
    }
    return id;
  }

  /**
   * The service; where none is named, the one that the payer's list gives the first code. Each code
   * has to be in the list then: nothing is taken into the service of another code.
   */
  private Optional<String> service(
      JsonObject body,
      Facts facts,
      Optional<String> payer,
      List<Coded> codes,
      Optional<LocalDate> from) {
    if (body.has(Fact.SERVICE.key())) {
      return facts.text(Fact.SERVICE);
    }
    if (codes.isEmpty()) {
      body.require(
          Fact.SERVICE.key(), "Name the service, or give codes. /v1/services lists services.");
      return Optional.empty();
    }
    if (payer.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    int year = from.get().getYear();
    var book = PayerBook.of(books, payer.get());
    List<String> listed = new ArrayList<>();
    for (Coded one : codes) {
      Optional<String> service = book.serviceOf(one.line().code(), year);
      service.ifPresentOrElse(
          listed::add,
          () ->
              one.object()
                  .problem(
                      "code",
                      "No list of "
                          + year
                          + " has this code, so no service is known for it: name the service."
                          + " /v1/services lists services."));
    }
    return listed.stream().findFirst();
  }
}
