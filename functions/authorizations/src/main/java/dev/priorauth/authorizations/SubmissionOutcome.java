package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Intake.DecidedPart;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a submission comes to. */
sealed interface SubmissionOutcome {

  /** It was stored, now or when the same request was sent before. */
  record Stored(FirstAnswer answer) implements SubmissionOutcome {}

  /** What would be stored; nothing was. */
  record DryRun(ObjectNode body) implements SubmissionOutcome {}

  /** Its dates do not fit; nothing was stored. */
  record Refused(List<DecidedPart> parts) implements SubmissionOutcome {}

  /** Something in it is wrong; nothing was stored. */
  record Invalid(List<Problem> problems) implements SubmissionOutcome {}

  /**
   * It cannot be accepted, and one of the reasons is a date.
   *
   * @param nextAllowed the first later date that would do; empty where there is none
   */
  record InvalidDate(List<Problem> problems, Optional<LocalDate> nextAllowed)
      implements SubmissionOutcome {}

  /**
   * It overlaps with a live authorization; nothing was stored.
   *
   * @param of the other one; empty where the caller may not see it
   */
  record Duplicate(Optional<AuthorizationId> of) implements SubmissionOutcome {}

  /** What it extends has a status that does not allow it; nothing was stored. */
  record NotExtendable(String text) implements SubmissionOutcome {}

  /** The key was used for another body; nothing was stored. */
  record KeyReused() implements SubmissionOutcome {}

  /** Too many write at the same time; nothing was stored. */
  record Busy() implements SubmissionOutcome {}
}
