package dev.priorauth.core.decisions;

import dev.priorauth.core.sources.Citation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Something that somebody has to do before a request can be decided.
 *
 * @param id its name within the authorization: a1, a2, … in the order of asking
 * @param what what to do, as one sentence to the one who has to do it
 * @param dueBy the last day on which it is in time, in the payer's zone
 * @param dueAt the last instant of that day at which it is in time; empty where the whole day is
 * @param problem why what came could not be used; given exactly when it is unreadable
 * @param item the item of a checklist that is asked for; empty where no checklist asks
 */
public record Ask(
    String id,
    Kind kind,
    String what,
    Party from,
    LocalDate dueBy,
    Optional<Instant> dueAt,
    State state,
    Optional<String> problem,
    Optional<Item> item) {

  /**
   * An item of a checklist.
   *
   * @param paper the name under which what comes counts for later extensions; empty where each
   *     request needs its own
   * @param cite the words of the source that ask for it
   */
  public record Item(String text, Optional<String> paper, Citation cite) {}

  public enum Kind {
    /** An answer in words. */
    INFORMATION("information"),
    /** A document to send. */
    DOCUMENT("document"),
    /** Whether to speak with the physician before a denial. */
    CONVERSATION("conversation"),
    /** A decision to make. */
    DECISION("decision");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public enum State {
    ASKED("asked"),
    /** Something came; nobody has looked at it yet. */
    RECEIVED("received"),
    ACCEPTED("accepted"),
    /** What came could not be used: it has to come again. */
    UNREADABLE("unreadable"),
    /** Nothing came while it could, and nothing can any more. */
    LAPSED("lapsed");

    private final String key;

    State(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public Ask {
    if (what.isBlank()) {
      throw new IllegalArgumentException("an ask says what to do");
    }
    if (problem.isPresent() != (state == State.UNREADABLE)) {
      throw new IllegalArgumentException("an ask has a problem exactly when it is unreadable");
    }
  }

  /** The n-th ask of an authorization, counted from 1. */
  public static Ask of(int n, Kind kind, String what, Party from, LocalDate dueBy) {
    return of(n, kind, what, from, dueBy, Optional.empty(), Optional.empty());
  }

  /** The n-th ask of an authorization, for what an item of a checklist wants. */
  static Ask of(
      int n,
      Kind kind,
      String what,
      Party from,
      LocalDate dueBy,
      Optional<Instant> dueAt,
      Optional<Item> item) {
    return new Ask("a" + n, kind, what, from, dueBy, dueAt, State.ASKED, Optional.empty(), item);
  }

  /** Whether the one who is asked still has to act. */
  public boolean isOpen() {
    return state == State.ASKED || state == State.UNREADABLE;
  }

  public Ask dueBy(LocalDate day) {
    return new Ask(id, kind, what, from, day, Optional.empty(), state, problem, item);
  }

  /** The last instant at which it is in time. */
  public Instant dueBy(ZoneId zone) {
    return dueAt.orElseGet(() -> dueBy.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
  }

  public Ask received() {
    return as(State.RECEIVED, Optional.empty());
  }

  public Ask accepted() {
    return as(State.ACCEPTED, Optional.empty());
  }

  public Ask unreadable(String why) {
    return as(State.UNREADABLE, Optional.of(why));
  }

  /** The same when it is too late for an answer. */
  public Ask lapsed() {
    return isOpen() ? as(State.LAPSED, Optional.empty()) : this;
  }

  private Ask as(State next, Optional<String> why) {
    return new Ask(id, kind, what, from, dueBy, dueAt, next, why, item);
  }
}
