package dev.priorauth.datewindows;

import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Understands the body of {@code POST /v1/date-windows}. */
final class CaseReader {
  private static final String VISIT_NUMBER = "[1-9]\\d{0,2}";

  private CaseReader() {}

  /**
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static Case read(byte[] bytes, Vocabulary vocabulary) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    Facts facts = FactsReader.read(body, vocabulary);
    Optional<JsonObject> object = body.object("dates");
    Dates dates = object.map(CaseReader::dates).orElse(Dates.NONE);
    Optional<Moment> today = object.flatMap(named -> named.moment(DateName.TODAY.key()));
    Optional<Moment> knownOn = body.moment("knownOn");
    object.ifPresent(
        named -> {
          serviceDatesAgree(named, dates, facts);
          facts
              .text(Fact.PAYER)
              .flatMap(vocabulary::payer)
              .ifPresent(payer -> submissionsAgree(named, dates, payer.zone()));
        });
    json.end();
    return new Case(facts, dates, today, knownOn);
  }

  private static Dates dates(JsonObject named) {
    Dates dates = visits(named);
    for (DateName name : DateName.values()) {
      Dates before = dates;
      dates =
          switch (name) {
            case SUBMITTED_AT, ADMITTED_AT, NOTIFIED_AT ->
                named.instant(name.key()).map(at -> before.with(name, at)).orElse(before);
            case SUBMITTED_ON,
                SERVICE_FROM,
                SERVICE_TO,
                ISSUED_ON,
                LAST_COVERED_VISIT_ON,
                LIMIT_REACHED_ON,
                EXTENSION_REQUESTED_ON,
                INITIAL_EVALUATION_ON,
                INITIAL_AUTHORIZATION_FROM,
                SPECIMEN_COLLECTED_ON,
                CASE_MANAGEMENT_ENROLLED_ON ->
                named.day(name.key()).map(on -> before.with(name, on)).orElse(before);
            case VISIT_ON, TODAY -> before;
          };
    }
    named.inOrder(
        DateName.SERVICE_FROM.key(),
        day(dates, DateName.SERVICE_FROM),
        DateName.SERVICE_TO.key(),
        day(dates, DateName.SERVICE_TO));
    return dates;
  }

  private static Optional<LocalDate> day(Dates dates, DateName name) {
    return dates.get(name).map(moment -> moment.day(ZoneOffset.UTC));
  }

  private static Dates visits(JsonObject named) {
    Optional<JsonObject> object = named.object(DateName.VISIT_ON.key());
    if (object.isEmpty()) {
      return Dates.NONE;
    }
    JsonObject byNumber = object.get();
    Dates visits = Dates.NONE;
    for (String number : byNumber.names()) {
      Optional<LocalDate> on = byNumber.day(number);
      if (!number.matches(VISIT_NUMBER)) {
        byNumber.problem(number, "Name a visit by its number, from 1 to 999, in digits.");
      } else if (on.isPresent()) {
        visits = visits.withVisit(Integer.parseInt(number), on.get());
      }
    }
    Map.Entry<Integer, LocalDate> earlier = null;
    for (Map.Entry<Integer, LocalDate> visit : visits.visits().entrySet()) {
      if (earlier != null && visit.getValue().isBefore(earlier.getValue())) {
        byNumber.problem(
            visit.getKey().toString(),
            "This lies before visit " + earlier.getKey() + ". Mend one of the two dates.");
      }
      earlier = visit;
    }
    return visits;
  }

  private static void serviceDatesAgree(JsonObject named, Dates dates, Facts facts) {
    Optional<LocalDate> from = day(dates, DateName.SERVICE_FROM);
    if (from.isPresent()
        && facts.get(Fact.SERVICE_DATE).orElse(null) instanceof FactValue.Day(LocalDate on)
        && !on.equals(from.get())) {
      named.problem(
          DateName.SERVICE_FROM.key(),
          "The fact serviceDate says " + on + ". Leave one of the two out, or give both alike.");
    }
  }

  private static void submissionsAgree(JsonObject named, Dates dates, ZoneId zone) {
    Optional<LocalDate> on = dates.get(DateName.SUBMITTED_ON).map(moment -> moment.day(zone));
    Optional<LocalDate> at = dates.get(DateName.SUBMITTED_AT).map(moment -> moment.day(zone));
    if (on.isPresent() && at.isPresent() && !on.equals(at)) {
      named.problem(
          DateName.SUBMITTED_ON.key(),
          "submittedAt lies on "
              + at.get()
              + " in "
              + zone
              + ". Leave one of the two out, or mend one.");
    }
  }
}
