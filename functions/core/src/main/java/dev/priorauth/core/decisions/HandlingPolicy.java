package dev.priorauth.core.decisions;

import java.util.Set;

/** The administrators that this deployment decides for. */
public record HandlingPolicy(Set<String> decidesFor) {
  public HandlingPolicy {
    decidesFor = Set.copyOf(decidesFor);
  }

  public Handling of(String administrator) {
    return decidesFor.contains(administrator) ? Handling.DECIDED_HERE : Handling.RECORDED;
  }
}
