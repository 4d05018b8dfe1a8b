package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.search.PlainSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What offices type, and the service that they mean. */
class OfficePhrasesTest {
  private static final List<Vocabulary.Service> SERVICES = PackagedVocabulary.load().services();

  @ParameterizedTest(name = "{0} → {1}")
  @MethodSource("phrases")
  void search_putsTheMeantServiceFirst(String phrase, String service) {
    assertThat(PlainSearch.services(SERVICES, phrase))
        .extracting(Vocabulary.Service::id)
        .startsWith(service);
  }

  static Stream<Arguments> phrases() throws IOException {
    try (InputStream in = OfficePhrasesTest.class.getResourceAsStream("/office-phrases.csv")) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().skip(1).map(line -> line.split(",")).map(OfficePhrasesTest::row);
    }
  }

  private static Arguments row(String[] cells) {
    return Arguments.of(cells[0], cells[1]);
  }
}
