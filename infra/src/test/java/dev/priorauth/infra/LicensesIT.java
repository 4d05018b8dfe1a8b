package dev.priorauth.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build has written beside the zips, of what they hold. */
class LicensesIT {

  static Stream<String> deployed() {
    return Template.of(Template.text()).functions().stream()
        .map(Template.Function::module)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void everyPartOfEveryZip_hasALicenceOfTheList(String module) throws IOException {
    Path bom = Path.of("..", "functions", module, "target", "bom.json");

    assertThat(Licenses.refused(Files.readString(bom))).isEmpty();
  }
}
