package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Authorization;
import java.util.List;
import java.util.Optional;

/**
 * A part of what a search found.
 *
 * @param hits in the order that was asked for; there may be fewer than a page has, or none, and yet
 *     a next page
 * @param next where the next page begins; empty where there is none
 */
public record Page(List<Authorization> hits, Optional<Cursor> next) {
  public Page {
    hits = List.copyOf(hits);
  }
}
