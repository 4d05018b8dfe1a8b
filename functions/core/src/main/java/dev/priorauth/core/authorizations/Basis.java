package dev.priorauth.core.authorizations;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.Ground;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Message;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Rule;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an authorization rests on, fixed when it was submitted.
 *
 * @param zone the payer's, in which its days are counted
 * @param period the period with which it ends; empty where the rules have none
 * @param book the hash of the rule book
 * @param rules the names of the rule versions, as {@code rule@version}
 * @param messages what the office was told with the decision
 * @param lead when an extension is due; empty where the rules do not say
 * @param parent what joins the parts of a request that went to several; empty for a whole one
 * @param papers what came before, for what it extends, and therefore is not asked for again
 * @param visitWindows by when an authorization is to be asked for from some later visit on
 */
public record Basis(
    Handling handling,
    String administrator,
    ZoneId zone,
    Optional<ServicePeriod> period,
    String book,
    List<String> rules,
    List<Message> messages,
    Optional<ExtensionLead> lead,
    Optional<AuthorizationId> parent,
    List<Paper> papers,
    List<VisitWindow> visitWindows) {
  public Basis {
    rules = List.copyOf(rules);
    messages = List.copyOf(messages);
    papers = List.copyOf(papers);
    visitWindows = List.copyOf(visitWindows);
  }

  /** Of a request for which no paper came before, and of which no rule counts visits. */
  public Basis(
      Handling handling,
      String administrator,
      ZoneId zone,
      Optional<ServicePeriod> period,
      String book,
      List<String> rules,
      List<Message> messages,
      Optional<ExtensionLead> lead,
      Optional<AuthorizationId> parent) {
    this(
        handling,
        administrator,
        zone,
        period,
        book,
        rules,
        messages,
        lead,
        parent,
        List.of(),
        List.of());
  }

  /** What a decision rests on, without the rules' texts: the book has them. */
  public static Basis of(
      Ground ground,
      ZoneId zone,
      String book,
      Optional<ExtensionLead> lead,
      Optional<AuthorizationId> parent) {
    return new Basis(
        ground.handling(),
        ground.administrator(),
        zone,
        ground.period(),
        book,
        ground.because().stream().map(Rule.Version::name).toList(),
        ground.messages(),
        lead,
        parent,
        ground.papers(),
        List.of());
  }

  /** The same with what the rules say of later visits. */
  public Basis counting(List<VisitWindow> windows) {
    return new Basis(
        handling,
        administrator,
        zone,
        period,
        book,
        rules,
        messages,
        lead,
        parent,
        papers,
        windows);
  }

  /** The same with more to tell the office. */
  public Basis saying(List<Message> more) {
    return new Basis(
        handling,
        administrator,
        zone,
        period,
        book,
        rules,
        Stream.concat(messages.stream(), more.stream()).toList(),
        lead,
        parent,
        papers,
        visitWindows);
  }
}
