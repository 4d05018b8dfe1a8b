package dev.priorauth.core.decisions;

import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.sources.Citation;
import java.time.LocalDate;

/**
 * A paper that came before, for an authorization or one of its extensions.
 *
 * @param name the name under which checklists know it
 * @param item what it is, in the words of the checklist
 * @param of the authorization for which it came
 * @param receivedOn the day on which it came, in the payer's zone
 * @param cite the words of the source that ask for it
 */
public record Paper(
    String name, String item, AuthorizationId of, LocalDate receivedOn, Citation cite) {

  /** The same paper, asked for by another item. */
  Paper askedBy(String otherItem, Citation otherCite) {
    return new Paper(name, otherItem, of, receivedOn, otherCite);
  }
}
