package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.profiles.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProfileStoreTest {

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static ProfileStore store() {
    return new ProfileStore(TABLE.client(), TABLE.name());
  }

  private static Profile profile(String sub, String email) {
    return new Profile(
        sub,
        Optional.of(Samples.THERAPIST),
        Optional.of("12-3456789"),
        Optional.of(email),
        Optional.of("+1 617 555 0100"),
        Optional.empty(),
        Optional.of("Back Bay Therapy"),
        Optional.of(
            new Profile.Notifications(
                List.of(new Profile.Recipient("desk@example.org", "front-desk")),
                Profile.Mode.DAILY)),
        Optional.of(new Profile.Webhook("https://hooks.example.org/pa", "AAECAwQFBgcICQoLDA0ODw")));
  }

  @Test
  void told_findsTheProfilesOfAProvider_thatWantToBe() {
    Profile profile = profile("sub-1", "ada@example.org");
    store().save(profile, Optional.empty());
    store().save(Profile.none("sub-2"), Optional.empty());

    assertThat(store().told(Samples.THERAPIST)).containsExactly(profile);

    store().save(Profile.none("sub-1"), store().find("sub-1"));
    assertThat(store().told(Samples.THERAPIST)).isEmpty();
  }

  @Test
  void daily_findsThoseWhoGetAMailADay_pageByPage() {
    for (int n = 1; n <= 3; n++) {
      store().save(profile("sub-" + n, n + "@example.org"), Optional.empty());
    }
    store().save(Profile.none("sub-4"), Optional.empty());

    assertThat(store().daily(Optional.empty(), 2)).containsExactly("sub-1", "sub-2");
    assertThat(store().daily(Optional.of("sub-2"), 2)).containsExactly("sub-3");

    store().save(Profile.none("sub-3"), store().find("sub-3"));
    assertThat(store().daily(Optional.of("sub-2"), 2)).isEmpty();
  }

  @Test
  void save_keepsTheProfile() {
    Profile profile = profile("sub-1", "ada@example.org");

    assertThat(store().save(profile, Optional.empty())).isEqualTo(new SaveResult.Saved(1));

    assertThat(store().find("sub-1")).contains(new StoredProfile(profile, 1));
    assertThat(store().find("sub-2")).isEmpty();
    assertThat(profile.missing()).containsExactly("fax");
  }

  @Test
  void save_keepsAnEmptyProfile() {
    Profile empty =
        new Profile(
            "sub-1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    store().save(empty, Optional.empty());

    assertThat(store().find("sub-1")).contains(new StoredProfile(empty, 1));
    assertThat(empty.missing())
        .containsExactly("npi", "taxId", "email", "phone", "fax", "organization");
  }

  @Test
  void save_refusesAnAddressOfAnotherAccount_howeverItIsCapitalized() {
    store().save(profile("sub-1", "ada@example.org"), Optional.empty());

    assertThat(store().save(profile("sub-2", "ADA@example.org"), Optional.empty()))
        .isEqualTo(new SaveResult.EmailTaken());
    assertThat(store().find("sub-2")).isEmpty();
  }

  @Test
  void save_freesAnAddressThatIsNoLongerUsed() {
    store().save(profile("sub-1", "ada@example.org"), Optional.empty());
    Optional<StoredProfile> seen = store().find("sub-1");

    assertThat(store().save(profile("sub-1", "countess@example.org"), seen))
        .isEqualTo(new SaveResult.Saved(2));
    assertThat(store().save(profile("sub-2", "ada@example.org"), Optional.empty()))
        .isEqualTo(new SaveResult.Saved(1));
  }

  @Test
  void save_refusesALostUpdate_namingTheVersionNow() {
    store().save(profile("sub-1", "ada@example.org"), Optional.empty());
    Optional<StoredProfile> seen = store().find("sub-1");
    store().save(profile("sub-1", "Ada@example.org"), seen);

    assertThat(store().save(profile("sub-1", "other@example.org"), seen))
        .isEqualTo(new SaveResult.ChangedMeanwhile(2));
    assertThat(store().save(profile("sub-1", "other@example.org"), Optional.empty()))
        .isEqualTo(new SaveResult.ChangedMeanwhile(2));
  }

  @Test
  void ofManyAccountsAtOnce_oneGetsTheAddress() throws Exception {
    List<SaveResult> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<SaveResult>> futures = new ArrayList<>();
      for (int n = 0; n < 16; n++) {
        Profile profile = profile("sub-" + n, "ada@example.org");
        futures.add(threads.submit(() -> store().save(profile, Optional.empty())));
      }
      for (Future<SaveResult> future : futures) {
        results.add(future.get());
      }
    }

    assertThat(results).filteredOn(new SaveResult.Saved(1)::equals).hasSize(1);
    assertThat(results).filteredOn(new SaveResult.EmailTaken()::equals).hasSize(15);
  }
}
