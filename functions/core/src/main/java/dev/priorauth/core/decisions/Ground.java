package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.rules.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What a decision rests on.
 *
 * @param administrator who decides
 * @param period the period with which every authorization in it ends; empty where the rules have
 *     none
 * @param because the rule versions; empty only where no rule speaks, which never approves anything
 * @param papers what came before and therefore is not asked for again
 */
public record Ground(
    Handling handling,
    String administrator,
    Optional<ServicePeriod> period,
    List<Rule.Version> because,
    List<Message> messages,
    List<Paper> papers) {
  public Ground {
    because = List.copyOf(because);
    messages = List.copyOf(messages);
    papers = List.copyOf(papers);
  }

  /** Whether some window was missed that does not refuse. */
  public boolean isLate() {
    return messages.stream().anyMatch(message -> message.kind().equals("late"));
  }
}
