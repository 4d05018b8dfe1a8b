package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Extensions;
import dev.priorauth.core.authorizations.OtherDays;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;

/** Judges other days of service for a request, by the rules that answered when it was submitted. */
@Singleton
class Rescheduling {
  private final AuthorizationStore authorizations;
  private final Books books;

  Rescheduling(AuthorizationStore authorizations, Books books) {
    this.authorizations = authorizations;
    this.books = books;
  }

  OtherDays judge(Authorization state, LocalDate from, Optional<LocalDate> to) {
    if (!(state instanceof Authorization.Pended)) {
      return OtherDays.FREE;
    }
    RuleBook book =
        books
            .byHash(state.submission().payer(), state.dossier().basis().book())
            .orElseThrow(() -> new IllegalStateException("a book that has decided is gone"));
    Optional<Authorization> extended =
        state
            .submission()
            .extending()
            .map(id -> Extensions.before(state.id(), authorizations.history(id)));
    return OtherDays.of(book, state, extended, from, to);
  }
}
