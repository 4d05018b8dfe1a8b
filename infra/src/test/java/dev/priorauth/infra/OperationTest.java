package dev.priorauth.infra;

import static dev.priorauth.infra.TemplateTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The template works when it is deployed over itself, beside another stack, and while nobody looks.
 * Each statement is also made of a template that was spoilt, and must then fail.
 */
class OperationTest {
  private static final Template TEMPLATE = Template.of(Template.text());

  @Test
  void changedParameter_reachesEveryFunction() {
    assertThat(Operation.versions(TEMPLATE)).isEmpty();

    assertThat(Operation.versions(with("      AutoPublishCodeSha256: !Ref Revision\n", "")))
        .containsExactly("RequirementsFunction does not see that a parameter has changed");
    assertThat(Operation.versions(with("AllowedPattern: \"[0-9a-f]*\"", "AllowedPattern: .*")))
        .containsExactly("Revision takes more than a checksum");
  }

  @Test
  void stacks_canStandSideBySide() {
    assertThat(Operation.names(TEMPLATE)).isEmpty();

    assertThat(Operation.names(with("            OmitName: true\n", "")))
        .containsExactly("ExpiryFunction.Quarterly has the same name in every stack");
    assertThat(Operation.names(with("-${AWS::Region}-page", "-page")))
        .containsExactly("PageAccess has the same name in every region");
    assertThat(
            Operation.names(with("DashboardName: !Sub ${AWS::StackName}-${AWS::Region}", "A: b")))
        .containsExactly("Dashboard has the same name in every region");
  }

  @Test
  void schedules_haveAWindow_attempts_andAPlaceForWhatFails() {
    assertThat(Operation.schedules(TEMPLATE)).isEmpty();

    assertThat(
            Operation.schedules(
                with("{Mode: FLEXIBLE, MaximumWindowInMinutes: 2}", "{Mode: \"OFF\"}")))
        .containsExactly("ExpiryFunction.Quarterly has not: a flexible window");
    assertThat(
            Operation.schedules(
                with("{MaximumRetryAttempts: 60, MaximumEventAgeInSeconds: 43200}", "{}")))
        .containsExactly("DeliveryFunction.DailyMails has not: a retry policy");
    assertThat(
            Operation.schedules(
                with("DeadLetterConfig: {Arn: !GetAtt ExpiryDeadLetters.Arn}", "State: ENABLED")))
        .containsExactly("ExpiryFunction.Quarterly has not: a dead-letter queue");
  }

  @Test
  void somebodyHears_ofEveryDeadLetter() {
    assertThat(Operation.deadLetters(TEMPLATE)).isEmpty();

    for (String queue :
        List.of(
            "ExpiryDeadLetters", "DeliveryDeadLetters", "WebhooksDeadLetters", "MailDeadLetters")) {
      assertThat(
              Operation.deadLetters(
                  with("!GetAtt " + queue + ".QueueName", "!GetAtt MailQueue.QueueName")))
          .containsExactly(queue + " has no alarm on what comes into it");
    }
  }

  @Test
  void alarms_watchWhatIsWritten() {
    assertThat(Operation.alarms(TEMPLATE)).isEmpty();

    assertThat(Operation.alarms(with("MetricName: decisionOverdueFlagged", "MetricName: overdue")))
        .containsExactly("DecisionOverdue watches overdue by function, which nothing writes");
    assertThat(
            Operation.alarms(
                with("{Name: function, Value: expiry}", "{Name: function, Value: sweep}")))
        .containsExactly("ExpiryNotRun watches remaining by function, which nothing writes");
    assertThat(
            Operation.alarms(
                with("{Name: function, Value: expiry}", "{Name: Function, Value: expiry}")))
        .containsExactly("ExpiryNotRun watches remaining by Function, which nothing writes");
    assertThat(Operation.alarms(with("{Name: ApiId,", "{Name: Api,")))
        .containsExactly("ApiFailures watches 5xx by Api, which no service writes");
    assertThat(Operation.alarms(with("MetricName: IteratorAge", "MetricName: Age")))
        .containsExactly("DeliveryLate watches Age by FunctionName, which no service writes");
  }

  @Test
  void somebodyHears_thatNoSweepHasRunFor26Hours() {
    assertThat(Operation.sweeps(TEMPLATE)).isEmpty();

    assertThat(Operation.sweeps(with("EvaluationPeriods: 26", "EvaluationPeriods: 27")))
        .containsExactly("ExpiryNotRun does not look at 26 hours");
    assertThat(
            Operation.sweeps(with("TreatMissingData: breaching", "TreatMissingData: notBreaching")))
        .containsExactly("ExpiryNotRun is silent where there is nothing");
    assertThat(Operation.sweeps(with("Statistic: SampleCount", "Statistic: Sum")))
        .containsExactly("ExpiryNotRun is silent where there is nothing");
  }

  @Test
  void dashboard_findsWhatItSearches() {
    assertThat(Operation.dashboard(TEMPLATE)).isEmpty();

    assertThat(
            Operation.dashboard(
                with("{\\\"${AWS::StackName}\\\",function}", "{\\${AWS::StackName},function}")))
        .containsExactly(
            "The dashboard searches where nothing is: SEARCH('{${AWS::StackName},function}"
                + " function=\"expiry\"', 'Sum')");
  }
}
