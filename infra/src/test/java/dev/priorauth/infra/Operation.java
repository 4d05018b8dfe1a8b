package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What would go wrong with a template when it is deployed, and while it runs; empty lists where
 * nothing would.
 */
final class Operation {
  /**
   * Services' own metrics that alarms watch: namespace, metric, and the dimension that tells of
   * what.
   */
  private static final Set<String> OF_SERVICES =
      Set.of(
          "AWS/Lambda Errors FunctionName",
          "AWS/Lambda Throttles FunctionName",
          "AWS/Lambda IteratorAge FunctionName",
          "AWS/SQS ApproximateNumberOfMessagesVisible QueueName",
          "AWS/ApiGateway 5xx ApiId");

  private static final int HOURS_WITHOUT_A_SWEEP = 26;

  /** A search of the dashboard, by the namespace that it is in. */
  private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{([^,]+),");

  private final Template template;
  private final List<String> findings = new ArrayList<>();

  private Operation(Template template) {
    this.template = template;
  }

  /**
   * Functions whose alias would stay where it is when a parameter changes. SAM publishes a version
   * where the text of the zip's address or of {@code AutoPublishCodeSha256} has changed, and writes
   * the latter into the function's description, without which the version would be the former one.
   */
  static List<String> versions(Template template) {
    Operation of = new Operation(template);
    for (var function : template.functions()) {
      if (!at(function.properties(), "AutoPublishCodeSha256", "Ref").equals("Revision")) {
        of.findings.add(function.name() + " does not see that a parameter has changed");
      }
    }
    // SAM makes names of resources of it.
    if (!at(template.root(), "Parameters", "Revision", "AllowedPattern").equals("[0-9a-f]*")) {
      of.findings.add("Revision takes more than a checksum");
    }
    return of.findings;
  }

  /** What keeps a second stack out of an account, there or in another region. */
  static List<String> names(Template template) {
    Operation of = new Operation(template);
    of.schedules()
        .filter(schedule -> !Boolean.TRUE.equals(schedule.getValue().get("OmitName")))
        .forEach(
            schedule -> of.findings.add(schedule.getKey() + " has the same name in every stack"));
    Stream.of(
            "AWS::CloudFront::OriginAccessControl",
            "AWS::CloudFront::ResponseHeadersPolicy",
            "AWS::CloudWatch::Dashboard")
        .flatMap(type -> template.resources(type).entrySet().stream())
        .filter(
            one ->
                Yaml.within(Template.properties(one.getValue()))
                    .flatMap(
                        value ->
                            Stream.of(
                                at(value, "Name", "Fn::Sub"),
                                at(value, "DashboardName", "Fn::Sub")))
                    .map(Object::toString)
                    .noneMatch(
                        name ->
                            name.contains("${AWS::StackName}") && name.contains("${AWS::Region}")))
        .forEach(one -> of.findings.add(one.getKey() + " has the same name in every region"));
    return of.findings;
  }

  /** Events of the scheduler, by the names of function and event. */
  private Stream<Map.Entry<String, Map<String, Object>>> schedules() {
    return template.functions().stream()
        .flatMap(
            function ->
                map(function.properties().get("Events")).entrySet().stream()
                    .filter(event -> at(event.getValue(), "Type").equals("ScheduleV2"))
                    .map(
                        event ->
                            Map.entry(
                                function.name() + "." + event.getKey(),
                                map(at(event.getValue(), "Properties")))));
  }

  /** Schedules that fall upon one moment, give up at once, or are lost without a trace. */
  static List<String> schedules(Template template) {
    Operation of = new Operation(template);
    Set<String> queues = template.resources("AWS::SQS::Queue").keySet();
    of.schedules()
        .forEach(
            one -> {
              Map<String, Object> schedule = one.getValue();
              Object window = schedule.get("FlexibleTimeWindow");
              of.must(
                  one.getKey(),
                  "a flexible window",
                  at(window, "Mode").equals("FLEXIBLE")
                      && at(window, "MaximumWindowInMinutes") instanceof Integer);
              Object retry = schedule.get("RetryPolicy");
              of.must(
                  one.getKey(),
                  "a retry policy",
                  at(retry, "MaximumRetryAttempts") instanceof Integer
                      && at(retry, "MaximumEventAgeInSeconds") instanceof Integer);
              of.must(
                  one.getKey(),
                  "a dead-letter queue",
                  queues.contains(Template.resource(at(schedule, "DeadLetterConfig", "Arn"))));
            });
    return of.findings;
  }

  private void must(String name, String what, boolean is) {
    if (!is) {
      findings.add(name + " has not: " + what);
    }
  }

  /** Queues of what was given up in which nobody would see it. */
  static List<String> deadLetters(Template template) {
    Operation of = new Operation(template);
    Set<String> queues =
        Yaml.within(template.root().get("Resources"))
            .flatMap(
                value ->
                    Stream.of(
                        at(value, "deadLetterTargetArn"),
                        at(value, "DeadLetterConfig", "Arn"),
                        at(value, "OnFailure", "Destination")))
            .filter(arn -> !map(arn).isEmpty())
            .map(Template::resource)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String queue : queues) {
      boolean seen =
          template
              .alarms()
              .filter(alarm -> dimensions(alarm).equals(List.of(queue + ".QueueName")))
              .anyMatch(
                  alarm ->
                      at(alarm, "MetricName").equals("ApproximateNumberOfMessagesVisible")
                          && at(alarm, "ComparisonOperator").equals("GreaterThanThreshold")
                          && at(alarm, "Threshold").equals(0));
      if (!seen) {
        of.findings.add(queue + " has no alarm on what comes into it");
      }
    }
    return of.findings;
  }

  private static List<Object> dimensions(Map<String, Object> alarm) {
    return list(alarm.get("Dimensions")).stream()
        .map(
            dimension ->
                Stream.of("Ref", "Fn::GetAtt")
                    .map(way -> at(dimension, "Value", way))
                    .filter(String.class::isInstance)
                    .findFirst()
                    .orElse(at(dimension, "Value")))
        .toList();
  }

  /**
   * Alarms that watch what nothing writes. Metrics of our own are named by the module that prints
   * them: both names must be in its code.
   */
  static List<String> alarms(Template template) {
    Operation of = new Operation(template);
    template.resources("AWS::CloudWatch::Alarm").forEach((name, one) -> of.alarm(name, one));
    return of.findings;
  }

  private void alarm(String name, Map<String, Object> resource) {
    Map<String, Object> alarm = Template.properties(resource);
    String metric = at(alarm, "MetricName").toString();
    List<Object> values = dimensions(alarm);
    String names =
        list(alarm.get("Dimensions")).stream()
            .map(dimension -> at(dimension, "Name").toString())
            .collect(Collectors.joining(" "));
    if (at(alarm, "Namespace", "Ref").equals("AWS::StackName")) {
      String module = values.toString().replaceAll("^\\[|]$", "");
      boolean written =
          names.equals("function")
              && template.functions().stream().anyMatch(one -> one.module().equals(module))
              && !Code.classesWith(module, module).isEmpty()
              && !Code.classesWith(module, metric).isEmpty();
      if (!written) {
        findings.add(name + " watches " + metric + " by " + names + ", which nothing writes");
      }
    } else {
      boolean there =
          values.stream()
              .map(value -> value.toString().split("\\.")[0])
              .allMatch(map(template.root().get("Resources"))::containsKey);
      if (!there || !OF_SERVICES.contains(at(alarm, "Namespace") + " " + metric + " " + names)) {
        findings.add(name + " watches " + metric + " by " + names + ", which no service writes");
      }
    }
  }

  /** How an alarm would miss that no sweep has run. */
  static List<String> sweeps(Template template) {
    Operation of = new Operation(template);
    Map<String, Object> alarm =
        Template.properties(
            template.resources("AWS::CloudWatch::Alarm").getOrDefault("ExpiryNotRun", Map.of()));
    if (!(at(alarm, "Period") instanceof Integer period
        && at(alarm, "EvaluationPeriods") instanceof Integer periods
        && period * periods == HOURS_WITHOUT_A_SWEEP * 3600)) {
      of.findings.add("ExpiryNotRun does not look at 26 hours");
    }
    boolean counts =
        at(alarm, "Statistic").equals("SampleCount")
            && at(alarm, "ComparisonOperator").equals("LessThanThreshold")
            && at(alarm, "Threshold").equals(1)
            && at(alarm, "TreatMissingData").equals("breaching");
    if (!counts) {
      of.findings.add("ExpiryNotRun is silent where there is nothing");
    }
    return of.findings;
  }

  /** Graphs that would stay empty: only letters and digits may stand in a search unquoted. */
  static List<String> dashboard(Template template) {
    Operation of = new Operation(template);
    for (var dashboard : template.resources("AWS::CloudWatch::Dashboard").values()) {
      Map<String, Object> body =
          Yaml.read(at(Template.properties(dashboard), "DashboardBody", "Fn::Sub").toString());
      Yaml.within(body)
          .map(value -> at(value, "expression"))
          .filter(String.class::isInstance)
          .forEach(
              expression -> {
                Matcher search = SEARCH.matcher(expression.toString());
                if (!search.lookingAt() || !search.group(1).matches("AWS/\\w+|\"[^\"]+\"")) {
                  of.findings.add("The dashboard searches where nothing is: " + expression);
                }
              });
    }
    return of.findings;
  }
}
