package dev.priorauth.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LicensesTest {

  private static String bom(String licenses) {
    return "{\"components\": [{\"group\": \"g\", \"name\": \"part\", \"licenses\": [%s]}]}"
        .formatted(licenses);
  }

  @Test
  void part_isAllowed_ifOneOfItsLicencesIs() {
    assertThat(Licenses.refused(bom("{\"license\": {\"id\": \"Apache-2.0\"}}"))).isEmpty();
    assertThat(
            Licenses.refused(
                bom("{\"license\": {\"id\": \"GPL-2.0\"}}, {\"license\": {\"id\": \"EPL-2.0\"}}")))
        .isEmpty();
  }

  @Test
  void part_isRefused_withAnotherLicence_orWithNone() {
    assertThat(Licenses.refused(bom("{\"license\": {\"name\": \"Amazon Software License\"}}")))
        .containsExactly("g:part has only [Amazon Software License]");
    assertThat(Licenses.refused(bom("{\"expression\": \"GPL-3.0-only\"}")))
        .containsExactly("g:part has only [GPL-3.0-only]");
    assertThat(Licenses.refused(bom(""))).containsExactly("g:part has only []");
  }
}
