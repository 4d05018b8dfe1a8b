package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.dynamodb.MailStore.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailStoreTest {
  private static final Instant AT = Instant.parse("2125-01-15T15:00:00Z");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static MailStore store() {
    return new MailStore(TABLE.client(), TABLE.name());
  }

  @Test
  void claim_isGrantedOnce_whetherOrNotItsEndIsKnown() {
    assertThat(store().claim("ann", "m1", AT)).isEqualTo(Claim.GRANTED);
    assertThat(store().claim("ann", "m1", AT)).isEqualTo(Claim.UNCERTAIN);

    store().confirm("ann", "m1", AT);

    assertThat(store().claim("ann", "m1", AT)).isEqualTo(Claim.SENT);
    assertThat(store().claim("ann", "m2", AT)).isEqualTo(Claim.GRANTED);
    assertThat(store().claim("ben", "m1", AT)).isEqualTo(Claim.GRANTED);
  }

  @Test
  void claim_isGrantedAgain_whereItWasGivenUp() {
    store().claim("ann", "m1", AT);

    store().release("ann", "m1");

    assertThat(store().claim("ann", "m1", AT)).isEqualTo(Claim.GRANTED);
  }

  @Test
  void claim_isGrantedToOne_ofManyAtOnce() throws Exception {
    List<Claim> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Claim> claim :
          threads.invokeAll(
              Collections.nCopies(8, (Callable<Claim>) () -> store().claim("ann", "m1", AT)))) {
        claims.add(claim.get());
      }
    }

    assertThat(claims).containsOnlyOnce(Claim.GRANTED);
  }
}
