package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ToldTest {
  private static final Instant ASKED_AT = Instant.parse("2025-01-03T17:00:00Z");
  private static final List<Npi> BOTH = List.of(Samples.PHYSICIAN, Samples.THERAPIST);

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  /** What the stream's filter in infra/template.yaml lets through. */
  private static List<Told> stored() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name())).items().stream()
        .filter(
            item ->
                item.get("sk").s().equals("STATE")
                    || item.get("sk").s().matches("(EVENT|NOTICE)#.*")
                        && text(item, Told.PROVIDER).orElse("").startsWith("OFFICE#"))
        .map(
            item ->
                Told.of(
                    item.get(Told.PROVIDER).s(),
                    text(item, Told.SERVICING),
                    item.get(Told.PLACE).s()))
        .toList();
  }

  @Test
  void eachItemOfARequestAnEventOrANotice_thatOfficesAreToldOf_saysWhatAndToWhom() {
    Done pended = Samples.request().pended();
    TABLE
        .store()
        .submit(
            List.of(pended),
            TABLE.store().standing("bcbsma", pended.state().submission().member().id()),
            Samples.key("told"),
            "hash");
    Done asked =
        Samples.done(
            Operations.ask(
                pended.state(),
                Ask.Kind.DOCUMENT,
                "Send the notes.",
                Party.REQUESTER,
                LocalDate.of(2025, 1, 15),
                Samples.NURSE,
                ASKED_AT));
    TABLE.store().append(asked);
    Instant later = Instant.parse("2026-06-01T00:00:00Z");
    new Sweep(new DueStore(TABLE.client(), TABLE.name(), () -> later)).run(later, () -> false);

    List<Told> told = stored();

    assertThat(told).allSatisfy(one -> assertThat(one.providers()).isEqualTo(BOTH));
    assertThat(told)
        .extracting(Told::posting)
        .contains(
            Posting.ofSubmission(pended.state()),
            new Posting(asked.state().id(), ASKED_AT, 2, Posting.Kind.INFORMATION_ASKED))
        .containsExactlyInAnyOrderElementsOf(
            new OfficeStore(TABLE.client(), TABLE.name()).newest(BOTH, Optional.empty(), 10))
        .hasSizeGreaterThan(1);
  }

  @Test
  void otherKeys_areRefused() {
    String place = "2025-01-03T17:00:00.000000000Z#nonsense#approved#00000002";
    String right =
        PostingId.of(new Posting(Samples.request().id(), ASKED_AT, 2, Posting.Kind.APPROVED))
            .place();

    assertThatThrownBy(() -> Told.of("OFFICE#1234567893", Optional.empty(), place))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Told.of("NPI#1234567893", Optional.empty(), right))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Told.of("OFFICE#1234567890", Optional.empty(), right))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
