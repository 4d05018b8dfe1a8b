package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which authorizations of a member or provider a search wants. Each part that is empty admits all.
 *
 * @param statuses as they are at {@code now}
 * @param from the first of the days of which one has to be a day on which it can be used or, where
 *     nothing is approved, a day that was asked for
 * @param to the last of them, included
 * @param order by the time of submission
 * @param may what else has to hold, such as that the caller may see it
 * @param limit the most hits of a page, at least 1
 */
public record Filter(
    Set<Status> statuses,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> service,
    Order order,
    Predicate<Authorization> may,
    int limit,
    Instant now) {

  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  public Filter {
    statuses = Set.copyOf(statuses);
    if (limit < 1) {
      throw new IllegalArgumentException("a page has room for a hit");
    }
  }

  /** Everything, newest first. */
  public static Filter all(Instant now) {
    return all(_ -> true, now);
  }

  /** Everything of which this holds, newest first. */
  public static Filter all(Predicate<Authorization> may, Instant now) {
    return new Filter(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Order.NEWEST_FIRST,
        may,
        AuthorizationStore.PAGE,
        now);
  }

  public boolean admits(Authorization authorization) {
    Submission submission = authorization.submission();
    LocalDate today = now.atZone(authorization.dossier().basis().zone()).toLocalDate();
    return (statuses.isEmpty() || statuses.contains(authorization.statusOn(today)))
        && hasDay(authorization)
        && service.map(submission.service()::equals).orElse(true)
        && may.test(authorization);
  }

  private boolean hasDay(Authorization authorization) {
    Submission submission = authorization.submission();
    LocalDate first = authorization.usable().map(Approval::from).orElse(submission.serviceFrom());
    LocalDate last = authorization.usable().map(Approval::to).orElse(submission.lastDay());
    return !from.filter(last::isBefore).isPresent() && !to.filter(first::isAfter).isPresent();
  }
}
