package dev.priorauth.core.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Property
  void aReferenceIsReadAsItIsWritten(@ForAll long random) {
    AuthorizationId id = AuthorizationId.of(random);
    assertThat(AuthorizationId.parse(id.text())).contains(id);
    assertThat(id.text()).matches("A[0-9A-HJKMNP-TV-Z]{13}");
  }

  @Property
  void differentRandomPartsGiveDifferentReferences(@ForAll long one, @ForAll long other) {
    long bits = (1L << 60) - 1;
    assertThat(AuthorizationId.of(one).equals(AuthorizationId.of(other)))
        .isEqualTo((one & bits) == (other & bits));
  }

  @Property(tries = 200)
  void everyWrongCharacterIsCaught(@ForAll long random) {
    String text = AuthorizationId.of(random).text();
    for (int i = 0; i < text.length(); i++) {
      for (char wrong : ALPHABET.toCharArray()) {
        if (wrong != text.charAt(i)) {
          String typed = text.substring(0, i) + wrong + text.substring(i + 1);
          assertThat(AuthorizationId.parse(typed)).as(typed).isEmpty();
        }
      }
    }
  }

  @Property(tries = 200)
  void everyExchangeOfTwoCharactersIsCaught(@ForAll long random) {
    String text = AuthorizationId.of(random).text();
    for (int i = 0; i < text.length(); i++) {
      for (int j = i + 1; j < text.length(); j++) {
        char[] typed = text.toCharArray();
        typed[i] = text.charAt(j);
        typed[j] = text.charAt(i);
        if (typed[i] != typed[j]) {
          assertThat(AuthorizationId.parse(new String(typed))).as(text).isEmpty();
        }
      }
    }
  }

  @Property(tries = 200)
  void aMissingOrADoubledCharacterIsCaught(
      @ForAll long random, @ForAll @IntRange(max = 13) int place) {
    String text = AuthorizationId.of(random).text();
    String missing = text.substring(0, place) + text.substring(place + 1);
    String doubled = text.substring(0, place + 1) + text.substring(place);
    assertThat(AuthorizationId.parse(missing)).isEmpty();
    assertThat(AuthorizationId.parse(doubled)).isEmpty();
  }

  @Test
  void aReferenceIsReadAsPeopleWriteIt() {
    AuthorizationId id = AuthorizationId.of(1);
    assertThat(id.text()).startsWith("A000000000001");
    char check = id.text().charAt(13);
    assertThat(AuthorizationId.parse("a-oooo-ooOO 000l" + check)).contains(id);
    assertThat(AuthorizationId.parse("a-oooo-ooOO 000i" + check)).contains(id);
  }

  @Test
  void aReferenceStaysTheSameFromReleaseToRelease() {
    assertThat(AuthorizationId.of(0x0123_4567_89AB_CDEFL).text()).isEqualTo("A28T5CY4TQKFF4");
  }

  @Test
  void aWrongReferenceCannotBeMade() {
    assertThatThrownBy(() -> new AuthorizationId("A000000000001"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567893", "1003000126", "1043218118"})
  void aProvidersNumberWithItsCheckDigitIsRead(String digits) {
    assertThat(Npi.parse(digits)).contains(new Npi(digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567890", "123456789", "12345678933", "12345 7893", "", "１234567893"})
  void anotherNumberIsNoProviders(String digits) {
    assertThat(Npi.parse(digits)).isEmpty();
  }

  @Property(tries = 200)
  void aProvidersNumberHasOneCheckDigit(
      @ForAll @IntRange(min = 100_000_000, max = 299_999_999) int nine) {
    long right = 0;
    for (int digit = 0; digit < 10; digit++) {
      right += Npi.parse(nine + "" + digit).isPresent() ? 1 : 0;
    }
    assertThat(right).isEqualTo(1);
  }

  @Test
  void aMembersNumberIsReadAsOnTheCardAndNeverShown() {
    assertThat(MemberId.parse("xxp 123 456-789")).contains(new MemberId("XXP123456-789"));
    assertThat(MemberId.parse("")).isEmpty();
    assertThat(MemberId.parse("A".repeat(41))).isEmpty();
    assertThat(Requests.MEMBER.toString()).doesNotContain("123");
  }

  @Test
  void aMistypedReferenceIsToldFromAnythingElse() {
    String right = AuthorizationId.of(42).text();
    char last = right.charAt(right.length() - 1);
    String wrong = right.substring(0, right.length() - 1) + (last == '7' ? '8' : '7');

    assertThat(AuthorizationId.isMistyped(right)).isFalse();
    assertThat(AuthorizationId.isMistyped(wrong.toLowerCase(java.util.Locale.ROOT))).isTrue();
    assertThat(AuthorizationId.isMistyped(wrong.substring(1))).isFalse();
    assertThat(AuthorizationId.isMistyped("ACMP# 12345678901")).isFalse();
  }
}
