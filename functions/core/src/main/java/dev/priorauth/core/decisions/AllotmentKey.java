package dev.priorauth.core.decisions;

import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import java.util.Optional;

/**
 * Whose use of an allotment is counted together, over all periods.
 *
 * @param provider empty where the allotment is the member's, whoever treats
 * @param benefit the service; where services share one, their names in alphabetical order, joined
 *     by {@code +}
 */
public record AllotmentKey(String payer, MemberId member, Optional<Npi> provider, String benefit) {}
