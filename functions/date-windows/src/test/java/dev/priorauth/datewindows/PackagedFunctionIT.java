package dev.priorauth.datewindows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The zip that is deployed, started as Lambda starts it. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {

  @Test
  void zip_answersNotFound_forAnUnknownPath() {
    try (var function =
        LambdaProcess.start(Path.of("target", "function.zip"), Map.of("RULES_TABLE", "rules"))) {
      assertThat(HttpAnswer.of(function.invoke(HttpEvent.get("/no/such/path"))).status())
          .isEqualTo(404);
    }
  }
}
