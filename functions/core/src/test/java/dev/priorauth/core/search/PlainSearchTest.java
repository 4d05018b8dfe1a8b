package dev.priorauth.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSearchTest {
  private static final List<List<String>> THINGS =
      List.of(
          List.of("MRI", "magnetic resonance imaging", "mri of the brain"),
          List.of("Breast MRI", "mri of the breast"),
          List.of("Physical therapy", "pt"),
          List.of("Speech therapy"),
          List.of("Chemotherapy", "chemo"));

  private static List<String> find(String words) {
    return PlainSearch.find(THINGS, names -> names, words).stream().map(List::getFirst).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "mri, MRI",
    "MRI!, MRI",
    "knee mri, MRI",
    "'does a knee mri need prior authorization?', MRI",
    "breast mri, Breast MRI",
    "mri of both breasts, Breast MRI",
    "magnetic resonence imagng, MRI",
    "pt, Physical therapy",
    "phsyical terapy, Physical therapy",
    "speech, Speech therapy",
    "speach therapies, Speech therapy",
    "chemo therapy, Chemotherapy",
    "chem, Chemotherapy",
  })
  void find_putsTheMeantThingFirst_evenWhenItIsMistyped(String words, String meant) {
    assertThat(find(words)).startsWith(meant);
  }

  @ParameterizedTest
  @CsvSource({"xyzzy", "''", "'   '", "'!?'", "mrx"})
  void find_findsNothing_whereNothingIsNear(String words) {
    assertThat(find(words)).isEmpty();
  }

  @Test
  void find_doesNotTakeShortWordsForOneAnother() {
    assertThat(find("ct")).isEmpty();
    assertThat(find("ot")).isEmpty();
  }

  @Test
  void find_givesTheSameOrder_whateverTheOrderOfTheThings() {
    List<List<String>> reversed = THINGS.reversed();

    assertThat(PlainSearch.find(reversed, names -> names, "breast mri"))
        .isEqualTo(PlainSearch.find(THINGS, names -> names, "breast mri"));
  }

  @ParameterizedTest
  @CsvSource({
    "therapy, therapy, 0",
    "terapy, therapy, 1",
    "theraypy, therapy, 1",
    "therpay, therapy, 1",
    "thearpey, therapy, 2",
    "abcdefgh, therapy, 3",
  })
  void distance_countsChangesAndExchanges(String one, String other, int distance) {
    assertThat(Words.distance(one, other, 2)).isEqualTo(distance);
    assertThat(Words.distance(other, one, 2)).isEqualTo(distance);
  }
}
