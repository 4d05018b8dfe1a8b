package dev.priorauth.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The zips as they were just listed; no part of the tests: {@code make licenses} runs it. */
class LicensesCheck {

  @Test
  void everyPartOfEveryZip_hasALicenceOfTheList() throws IOException {
    for (String bom : System.getProperty("boms").strip().split("\\s+")) {
      assertThat(Licenses.refused(Files.readString(Path.of(bom)))).as(bom).isEmpty();
    }
  }
}
