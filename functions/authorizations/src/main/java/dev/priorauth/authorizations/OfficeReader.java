package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands what an office, or the member, does with an authorization. */
final class OfficeReader {
  static final List<String> MEDIA_TYPES =
      List.of("application/pdf", "image/jpeg", "image/png", "image/tiff");

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_CONTACT = 200;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PAGE_NOTE = 200;
  private static final int SHA256_DIGITS = 64;
  private static final int MOST_DAYS = 100;
  private static final int MOST_VISITS_OF_A_DAY = 20;
  private static final List<String> STAGES =
      Arrays.stream(AppealStage.values()).map(AppealStage::key).toList();

  private static final String REQUEST = "request";
  private static final String HELD = "held";
  private static final Map<String, Form> CONVERSATIONS =
      Map.of(REQUEST, Form.of("contact"), HELD, Form.of(), "declined", Form.of());

  private OfficeReader() {}

  static Step information(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("ask", "text");
    Optional<String> ask = body.text("ask", DeterminationReader.LONGEST_ASK);
    Optional<String> text = body.lines("text", ApprovalReader.LONGEST_TEXT);
    json.end();
    return Step.of(
        Action.ANSWER,
        (state, by, at) ->
            Operations.answerInformation(state, ask.orElseThrow(), text.orElseThrow(), by, at));
  }

  /** With {@code keepVisits} it is shortened, with {@code reason} all of it is taken back. */
  static Step withdrawal(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    if (!body.has("keepVisits")) {
      body.need("reason");
    } else if (body.has("reason")) {
      body.problem(
          "keepVisits", "Give a reason to take all of it back, or the visits to keep; not both.");
    }
    Optional<String> reason = body.text("reason", LONGEST_REASON);
    Optional<Integer> keepVisits = body.number("keepVisits", 1, ApprovalReader.MOST_VISITS);
    json.end();
    return Step.of(
        Action.WITHDRAW,
        keepVisits
            .map(
                visits ->
                    (Step.Operation) (state, by, at) -> Operations.shorten(state, visits, by, at))
            .orElseGet(
                () -> (state, by, at) -> Operations.withdraw(state, reason.orElseThrow(), by, at)));
  }

  /** The office asks for the conversation; the reviewer says what became of it. */
  static Step peerToPeer(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    Optional<String> action = Form.action(body, CONVERSATIONS);
    Optional<String> contact = body.text("contact", LONGEST_CONTACT);
    json.end();
    if (action.orElseThrow().equals(REQUEST)) {
      return Step.of(
          Action.REQUEST_PEER_TO_PEER,
          (state, by, at) -> Operations.requestPeerToPeer(state, contact.orElseThrow(), by, at));
    }
    boolean held = action.get().equals(HELD);
    return Step.of(Action.REVIEW, (state, by, at) -> Operations.endPeerToPeer(state, held, by, at));
  }

  /** Without {@code stage} it is the one on the day of the appeal. */
  static Step appeal(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("text");
    Optional<String> stage = body.oneOf("stage", STAGES);
    Optional<String> text = body.lines("text", ApprovalReader.LONGEST_TEXT);
    json.end();
    return Step.of(
        Action.APPEAL,
        (state, by, at) ->
            Operations.appeal(
                state,
                stage.orElseGet(() -> Operations.appealStage(state, at).key()),
                text.orElseThrow(),
                by,
                at));
  }

  /** Without {@code to} the service is on one day. */
  static Step serviceDates(byte[] bytes, Rescheduling rescheduling) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("from");
    Optional<LocalDate> from = body.day("from");
    Optional<LocalDate> to = body.day("to");
    body.inOrder("from", from, "to", to);
    json.end();
    return Step.of(
        Action.MOVE_SERVICE_DATES,
        (state, by, at) ->
            Operations.moveServiceDates(
                state, from.orElseThrow(), to, rescheduling.judge(state, from.get(), to), by, at));
  }

  static Step visits(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("visits").needItems("visits");
    List<Visit> visits = new ArrayList<>();
    Set<LocalDate> days = new HashSet<>();
    for (JsonObject visit : body.objects("visits", MOST_DAYS)) {
      visit.need("on", "count");
      Optional<LocalDate> on = visit.day("on");
      Optional<Integer> count = visit.number("count", 0, MOST_VISITS_OF_A_DAY);
      List<Line> codes = codes(visit);
      if (on.isPresent() && !days.add(on.get())) {
        visit.problem("on", "Another visit has this day. Give each day once, with its count.");
      }
      if (count.isPresent() && count.get() == 0 && !codes.isEmpty()) {
        visit.problem("codes", "Where there was no visit, no units were used. Leave codes out.");
      } else if (on.isPresent() && count.isPresent()) {
        visits.add(new Visit(on.get(), count.get(), codes));
      }
    }
    json.end();
    return Step.of(
        Action.RECORD_VISITS, (state, by, at) -> Operations.recordVisits(state, visits, by, at));
  }

  private static List<Line> codes(JsonObject visit) {
    List<Line> lines = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (JsonObject line : visit.objects("codes", ApprovalReader.MOST_LINES)) {
      line.need("code", "units");
      Optional<String> code = line.text("code", ApprovalReader.LONGEST_CODE);
      Optional<Integer> units = line.number("units", 1, ApprovalReader.MOST_UNITS);
      if (code.isPresent() && !codes.add(code.get())) {
        line.problem("code", "This visit has the code already. Add the units up.");
      } else if (code.isPresent() && units.isPresent()) {
        lines.add(new Line(code.get(), units.get()));
      }
    }
    return lines;
  }

  /** What is to be sent, and for which ask. */
  static Announcement announcement(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("ask", "name", "pageNote", "mediaType", "bytes", "sha256");
    Optional<String> ask = body.text("ask", DeterminationReader.LONGEST_ASK);
    Optional<String> name = body.text("name", LONGEST_NAME);
    Optional<String> pageNote = body.text("pageNote", LONGEST_PAGE_NOTE);
    Optional<String> mediaType = body.oneOf("mediaType", MEDIA_TYPES);
    Optional<Integer> size = body.number("bytes", 1, DocumentStore.MOST_BYTES);
    Optional<String> sha256 = body.text("sha256", SHA256_DIGITS);
    if (sha256.isPresent() && !sha256.get().matches("[0-9A-Fa-f]{64}")) {
      body.problem("sha256", "Write the file's SHA-256 as 64 hexadecimal digits.");
    }
    json.end();
    return new Announcement(
        ask.orElseThrow(),
        name.orElseThrow(),
        pageNote.orElseThrow(),
        mediaType.orElseThrow(),
        size.orElseThrow(),
        sha256.orElseThrow().toLowerCase(Locale.ROOT));
  }

  static Step announcing(byte[] bytes) {
    Announcement announcement = announcement(bytes);
    return new Step(
        Action.SEND_DOCUMENT,
        (state, by, at) -> Operations.announceDocument(state, announcement, by, at),
        state -> announcement.in(state).isPresent());
  }
}
