package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.Submission;
import java.util.ArrayList;
import java.util.List;

/** To whom a letter goes. */
public enum Addressee {
  MEMBER,
  PRIMARY_CARE_PROVIDER,
  REQUESTING_PROVIDER,
  SERVICING_PROVIDER,
  FACILITY;

  /**
   * The addressees of a letter. An approval goes to the member, the primary care provider, who
   * treats, and the facility; a denial to the member and the primary care provider. The primary
   * care provider and the facility are known only where they made the request.
   */
  public static List<Addressee> of(Letter.Kind kind, Submission submission) {
    List<Addressee> addressees = new ArrayList<>(List.of(MEMBER));
    Addressee requester =
        switch (submission.requester().role()) {
          case "pcp" -> PRIMARY_CARE_PROVIDER;
          case "facility" -> FACILITY;
          default -> REQUESTING_PROVIDER;
        };
    switch (kind) {
      case DENIAL -> {
        if (requester == PRIMARY_CARE_PROVIDER) {
          addressees.add(requester);
        }
      }
      case APPROVAL, PARTIAL_APPROVAL, PEND, WITHDRAWAL, CLOSING -> {
        if (!submission.requester().npi().equals(submission.servicing())
            || requester != REQUESTING_PROVIDER) {
          addressees.add(requester);
        }
        addressees.add(SERVICING_PROVIDER);
      }
    }
    return List.copyOf(addressees);
  }
}
