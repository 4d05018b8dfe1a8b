package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.requests.AuthorizationId;
import java.util.Optional;

/**
 * The authorization that a request extends.
 *
 * @param period the period that an extension ends with; empty where the rules have none
 */
public record Extended(AuthorizationId id, Optional<ServicePeriod> period) {}
