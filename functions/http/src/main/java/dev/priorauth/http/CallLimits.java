package dev.priorauth.http;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Limits every call of an AWS service that a request makes, so that the request is answered in its
 * {@link TimeLimit} even if the service is not. Calls outside of a request are left alone.
 *
 * <p>DynamoDB's client gets it by this module's {@code microprofile-config.properties}; who makes
 * another client adds it.
 */
public final class CallLimits implements ExecutionInterceptor {
  /** A healthy service answers in milliseconds. */
  private static final Duration ATTEMPT = Duration.ofSeconds(2);

  /** For three attempts that are not answered. */
  private static final Duration CALL = Duration.ofSeconds(7);

  /**
   * @throws ApiCallTimeoutException if the request's time is over already
   */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    Optional<Duration> left = TimeLimit.left();
    if (left.isEmpty() || !(context.request() instanceof AwsRequest request)) {
      return context.request();
    }
    Duration most = left.get().compareTo(CALL) < 0 ? left.get() : CALL;
    if (!most.isPositive()) {
      throw ApiCallTimeoutException.builder().message("The request's time is over").build();
    }
    return request.toBuilder()
        .overrideConfiguration(
            request
                .overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(most)
                .build())
        .build();
  }
}
