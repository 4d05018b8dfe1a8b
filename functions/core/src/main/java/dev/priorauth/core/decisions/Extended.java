package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The authorization that a request extends.
 *
 * @param period the period that an extension ends with; empty where the rules have none
 * @param evaluatedOn the date of its initial evaluation, where the office said it
 * @param papers what came before and still counts for this request, at most one of each name
 */
public record Extended(
    AuthorizationId id,
    Optional<ServicePeriod> period,
    Optional<LocalDate> evaluatedOn,
    List<Paper> papers) {
  public Extended {
    papers = List.copyOf(papers);
  }
}
