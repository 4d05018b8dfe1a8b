package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalWebhookAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9000/hook",
        "http://127.0.0.1:9000/hook",
        "http://[::1]:9000/hook",
        "https://hooks.office.example/hook"
      })
  void thisMachine_andThePublicInternet_areAllowed(String address) throws Exception {
    assertThat(new LocalWebhookAddresses().allow(URI.create(address))).isTrue();
    assertThat(LocalWebhookAddresses.isReachable(InetAddress.getByName("127.0.0.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.office.example/hook",
        "http://192.168.1.1/hook",
        "https://169.254.169.254/latest",
        "file://localhost/etc/passwd"
      })
  void othersAreNot(String address) throws Exception {
    assertThat(new LocalWebhookAddresses().allow(URI.create(address))).isFalse();
    assertThat(LocalWebhookAddresses.isReachable(InetAddress.getByName("192.168.1.1"))).isFalse();
  }
}
