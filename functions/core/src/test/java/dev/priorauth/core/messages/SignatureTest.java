package dev.priorauth.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant AT = Instant.parse("2025-01-15T15:00:00.9Z");

  /** printf '1736953200.{"id":"x"}' | openssl dgst -sha256 -hmac whsec_test. */
  @Test
  void signature_isWhatOpensslMakes() {
    assertThat(Signature.of("whsec_test", AT, "{\"id\":\"x\"}"))
        .isEqualTo(
            "t=1736953200,v1=2eab19ec9ef3904764cf1bdb8dd51765f813b8e6aee52a217d03572521c4e765");
  }

  @Test
  void signature_isAnother_forAnotherSecretTimeOrBody() {
    assertThat(
            new String[] {
              Signature.of("whsec_test", AT, "a"),
              Signature.of("whsec_tesu", AT, "a"),
              Signature.of("whsec_test", AT.plusSeconds(1), "a"),
              Signature.of("whsec_test", AT, "b")
            })
        .doesNotHaveDuplicates();
  }
}
