package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Event.ServiceDatesMoved.MovedAsk;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.OtherDays;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AuthorizationCodecTest {

  private static final Instant NOON = Instant.parse("2025-01-13T17:00:00Z");
  private static final Instant LATER = Instant.parse("2025-02-03T17:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2025, 1, 13);
  private static final List<Visit> FIRST_VISITS =
      List.of(new Visit(DAY, 6, List.of()), new Visit(DAY.plusDays(7), 6, List.of()));

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  /** A life, step by step. */
  private static final class Life {
    private final List<Done> steps = new ArrayList<>();

    Life(Done first) {
      steps.add(first);
    }

    Life then(Function<Authorization, Result> operation) {
      Result result = operation.apply(steps.getLast().state());
      assertThat(result).isInstanceOf(Done.class);
      steps.add((Done) result);
      return this;
    }
  }

  private static Approval plain(int visits) {
    return new Approval(
        LocalDate.of(2025, 1, 10),
        LocalDate.of(2025, 12, 31),
        Optional.of(visits),
        List.of(new DecidedLine("70551", 1, LineAction.MODIFIED)),
        Optional.empty());
  }

  private static Life reviewed() {
    return new Life(Samples.request().pended())
        .then(s -> Operations.answerInformation(s, "a3", "Since May.", Samples.OFFICE, NOON))
        .then(
            s ->
                Operations.announceDocument(
                    s,
                    new Announcement(
                        "a2", "plan.pdf", "1: plan of care", "application/pdf", 9_000, "00ff"),
                    Samples.OFFICE,
                    NOON))
        .then(s -> Operations.receiveDocument(s, "d1", Samples.OFFICE, NOON))
        .then(s -> Operations.refuseAnswer(s, "a2", "It is too dark.", Samples.NURSE, NOON))
        .then(s -> Operations.acceptAnswer(s, "a3", Samples.NURSE, NOON))
        .then(
            s ->
                Operations.moveServiceDates(
                    s,
                    DAY.plusDays(1),
                    Optional.empty(),
                    new OtherDays(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new MovedAsk("a2", DAY.plusDays(9)))),
                    Samples.OFFICE,
                    NOON))
        .then(
            s ->
                Operations.ask(
                    s,
                    Ask.Kind.INFORMATION,
                    "Say more.",
                    Party.SERVICING_PROVIDER,
                    DAY.plusDays(5),
                    Samples.NURSE,
                    NOON));
  }

  private static Determination deny() {
    return new Determination.Deny(Samples.DENIAL, DAY);
  }

  private static Life denied() {
    return reviewed()
        .then(s -> Operations.determine(s, deny(), Optional.empty(), Samples.NURSE, NOON))
        .then(s -> Operations.requestPeerToPeer(s, "Call at noon.", Samples.OFFICE, NOON))
        .then(s -> Operations.endPeerToPeer(s, true, Samples.NURSE, NOON))
        .then(s -> Operations.determine(s, deny(), Optional.empty(), Samples.NURSE, NOON))
        .then(s -> Operations.appeal(s, "first", "Please look again.", Samples.OFFICE, NOON))
        .then(s -> Operations.determine(s, deny(), Optional.empty(), Samples.NURSE, NOON));
  }

  private static Life partly() {
    return reviewed()
        .then(
            s ->
                Operations.determine(
                    s,
                    new Determination.ApprovePartly(
                        DAY, LocalDate.of(2025, 12, 31), Optional.of(5), List.of(), Samples.DENIAL),
                    Optional.empty(),
                    Samples.NURSE,
                    NOON))
        .then(s -> Operations.appeal(s, "first", "Please look again.", Samples.OFFICE, NOON));
  }

  private static Life used() {
    return new Life(Samples.request().approved(26))
        .then(
            s ->
                Operations.recordVisits(
                    s,
                    List.of(new Visit(DAY, 2, List.of()), new Visit(DAY.plusDays(1), 1, List.of())),
                    Samples.OFFICE,
                    LATER))
        .then(s -> Operations.shorten(s, 20, Samples.OFFICE, LATER))
        .then(
            s ->
                Operations.moveServiceDates(
                    s, DAY, Optional.of(DAY.plusDays(9)), OtherDays.FREE, Samples.OFFICE, LATER))
        .then(s -> Operations.noteExtension(s, AuthorizationId.of(77), true, Samples.OFFICE, LATER))
        .then(s -> Operations.withdraw(s, "The member moved.", Samples.OFFICE, LATER));
  }

  private static Life outside(OutsideResult result) {
    return new Life(Samples.request().service("mri").recorded().pended())
        .then(
            s ->
                Operations.outsideDecision(
                    s,
                    new Event.OutsideDecision("ACMP#-12 34", DAY, result),
                    Samples.OFFICE,
                    NOON));
  }

  private static Done notRequired() {
    Samples request = Samples.request();
    return Operations.submit(
        request.id(),
        request.submission(),
        request.counting(),
        new Outcome.NotRequired(),
        Samples.OFFICE,
        Samples.AT);
  }

  private static Stream<Life> lives() {
    return Stream.of(
        denied(),
        partly(),
        used(),
        new Life(Samples.request().submit(new Outcome.NotRequired())),
        new Life(notRequired())
            .then(s -> Operations.recordVisits(s, FIRST_VISITS, Samples.OFFICE, LATER)),
        new Life(Samples.request().withPapers())
            .then(
                s ->
                    Operations.announceDocument(
                        s,
                        new Announcement(
                            "a2", "plan.pdf", "1: plan of care", "application/pdf", 9_000, "00ff"),
                        Samples.OFFICE,
                        NOON))
            .then(s -> Operations.receiveDocument(s, "d1", Samples.OFFICE, NOON))
            .then(s -> Operations.acceptAnswer(s, "a2", Samples.NURSE, NOON)),
        reviewed()
            .then(
                s ->
                    Operations.determine(
                        s,
                        new Determination.Approve(
                            DAY, LocalDate.of(2025, 12, 31), Optional.of(5), List.of()),
                        Optional.empty(),
                        Samples.NURSE,
                        NOON)),
        new Life(Samples.request().partOf(AuthorizationId.of(9)).pended())
            .then(s -> Operations.close(s, Samples.NURSE, LATER)),
        outside(new OutsideResult.Approved(plain(1)))
            .then(
                s ->
                    Operations.recordVisits(
                        s,
                        List.of(new Visit(DAY, 1, List.of(new Line("70551", 1)))),
                        Samples.OFFICE,
                        LATER)),
        outside(new OutsideResult.PartlyApproved(plain(1), Samples.DENIAL)),
        outside(new OutsideResult.Denied(Samples.DENIAL)),
        outside(new OutsideResult.StillPended(DAY.plusDays(9))),
        outside(new OutsideResult.Cancelled()));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void everyStateAndEvent_isReadAsItWasWritten(Life life) {
    for (Done step : life.steps) {
      assertThat(AuthorizationItems.state(AuthorizationItems.state(step.state())))
          .isEqualTo(step.state());
      assertThat(
              AuthorizationItems.event(step.state().id(), AuthorizationItems.event(step.entry())))
          .isEqualTo(step.entry());
    }
  }

  @Test
  void theLives_haveEveryStateAndEveryEvent() {
    assertThat(states()).isEqualTo(kinds(Authorization.class));
    assertThat(
            lives()
                .flatMap(life -> life.steps.stream())
                .map(step -> (Class<?>) step.entry().event().getClass())
                .collect(Collectors.toSet()))
        .isEqualTo(kinds(Event.class));
  }

  private static Set<Class<?>> states() {
    return lives()
        .flatMap(life -> life.steps.stream())
        .map(step -> (Class<?>) step.state().getClass())
        .collect(Collectors.toSet());
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .filter(Class::isRecord)
        .collect(Collectors.toSet());
  }

  @Test
  void aSubmission_isReadWithEveryOptionalPart() {
    Submission usual = Samples.request().besides(AuthorizationId.of(5)).submission();
    Submission full =
        new Submission(
            usual.payer(),
            usual.product(),
            Optional.empty(),
            usual.member(),
            usual.requester(),
            usual.servicing(),
            usual.service(),
            List.of(),
            List.of(),
            usual.serviceFrom(),
            Optional.empty(),
            Optional.of(3),
            new Submission.Urgency.Expedited("It gets worse by the day."),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.of(AuthorizationId.of(6)),
            usual.duplicateOf(),
            true,
            Optional.of(NOON),
            Optional.of(LATER));

    assertThat(SubmissionJson.read(SubmissionJson.write(usual))).isEqualTo(usual);
    assertThat(SubmissionJson.read(SubmissionJson.write(full))).isEqualTo(full);
  }

  @Test
  void find_readsAnItemAsItIsStored() {
    AuthorizationId id = AuthorizationId.of(42);
    ObjectNode document =
        (ObjectNode)
            Trees.read(
                """
                {"state": "not-required", "version": 1,
                 "submission": {"payer": "bcbsma", "product": "ppo",
                   "member": {"id": "M1", "firstName": "Ada", "lastName": "Lovelace",
                     "dateOfBirth": "1980-05-17"},
                   "requester": "1234567893", "requesterRole": "pcp", "servicing": "1003000126",
                   "service": "mri", "lines": [{"code": "70551", "units": 1}],
                   "serviceFrom": "2025-01-10", "allowDuplicate": false},
                 "basis": {"handling": "decided-here", "administrator": "bcbsma",
                   "zone": "America/New_York", "book": "abc"},
                 "createdAt": "2025-01-02T15:00:00Z", "createdBy": "office",
                 "updatedAt": "2025-01-02T15:00:00Z",
                 "letters": [{"number": 1, "kind": "approval", "version": 1,
                   "at": "2025-01-02T15:00:00Z"}],
                 "history": [{"version": 1, "at": "2025-01-02T15:00:00Z", "by": "provider",
                   "kind": "submitted"}]}
                """
                    .getBytes(UTF_8));
    put("AUTH#" + id.text(), "STATE", Packed.pack(document));

    Authorization state = TABLE.store().find(id).orElseThrow();

    assertThat(state).isInstanceOf(Authorization.NotRequired.class);
    assertThat(state.submission().lines()).containsExactly(new Line("70551", 1));
    assertThat(state.dossier().letters().getFirst().templates())
        .as("a letter that was stored before sets had numbers")
        .isEqualTo(1);
    assertThat(state.dossier().history().getFirst().by()).isEqualTo(Role.PROVIDER);
  }

  @Test
  void history_readsAnItemAsItIsStored() {
    AuthorizationId id = AuthorizationId.of(42);
    TABLE
        .client()
        .putItem(
            p ->
                p.tableName(TABLE.name())
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("AUTH#" + id.text()),
                            "sk", AttributeValue.fromS("EVENT#00000007"),
                            "version", AttributeValue.fromN("7"),
                            "at", AttributeValue.fromS("2025-01-13T17:00:00Z"),
                            "sub", AttributeValue.fromS("nurse"),
                            "role", AttributeValue.fromS("reviewer"),
                            "kind", AttributeValue.fromS("answer-accepted"),
                            "document", Items.b(Packed.pack(Trees.object().put("ask", "a1"))))));

    assertThat(TABLE.store().history(id))
        .containsExactly(
            new Entry(id, 7, NOON, "nurse", Role.REVIEWER, new Event.AnswerAccepted("a1"), 1));
  }

  private static void put(String pk, String sk, byte[] document) {
    TABLE
        .client()
        .putItem(
            p ->
                p.tableName(TABLE.name())
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(pk),
                            "sk", AttributeValue.fromS(sk),
                            "version", AttributeValue.fromN("1"),
                            "document", Items.b(document))));
  }

  @Test
  void whatWasPackedWithTheFirstDictionary_staysReadable() {
    byte[] packed = HexFormat.of().parseHex("78f984081d73c3524ed502004b0b073d");

    assertThat(Packed.document(packed)).isEqualTo(Trees.object().put("state", "approved"));
  }

  @Test
  void aDamagedText_isRefused() {
    byte[] packed = Packed.pack(Trees.object().put("state", "approved"));

    assertThatThrownBy(() -> Packed.text(Arrays.copyOf(packed, packed.length - 6)))
        .hasMessage("a stored text ends too early");
    assertThatThrownBy(() -> Packed.text(new byte[] {1, 2, 3}))
        .hasMessage("a stored text cannot be unpacked");
  }

  @Test
  void whatCannotBeRead_isNamedWithoutItsContent() {
    AuthorizationId id = AuthorizationId.of(42);

    assertThatThrownBy(() -> AuthorizationJson.read(id, Trees.object().put("state", "Ada")))
        .hasMessage("a stored document has no version");
    assertThatThrownBy(() -> EventJson.read("Ada", Trees.object()))
        .hasMessage("a stored event is of an unknown kind");
  }

  @Test
  void theIndexByDeadline_hasWhatIsDueOnly() {
    Map<String, AttributeValue> due = AuthorizationItems.state(Samples.request().pended().state());
    assertThat(due.get("gsiDeadlinePk").s()).matches("DUE#[0-7]");
    assertThat(due.get("gsiDeadlineSk").s())
        .isEqualTo("2025-01-15T05:00:00.000000000Z#" + Samples.request().id());

    Map<String, AttributeValue> over =
        AuthorizationItems.state(Samples.request().submit(new Outcome.NotRequired()).state());
    assertThat(over).doesNotContainKeys("gsiDeadlinePk", "gsiDeadlineSk");
  }
}
