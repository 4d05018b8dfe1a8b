package dev.priorauth.status;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Cursor;
import dev.priorauth.dynamodb.Filter;
import dev.priorauth.dynamodb.Page;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a search looks for. It is found by one thing; everything else that was given is in the
 * filter.
 */
sealed interface SearchRequest {

  /** What it asks of each hit, the right of the caller to see it among it. */
  Filter filter();

  Page page(AuthorizationStore authorizations);

  /** Whether nothing was found because of a typing error, as far as a check character can tell. */
  default boolean hasTypingError(Page page) {
    return false;
  }

  /** Few have one reference: they are one page. */
  record ByReference(String reference, Filter filter) implements SearchRequest {
    @Override
    public Page page(AuthorizationStore authorizations) {
      return new Page(
          authorizations.byReference(reference).stream().filter(filter::admits).toList(),
          Optional.empty());
    }

    @Override
    public boolean hasTypingError(Page page) {
      return page.hits().isEmpty() && AuthorizationId.isMistyped(reference);
    }
  }

  record ByMember(MemberId member, LocalDate dateOfBirth, Filter filter, Optional<Cursor> after)
      implements SearchRequest {
    @Override
    public Page page(AuthorizationStore authorizations) {
      return authorizations.byMember(member, dateOfBirth, filter, after);
    }

    static boolean isOf(Authorization state, MemberId member, LocalDate dateOfBirth) {
      return state.submission().member().id().equals(member)
          && state.submission().member().dateOfBirth().equals(dateOfBirth);
    }

    @Override
    public String toString() {
      return "ByMember[hidden]";
    }
  }

  /**
   * @param npis one that was asked for, or all that the token names
   */
  record ByProviders(Set<Npi> npis, Filter filter, Optional<Cursor> after)
      implements SearchRequest {
    @Override
    public Page page(AuthorizationStore authorizations) {
      return authorizations.byProviders(npis, filter, after);
    }

    static boolean isOf(Authorization state, Npi npi) {
      return state.submission().requester().npi().equals(npi)
          || state.submission().servicing().equals(npi);
    }
  }
}
