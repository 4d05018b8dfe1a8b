package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Party;
import java.time.Instant;
import java.util.Optional;

/**
 * What has to happen next.
 *
 * @param dueBy the last instant at which it is in time
 */
public record NextStep(String text, Party owner, Optional<Instant> dueBy) {}
