package dev.priorauth.core.decisions;

import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Vocabulary;
import java.util.Optional;

/**
 * What is known around a request, besides the rules and the dates.
 *
 * @param criteria what its answers to clinical questions come to; see {@link Criteria}
 * @param allotment the balance of the allotment that the rules have; see {@link Allotments}
 * @param extended the authorization that it extends; empty for most
 * @param clock by when it has to be decided if it is not decided now
 * @param directory the names of those who decide
 * @param vocabulary the words for what people read
 */
public record Circumstances(
    HandlingPolicy policy,
    Eligibility eligibility,
    CriteriaOutcome criteria,
    AllotmentState allotment,
    Optional<Extended> extended,
    DecisionClock clock,
    Directory directory,
    Vocabulary vocabulary) {}
