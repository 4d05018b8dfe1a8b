package dev.priorauth.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WebhookKeyTest {
  private static final String TEXT = "0123456789abcdefghijklmnopqrstuv";
  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";

  /** printf AAECAw… | openssl dgst -sha256 -hmac 0123… -binary | basenc --base64url. */
  @Test
  void secret_isWhatOpensslMakes() {
    assertThat(new WebhookKey(TEXT).secret(NONCE))
        .isEqualTo("whsec_DZrMhJ83e-RHR7RV8eHR51w19gSkGiFUo210bNUfRWM");
  }

  @Test
  void secret_isAnother_forAnotherKeyOrNonce() {
    assertThat(
            new String[] {
              new WebhookKey(TEXT).secret(NONCE),
              new WebhookKey(TEXT + "w").secret(NONCE),
              new WebhookKey(TEXT).secret("BBECAwQFBgcICQoLDA0ODw")
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void key_hasAtLeast32Characters_andIsNotShown() {
    assertThat(WebhookKey.parse(TEXT)).contains(new WebhookKey(TEXT));
    assertThat(WebhookKey.parse(TEXT.substring(1))).isEmpty();
    assertThatThrownBy(() -> new WebhookKey(TEXT.substring(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32 characters");
    assertThat(new WebhookKey(TEXT)).asString().doesNotContain(TEXT);
  }
}
