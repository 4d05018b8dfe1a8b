package dev.priorauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class UnansweredMapperTest {

  private static AwsServiceException answer(int status, String code, String message) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId("R1")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource({
    "400, ProvisionedThroughputExceededException, false",
    "400, ThrottlingException,                    false",
    "400, RequestLimitExceeded,                   false",
    "400, TransactionInProgressException,         false",
    "500, InternalServerError,                    false",
    "503, SlowDown,                               false",
    "400, ValidationException,                    true",
    "400, ResourceNotFoundException,              true",
    "403, AccessDenied,                           true",
  })
  void isRefusal_onlyWhereAnotherAttemptWouldBeRefusedToo(int status, String code, boolean is) {
    assertThat(UnansweredMapper.isRefusal(answer(status, code, ""))).isEqualTo(is);
  }

  @Test
  void isRefusal_isFalse_whereNoAnswerCame() {
    assertThat(UnansweredMapper.isRefusal(SdkClientException.create("refused"))).isFalse();
    assertThat(UnansweredMapper.isRefusal(ApiCallTimeoutException.create(7000))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  false, Nothing was changed",
    "PUT,  false, may have been written",
    "POST, true,  may have been stored",
    "POST, true,  same Idempotency-Key",
  })
  void detail_saysWhetherAnythingMayHaveBeenWritten(String method, boolean key, String said) {
    assertThat(UnansweredMapper.detail(method, key)).contains(said);
  }

  @Test
  void whatIsLogged_hasTheCauseAndItsPlace_andNoWordOfAnItem() {
    Throwable cause =
        answer(400, "ValidationException", "Item {\"member\": {\"S\": \"XXP123456789\"}}")
            .toBuilder()
            .cause(new IOException("of XXP123456789"))
            .build();
    cause.addSuppressed(new IllegalStateException("for XXP123456789"));
    StringWriter log = new StringWriter();

    Wordless.of(new IllegalStateException("XXP123456789", cause))
        .printStackTrace(new PrintWriter(log));

    assertThat(log.toString())
        .startsWith("java.lang.IllegalStateException")
        .contains("AwsServiceException: ValidationException, status 400, request R1")
        .contains("Caused by: java.io.IOException")
        .contains("UnansweredMapperTest.whatIsLogged")
        .doesNotContain("XXP123456789");
  }
}
