package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.AccessPolicy.Action.ANSWER;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.APPEAL;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.EXTEND;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.MOVE_SERVICE_DATES;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.READ;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.RECORD_OUTSIDE_DECISION;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.RECORD_VISITS;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.REQUEST_PEER_TO_PEER;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.REVIEW;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.SEND_DOCUMENT;
import static dev.priorauth.core.authorizations.AccessPolicy.Action.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.AccessPolicy.Access;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Requests;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table: each role, each relation that it can have, each action. */
class AccessPolicyTest {
  private static final Authorization STATE = Lives.approved();

  private static final Set<Action> REQUESTING =
      EnumSet.of(
          READ,
          RECORD_OUTSIDE_DECISION,
          EXTEND,
          ANSWER,
          SEND_DOCUMENT,
          RECORD_VISITS,
          MOVE_SERVICE_DATES,
          WITHDRAW,
          REQUEST_PEER_TO_PEER,
          APPEAL);
  private static final Set<Action> SERVICING =
      EnumSet.of(
          READ,
          RECORD_OUTSIDE_DECISION,
          EXTEND,
          ANSWER,
          SEND_DOCUMENT,
          RECORD_VISITS,
          MOVE_SERVICE_DATES,
          REQUEST_PEER_TO_PEER,
          APPEAL);
  private static final Set<Action> NOTHING = EnumSet.noneOf(Action.class);

  /** What a token of each role can say, by its relation to the authorization. */
  private record Claims(String sub, Set<Npi> npis, Set<String> administrators) {}

  private static Map<String, Claims> relations() {
    Npi stranger = Requests.OTHER_THERAPIST;
    Map<String, Claims> relations = new LinkedHashMap<>();
    relations.put("requesting", new Claims("s", Set.of(Requests.REQUESTER, stranger), Set.of()));
    relations.put("servicing", new Claims("s", Set.of(Requests.THERAPIST), Set.of()));
    relations.put(
        "both", new Claims("s", Set.of(Requests.REQUESTER, Requests.THERAPIST), Set.of()));
    relations.put("its administrator's", new Claims("s", Set.of(), Set.of("bcbsma")));
    relations.put("another administrator's", new Claims("s", Set.of(), Set.of("carelon")));
    relations.put("the member", new Claims(Requests.MEMBER.text(), Set.of(), Set.of()));
    relations.put("a stranger", new Claims("s", Set.of(stranger), Set.of()));
    relations.put("nobody", new Claims("s", Set.of(), Set.of()));
    return relations;
  }

  private static Set<Action> entitled(Role role, String relation) {
    return switch (role + " " + relation) {
      case "PROVIDER requesting", "PROVIDER both" -> REQUESTING;
      case "PROVIDER servicing" -> SERVICING;
      case "REVIEWER its administrator's" -> EnumSet.of(READ, REVIEW);
      case "MEMBER the member" -> EnumSet.of(READ, APPEAL);
      default -> NOTHING;
    };
  }

  static Stream<Arguments> table() {
    return Stream.of(Role.values())
        .flatMap(
            role ->
                relations().entrySet().stream()
                    .flatMap(
                        relation ->
                            Stream.of(Action.values())
                                .map(
                                    action ->
                                        Arguments.of(
                                            role,
                                            relation.getKey(),
                                            relation.getValue(),
                                            action,
                                            entitled(role, relation.getKey()).contains(action)
                                                ? Access.ALLOWED
                                                : Access.HIDDEN))));
  }

  @ParameterizedTest(name = "{0}, {1}: {3} is {4}")
  @MethodSource("table")
  void whoMayDoWhat(Role role, String relation, Claims claims, Action action, Access access) {
    Actor actor = new Actor(claims.sub(), role, claims.npis(), claims.administrators());
    assertThat(AccessPolicy.may(actor, action, STATE)).isEqualTo(access);
  }

  @Test
  void theTableHasEveryRoleRelationAndAction() {
    assertThat(table()).hasSize(Role.values().length * 8 * Action.values().length);
  }
}
