package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.messages.WebhookKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {

  @Test
  void webhookKey_staysWithItsFolder(@TempDir Path folder) {
    String key = LocalKeys.webhookKey(folder.resolve("one"));

    assertThat(WebhookKey.parse(key)).isPresent();
    assertThat(LocalKeys.webhookKey(folder.resolve("one"))).isEqualTo(key);
    assertThat(LocalKeys.webhookKey(folder.resolve("other"))).isNotEqualTo(key);
  }
}
