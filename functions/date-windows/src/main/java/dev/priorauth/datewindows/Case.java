package dev.priorauth.datewindows;

import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Facts;
import java.util.Optional;

/**
 * What is asked about dates.
 *
 * @param facts with a payer of the vocabulary, and a service or a code
 * @param today the moment for which to say what is open; empty for now
 * @param knownOn what was known then counts; empty for now
 */
record Case(Facts facts, Dates dates, Optional<Moment> today, Optional<Moment> knownOn) {}
