package dev.priorauth.datewindows;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.Transitions.Earlier;
import dev.priorauth.core.dates.Transitions.Planned;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Understands the body of {@code POST /v1/transitions/check}. */
final class TransitionsReader {
  private static final int MOST_SERVICES = 500;
  private static final int MOST_CODES = 500;
  private static final int LONGEST_CODE = 20;
  private static final String CODE = "[A-Z0-9]{5}";
  private static final String CODE_MESSAGE =
      "A CPT or HCPCS code has five digits or capital letters, for example 97110.";

  private TransitionsReader() {}

  /**
   * @param facts with a payer of the vocabulary, and a service or a code
   * @param knownOn what was known then counts; empty for now
   */
  record Asked(Facts facts, Earlier earlier, List<Planned> planned, Optional<Moment> knownOn) {}

  /**
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static Asked read(byte[] bytes, Vocabulary vocabulary) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    Facts facts = FactsReader.read(body, vocabulary);
    body.need("authorization", "services");
    Optional<Earlier> earlier = body.object("authorization").flatMap(TransitionsReader::earlier);
    List<Planned> planned = planned(body);
    Optional<Moment> knownOn = body.moment("knownOn");
    json.end();
    return new Asked(facts, earlier.orElseThrow(), planned, knownOn);
  }

  private static Optional<Earlier> earlier(JsonObject authorization) {
    authorization.need("from", "to", "codes");
    Optional<LocalDate> from = authorization.day("from");
    Optional<LocalDate> to = authorization.day("to");
    authorization.inOrder("from", from, "to", to);
    authorization.needItems("codes");
    List<String> codes =
        authorization.texts(
            "codes", MOST_CODES, LONGEST_CODE, code -> code.matches(CODE), CODE_MESSAGE);
    if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
      return Optional.empty();
    }
    return Optional.of(new Earlier(from.get(), to.get(), new HashSet<>(codes)));
  }

  private static List<Planned> planned(JsonObject body) {
    List<Planned> planned = new ArrayList<>();
    body.needItems("services");
    for (JsonObject service : body.objects("services", MOST_SERVICES)) {
      service.need("on", "code");
      Optional<LocalDate> on = service.day("on");
      Optional<String> code = service.text("code", LONGEST_CODE);
      if (code.isPresent() && !code.get().matches(CODE)) {
        service.problem("code", CODE_MESSAGE);
      } else if (on.isPresent() && code.isPresent()) {
        planned.add(new Planned(on.get(), code.get()));
      }
    }
    return planned;
  }
}
