package dev.priorauth.status;

import dev.priorauth.core.authorizations.Verification.Claim;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands the body of a verification. */
final class VerificationReader {
  private static final int MOST_LINES = 100;
  private static final int MOST_UNITS = 9999;
  private static final int LONGEST_CODE = 40;
  private static final String NUMBER = "authorizationNumber";

  /** Which authorizations are asked about. */
  sealed interface Whose {
    record Number(String written) implements Whose {}

    record Member(MemberId member, LocalDate dateOfBirth) implements Whose {
      @Override
      public String toString() {
        return "Member[hidden]";
      }
    }
  }

  record Read(Whose whose, Claim claim) {}

  private final JsonObject body;
  private final Map<String, String> modalities = new LinkedHashMap<>();

  private VerificationReader(JsonObject body) {
    this.body = body;
  }

  /**
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static Read read(byte[] bytes, Vocabulary vocabulary) {
    JsonBody json = JsonBody.of(bytes);
    VerificationReader reader = new VerificationReader(json.object());
    Optional<Whose> whose = reader.whose();
    Optional<Claim> claim = reader.claim(vocabulary);
    json.end();
    return new Read(whose.orElseThrow(), claim.orElseThrow());
  }

  private Optional<Whose> whose() {
    Optional<String> number = body.text(NUMBER, SearchReader.LONGEST_REFERENCE);
    Optional<MemberId> member = SearchReader.member(body);
    Optional<LocalDate> dateOfBirth = body.dateOfBirth("dateOfBirth");
    boolean named = body.has("memberId") || body.has("dateOfBirth");
    if (body.has(NUMBER) == named) {
      body.add(
          List.of(
              Problem.of(
                  body.path(),
                  "Give authorizationNumber, or memberId and dateOfBirth, and not both.")));
    }
    return number
        .<Whose>map(Whose.Number::new)
        .or(() -> member.flatMap(id -> dateOfBirth.map(born -> new Whose.Member(id, born))));
  }

  private Optional<Claim> claim(Vocabulary vocabulary) {
    body.need("dateOfService", "npi", "codes").needItems("codes");
    Optional<LocalDate> on = body.day("dateOfService");
    Optional<Npi> npi = SearchReader.npi(body, "npi");
    Optional<String> service =
        body.oneOf("service", vocabulary.services().stream().map(Vocabulary.Service::id).toList());
    List<Line> lines = new ArrayList<>();
    for (JsonObject code : body.objects("codes", MOST_LINES)) {
      line(code).ifPresent(lines::add);
    }
    return on.isPresent() && npi.isPresent() && !lines.isEmpty()
        ? Optional.of(new Claim(on.get(), npi.get(), service, lines, modalities))
        : Optional.empty();
  }

  private Optional<Line> line(JsonObject object) {
    object.need("code", "units");
    Optional<String> code = object.text("code", LONGEST_CODE).map(String::strip);
    Optional<Integer> units = object.number("units", 1, MOST_UNITS);
    Optional<String> modality = object.text("modality", LONGEST_CODE);
    if (code.isPresent() && modality.isPresent()) {
      String other = modalities.putIfAbsent(code.get(), modality.get());
      if (other != null && !other.equals(modality.get())) {
        object.problem("modality", "Another line gives this code another modality.");
      }
    }
    return code.flatMap(text -> units.map(count -> new Line(text, count)));
  }
}
