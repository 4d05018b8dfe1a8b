package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The few lines of the template that say who a caller is, run by the Python of this machine. */
class TokenClaimsTest {
  private static final String CODE =
      at(
              Template.properties(
                  Template.of(Template.text())
                      .resources("AWS::Lambda::Function")
                      .get("TokenClaimsFunction")),
              "Code",
              "ZipFile")
          .toString();

  @BeforeAll
  static void pythonIsNeeded() throws Exception {
    assumeTrue(run("").exit() == 0, "skipped: no python3 on this machine");
  }

  private record Run(int exit, String output) {}

  private static Run run(String script) throws Exception {
    try {
      Process python = new ProcessBuilder("python3", "-").redirectErrorStream(true).start();
      try (var in = python.outputWriter(StandardCharsets.UTF_8)) {
        in.write(script);
      }
      String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(python.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return new Run(python.exitValue(), output.strip());
    } catch (IOException noPython) {
      return new Run(-1, noPython.getMessage());
    }
  }

  /** The claims that a user gets, as Python prints them. */
  private static Run claims(String groups, String attributes) throws Exception {
    return run(
        CODE
            + """

            event = {
                "callerContext": {"clientId": "page"},
                "request": {"groupConfiguration": {"groupsToOverride": %s}, "userAttributes": %s},
                "response": {},
            }
            claims = handler(event, None)["response"]["claimsAndScopeOverrideDetails"]
            print(sorted(claims["accessTokenGeneration"]["claimsToAddOrOverride"].items()))
            """
                .formatted(groups, attributes));
  }

  @Test
  void provider_getsTheirNpis() throws Exception {
    assertThat(claims("['provider']", "{'custom:npis': '1234567893 1245319599'}").output())
        .isEqualTo(
            "[('administrators', []), ('aud', 'page'), ('npi', ['1234567893', '1245319599']),"
                + " ('role', 'provider')]");
  }

  @Test
  void reviewer_getsTheirAdministrators_amongOtherGroups() throws Exception {
    assertThat(claims("['reviewer', 'on-call']", "{'custom:administrators': 'bcbsma'}").output())
        .isEqualTo(
            "[('administrators', ['bcbsma']), ('aud', 'page'), ('npi', []), ('role', 'reviewer')]");
  }

  @Test
  void member_getsTheirNumber() throws Exception {
    assertThat(claims("['member']", "{'custom:member': 'XXP123'}").output())
        .contains("('member', 'XXP123')", "('role', 'member')");
  }

  @Test
  void user_getsNoToken_withNoRoleOrTwo() throws Exception {
    for (String groups : new String[] {"None", "[]", "['admin']", "['provider', 'reviewer']"}) {
      Run refused = claims(groups, "{}");

      assertThat(refused.exit()).as(groups).isNotZero();
      assertThat(refused.output()).contains("a user must be in exactly one of the groups");
    }
  }
}
