package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.core.decisions.HandlingPolicy;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenResourceTest {
  private static final TokenResource TOKENS =
      new TokenResource("issuer", "audience", new HandlingPolicy(Set.of("bcbsma", "bcbsnc")));

  @BeforeAll
  static void keys() {
    LocalKeys.make();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sub': 'rev1', 'npi': [], 'role': 'reviewer'} | ['bcbsma','bcbsnc']",
        "{'sub': 'rev1', 'role': 'reviewer', 'administrators': ['carelon']} | ['carelon']",
        "{'sub': 'rev1', 'role': 'reviewer', 'administrators': []} | []",
        "{'sub': 'ann', 'npi': ['1234567893'], 'role': 'provider'} | []"
      },
      quoteCharacter = '`')
  void aReviewerDecidesForAllWhoDecideHere_unlessItIsSaidForWhom(String body, String administrators)
      throws Exception {
    String token = TOKENS.issue(body.replace('\'', '"').getBytes(UTF_8)).get("token").textValue();

    JsonNode claims =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    assertThat(claims.get("administrators")).hasToString(administrators.replace('\'', '"'));
  }
}
