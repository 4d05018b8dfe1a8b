package dev.priorauth.core.directory;

import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Statement;
import java.util.List;
import java.util.Optional;

/**
 * An outage or another passing trouble. It never changes an answer: it says what to do meanwhile.
 *
 * @param services the services that it touches; empty where it touches all of the administrator's
 * @param period the days of the trouble; an open end means that no end was announced
 * @param known the publication dates between which it was the latest word
 * @param fallback the ids of the contacts to use meanwhile
 */
public record Notice(
    String id,
    String administrator,
    List<String> services,
    Span period,
    Span known,
    Statement statement,
    List<Symptom> symptoms,
    List<String> fallback,
    Optional<Statement> stillRequired,
    List<String> inventory) {

  /** What an office sees, and the steps that help. */
  public record Symptom(String when, List<String> steps, Citation cite) {}
}
