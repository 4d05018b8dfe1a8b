package dev.priorauth.core.authorizations;

import java.time.LocalDate;

/**
 * A denial that a reviewer means to make, and the peer-to-peer conversation that is offered first.
 *
 * @param offeredUntil the last day, included, on which the conversation can be asked for
 */
public record ProposedDenial(Denial denial, LocalDate offeredUntil, PeerToPeer state) {

  /** Whether nobody took the offer up while it could be. */
  boolean isPassed(LocalDate today) {
    return state == PeerToPeer.OFFERED && today.isAfter(offeredUntil);
  }

  public enum PeerToPeer {
    OFFERED("offered"),
    /** The office asked for it: nothing is denied before it was held. */
    REQUESTED("requested"),
    HELD("held"),
    DECLINED("declined");

    private final String key;

    PeerToPeer(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
