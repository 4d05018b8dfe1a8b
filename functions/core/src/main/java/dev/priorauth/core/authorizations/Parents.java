package dev.priorauth.core.authorizations;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Speaks of the parts of a request that went to several administrators as one. */
public final class Parents {
  private Parents() {}

  /**
   * The status of the whole: pended while any part is; partially approved where some parts can be
   * used and others cannot.
   *
   * @param parts never empty
   */
  public static Status statusOn(Collection<? extends Authorization> parts, LocalDate today) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a divided request has parts");
    }
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    parts.forEach(part -> statuses.add(part.statusOn(today)));
    if (statuses.contains(Status.PENDED)) {
      return Status.PENDED;
    }
    if (statuses.size() > 1) {
      // A part that needs nothing does not keep the others from being what they are.
      statuses.remove(Status.NOT_REQUIRED);
    }
    if (statuses.size() == 1) {
      return statuses.iterator().next();
    }
    if (statuses.contains(Status.APPROVED) || statuses.contains(Status.PARTIALLY_APPROVED)) {
      return Status.PARTIALLY_APPROVED;
    }
    return statuses.iterator().next();
  }
}
