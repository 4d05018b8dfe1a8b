package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.embedded.Meter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each call costs, in request units as DynamoDB reports them, for requests of usual size. */
class RequestUnitsTest {

  /** Before anything that was asked for is due. */
  private static final Instant SOON = Instant.parse("2025-01-10T17:00:00Z");

  private static final Instant LATER = Instant.parse("2025-12-30T17:00:00Z");
  private static final StringBuilder FIGURES =
      new StringBuilder("Request units (read, written):\n");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private final Meter meter = new Meter();
  private AuthorizationStore store;

  @BeforeEach
  void meterTheStore() {
    store = new AuthorizationStore(TABLE.client(meter), TABLE.name());
  }

  @AfterAll
  static void print() {
    System.out.print(FIGURES);
  }

  private void note(String what) {
    FIGURES.append("  %-48s %5.1f %5.1f%n".formatted(what, meter.read(), meter.written()));
  }

  private void submit(Done done) {
    IdempotencyKey key = Samples.key(done.state().id().text());
    assertThat(store.earlier(key, "hash")).isEmpty();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    assertThat(store.submit(List.of(done), standing, key, "hash"))
        .isEqualTo(new SubmitResult.Stored());
  }

  @Test
  void aSubmission_costsAtMost12WriteAnd4ReadUnits() {
    Samples ownPatient = Samples.request().by(Samples.THERAPIST, Samples.THERAPIST);
    submit(ownPatient.nth(0).approved(5));

    note("submit, approved");
    assertThat(meter.written()).isLessThanOrEqualTo(12);
    assertThat(meter.read()).isLessThanOrEqualTo(4);

    meter.reset();
    submit(ownPatient.nth(1).pended());

    note("submit, pended");
    assertThat(meter.written()).isLessThanOrEqualTo(12);
    assertThat(meter.read()).isLessThanOrEqualTo(4);

    meter.reset();
    submit(Samples.request().nth(2).pended());

    note("submit, pended, another provider treats");
    assertThat(meter.written()).isLessThanOrEqualTo(12);
    assertThat(meter.read()).isLessThanOrEqualTo(4);
  }

  @Test
  void anEventThatTheOfficesAreToldOf_costsOneMoreForEachOffice() {
    Done one = Samples.request().by(Samples.THERAPIST, Samples.THERAPIST).nth(0).pended();
    Done two = Samples.request().nth(1).pended();
    submit(one);
    submit(two);
    meter.reset();

    store.append(Samples.done(Operations.withdraw(one.state(), "moved", Samples.OFFICE, SOON)));

    note("append: a withdrawal, one office is told");
    double told = meter.written();
    meter.reset();

    store.append(Samples.done(Operations.withdraw(two.state(), "moved", Samples.OFFICE, SOON)));

    note("append: a withdrawal, two offices are told");
    // One for the message, and one for the state that both find.
    assertThat(meter.written()).isEqualTo(told + 2);
  }

  @Test
  void aStatusById_costsAtMost1ReadUnit() {
    Done approved = Samples.request().approved(26);
    submit(approved);
    store.append(Samples.visits(approved.state(), 26));
    meter.reset();

    assertThat(store.find(approved.state().id())).isPresent();

    note("status by id, after 26 visits");
    assertThat(meter.read()).isLessThanOrEqualTo(1);
  }

  @Test
  void anEvent_readsNothingUnlessTheStandingChanges() {
    Done approved = Samples.request().approved(26);
    submit(approved);
    meter.reset();

    store.append(Samples.visits(approved.state(), 1));

    note("append: a visit");
    assertThat(meter.read()).isZero();
    Authorization state = store.find(approved.state().id()).orElseThrow();
    meter.reset();

    store.append(Samples.done(Operations.withdraw(state, "moved", Samples.OFFICE, LATER)));

    note("append: a withdrawal, visits given back");
    assertThat(meter.read()).isLessThanOrEqualTo(1);
  }

  @Test
  void aPageOf25_costsAtMost4ReadUnits() {
    for (int n = 0; n < 60; n++) {
      submit(Samples.request().nth(n).approved(n < Samples.LIMIT ? 1 : 0));
    }
    Filter all = Filter.all(LATER);
    meter.reset();

    Page page = store.byMember(Samples.MEMBER, Samples.BORN_ON, all, Optional.empty());

    note("search by member, page of " + page.hits().size());
    assertThat(page.hits()).hasSize(25);
    assertThat(meter.read()).isLessThanOrEqualTo(4);
    meter.reset();

    page = store.byProviders(Set.of(Samples.THERAPIST), all, Optional.empty());

    note("search by provider, page of " + page.hits().size());
    assertThat(page.hits()).hasSize(25);
    assertThat(meter.read()).isLessThanOrEqualTo(4);
    meter.reset();

    page = store.byProviders(Set.of(Samples.THERAPIST, Samples.PHYSICIAN), all, Optional.empty());

    note("search by an office of two, page of " + page.hits().size());
    assertThat(page.hits()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(meter.read()).isLessThanOrEqualTo(4);
  }

  @Test
  void aPageOf25_costsAtMost4ReadUnits_evenWithHalfOfTheVisitsRecorded() {
    for (int n = 0; n < 26; n++) {
      Done approved = Samples.request().service("service-" + n).nth(n).approved(26);
      submit(approved);
      store.append(Samples.visits(approved.state(), 13));
    }
    meter.reset();

    Page page =
        store.byMember(Samples.MEMBER, Samples.BORN_ON, Filter.all(LATER), Optional.empty());

    note("search by member, 13 visits each, page of " + page.hits().size());
    assertThat(page.hits()).hasSize(25);
    assertThat(meter.read()).isLessThanOrEqualTo(4);
  }

  @Test
  void aVerification_costsAtMost2ReadUnits() {
    Done approved = Samples.request().approved(26);
    submit(approved);
    Done used = Samples.visits(approved.state(), 13);
    store.append(used);
    for (int n = 1; n < 5; n++) {
      submit(Samples.request().service("service-" + n).nth(n).approved(1));
    }
    meter.reset();

    assertThat(store.byReference(approved.state().id().text())).containsExactly(used.state());

    note("verification by number");
    assertThat(meter.read()).isLessThanOrEqualTo(2);
    meter.reset();

    assertThat(store.byReference("A0000000000000")).isEmpty();

    note("verification by a number that is unknown");
    assertThat(meter.read()).isLessThanOrEqualTo(2);
    meter.reset();

    assertThat(store.allOfMember(Samples.MEMBER, Samples.BORN_ON, Filter.all(LATER))).hasSize(5);

    note("verification by member, 5 authorizations");
    assertThat(meter.read()).isLessThanOrEqualTo(2);
  }
}
