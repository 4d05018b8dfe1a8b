package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import java.util.Set;

/** Says who may do what with an authorization. */
public final class AccessPolicy {
  private AccessPolicy() {}

  public enum Access {
    ALLOWED,
    /** As if the authorization did not exist: nobody learns that it does. */
    HIDDEN
  }

  /** What can be done with an authorization. */
  public enum Action {
    /** Its state, history, letters and usage; searches find it, and verifications count it. */
    READ,
    RECORD_OUTSIDE_DECISION,
    EXTEND,
    ANSWER,
    SEND_DOCUMENT,
    RECORD_VISITS,
    MOVE_SERVICE_DATES,
    WITHDRAW,
    REQUEST_PEER_TO_PEER,
    APPEAL,
    /** To ask for more, judge what came, decide, and hold the conversation. */
    REVIEW
  }

  /** What the caller has to do with the authorization. */
  private enum Relation {
    /** Their office made the request. */
    REQUESTING,
    /** Their office treats the member, and did not make the request. */
    SERVICING,
    REVIEWER_OF_ITS_ADMINISTRATOR,
    THE_MEMBER,
    NONE
  }

  public static Access may(Actor actor, Action action, Authorization authorization) {
    return isEntitled(relation(actor, authorization), action) ? Access.ALLOWED : Access.HIDDEN;
  }

  private static boolean isEntitled(Relation relation, Action action) {
    return switch (action) {
      case READ -> relation != Relation.NONE;
      case APPEAL ->
          switch (relation) {
            case REQUESTING, SERVICING, THE_MEMBER -> true;
            case REVIEWER_OF_ITS_ADMINISTRATOR, NONE -> false;
          };
      case EXTEND,
          RECORD_OUTSIDE_DECISION,
          ANSWER,
          SEND_DOCUMENT,
          RECORD_VISITS,
          MOVE_SERVICE_DATES,
          REQUEST_PEER_TO_PEER ->
          relation == Relation.REQUESTING || relation == Relation.SERVICING;
      // Who did not make a request cannot take it back.
      case WITHDRAW -> relation == Relation.REQUESTING;
      case REVIEW -> relation == Relation.REVIEWER_OF_ITS_ADMINISTRATOR;
    };
  }

  private static Relation relation(Actor actor, Authorization authorization) {
    Submission submission = authorization.submission();
    return switch (actor.role()) {
      case PROVIDER -> {
        Set<Npi> office = actor.npis();
        if (office.contains(submission.requester().npi())) {
          yield Relation.REQUESTING;
        }
        yield office.contains(submission.servicing()) ? Relation.SERVICING : Relation.NONE;
      }
      case REVIEWER ->
          actor.administrators().contains(authorization.dossier().basis().administrator())
              ? Relation.REVIEWER_OF_ITS_ADMINISTRATOR
              : Relation.NONE;
      case MEMBER ->
          actor.sub().equals(submission.member().id().text()) ? Relation.THE_MEMBER : Relation.NONE;
      // Operators keep the service running; they need nobody's data for it.
      case OPERATOR -> Relation.NONE;
    };
  }
}
