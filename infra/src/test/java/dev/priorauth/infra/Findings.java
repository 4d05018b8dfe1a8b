package dev.priorauth.infra;

import static dev.priorauth.infra.Yaml.at;
import static dev.priorauth.infra.Yaml.list;
import static dev.priorauth.infra.Yaml.map;

import dev.priorauth.infra.AccessPatterns.Row;
import dev.priorauth.infra.Template.Function;
import dev.priorauth.infra.Template.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a template; empty lists where nothing is. */
final class Findings {
  static final String PERSONAL = "AuthorizationsTable";

  /** The modules that may reach personal data. */
  private static final Set<String> PERSONAL_MODULES =
      Set.of("authorizations", "status", "expiry", "delivery");

  private static final Set<String> READING =
      Set.of("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");

  /** Variables of API Gateway that say nothing about a person. */
  private static final Set<String> LOGGED =
      Set.of(
          "requestTimeEpoch",
          "requestId",
          "routeKey",
          "status",
          "responseLatency",
          "responseLength",
          "integrationStatus",
          "integrationLatency",
          "error.responseType");

  private static final Map<String, Code> CODE = new ConcurrentHashMap<>();

  private final Template template;
  private final List<String> findings = new ArrayList<>();

  private Findings(Template template) {
    this.template = template;
  }

  /**
   * What a function calls: from what answers its routes, since two functions may share a package;
   * without routes, from anything in its module.
   */
  private static Code code(Function function) {
    Set<String> routes = texts(Template.routes(function));
    return CODE.computeIfAbsent(
        function.module() + routes,
        _ ->
            Code.of(
                function.module(),
                routes.isEmpty()
                    ? Code.methods(function.module())
                    : ApiRoutes.coded(function.module()).entrySet().stream()
                        .filter(route -> routes.contains(route.getKey()))
                        .map(Map.Entry::getValue)
                        .toList()));
  }

  private static Set<String> texts(List<Route> routes) {
    return routes.stream().map(Route::text).collect(Collectors.toCollection(TreeSet::new));
  }

  private void add(String finding) {
    findings.add(finding);
  }

  private void same(Set<String> expected, Set<String> found, String otherwise) {
    difference(expected, found).forEach(one -> add(otherwise + " lacks " + one));
    difference(found, expected).forEach(one -> add(otherwise + " has " + one));
  }

  static Set<String> difference(Set<String> from, Set<String> less) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(less);
    return rest;
  }

  /** Routes that are not those of the code, or not those of its documents. */
  static List<String> routes(Template template) {
    Findings of = new Findings(template);
    Map<String, List<Route>> byModule = new TreeMap<>();
    for (Function function : template.functions()) {
      byModule
          .computeIfAbsent(function.module(), _ -> new ArrayList<>())
          .addAll(Template.routes(function));
    }
    byModule.forEach(
        (module, routes) -> {
          of.same(ApiRoutes.coded(module).keySet(), texts(routes), module + ", by its code,");
          Set<String> documented = ApiRoutes.documented(module);
          if (!documented.isEmpty()) {
            of.same(documented, texts(routes), module + ", by its documents,");
          }
        });
    Object limits =
        at(
            Template.properties(template.resources("AWS::Serverless::HttpApi").get("Api")),
            "RouteSettings");
    Set<String> all =
        byModule.values().stream()
            .flatMap(List::stream)
            .map(Route::text)
            .collect(Collectors.toSet());
    difference(map(limits).keySet(), all)
        .forEach(route -> of.add("RouteSettings has " + route + ", which is no route"));
    return of.findings;
  }

  /** Routes that need a token where they should not, or none where they should. */
  static List<String> tokens(Template template) {
    Findings of = new Findings(template);
    var api = Template.properties(template.resources("AWS::Serverless::HttpApi").get("Api"));
    String authorizer = at(api, "Auth", "DefaultAuthorizer").toString();
    Object jwt = at(api, "Auth", "Authorizers", authorizer, "JwtConfiguration");
    if (map(jwt).get("issuer") == null || list(map(jwt).get("audience")).isEmpty()) {
      of.add("Api has no default authorizer with issuer and audience");
    }
    for (Function function : template.functions()) {
      boolean personal = of.reaches(function, PERSONAL);
      Set<String> documented = ApiRoutes.documented(function.module());
      Set<String> withToken = ApiRoutes.documentedWithToken(function.module());
      for (Route route : Template.routes(function)) {
        if (documented.contains(route.text()) && route.open() == withToken.contains(route.text())) {
          of.add(route.text() + " is not documented as it is: whether it needs a token");
        }
        if (route.open() && personal) {
          of.add(route.text() + " needs no token, though its function reads personal data");
        }
        if (!route.open() && !personal) {
          of.add(route.text() + " needs a token, though there is nothing to protect");
        }
      }
    }
    return of.findings;
  }

  /** Rights on personal data of functions that have no business with them. */
  static List<String> personalData(Template template) {
    Findings of = new Findings(template);
    for (Function function : template.functions()) {
      if (!PERSONAL_MODULES.contains(function.module())) {
        if (of.reaches(function, PERSONAL)) {
          of.add(function.name() + " has rights on " + PERSONAL);
        }
        if (Yaml.within(function.properties()).anyMatch(PERSONAL::equals)) {
          of.add(function.name() + " is told the name of " + PERSONAL);
        }
      }
      Template.namedPolicies(function)
          .forEach(
              policy -> of.add(function.name() + " has a policy that is only named: " + policy));
      Template.statements(function).stream()
          .filter(statement -> !at(statement, "Effect").equals("Allow"))
          .forEach(statement -> of.add(function.name() + " has a statement that does not allow"));
      if (function.properties().containsKey("Role")) {
        of.add(function.name() + " has a role that is not its own");
      }
    }
    return of.findings;
  }

  /** What anybody could fill a table with, as much as they like. */
  static List<String> openWrites(Template template) {
    Findings of = new Findings(template);
    for (Function function : template.functions()) {
      if (Template.routes(function).stream().anyMatch(Route::open)) {
        template.rights(function).stream()
            .filter(right -> !READING.contains(right.action()))
            .sorted()
            .forEach(right -> of.add(function.name() + " may write without a token: " + right));
      }
    }
    return of.findings;
  }

  private boolean reaches(Function function, String table) {
    return template.rights(function).stream()
        .map(Right::resource)
        .anyMatch(
            resource ->
                resource.equals(table) || resource.startsWith(table + "/") || resource.equals("*"));
  }

  /** Queries that a role does not allow, and rights that no query needs. */
  static List<String> rights(Template template, List<Row> rows) {
    Findings of = new Findings(template);
    for (Function function : template.functions()) {
      Code code = code(function);
      List<Row> made =
          rows.stream()
              .filter(
                  row -> row.callers().stream().anyMatch(one -> code.calls(one.type(), one.name())))
              .toList();
      Set<Right> needed =
          made.stream().flatMap(row -> row.rights().stream()).collect(Collectors.toSet());
      Set<Right> granted = template.rights(function);
      for (Right need : new TreeSet<>(needed)) {
        if (granted.stream().noneMatch(right -> right.covers(need))) {
          of.add(function.name() + " must be allowed " + need);
        }
      }
      // To be told that an object is not there, and not that it is forbidden.
      granted.removeIf(
          right -> right.action().equals("s3:ListBucket") && needed.contains(seenIn(right)));
      for (Right right : granted) {
        if (needed.stream().noneMatch(need -> isNoMoreThan(right, need))) {
          of.add(function.name() + " is allowed " + right + ", which no query needs");
        }
      }
      difference(
              code.operations(),
              made.stream()
                  .map(row -> AccessPatterns.clientMethod(row.operation()))
                  .collect(Collectors.toSet()))
          .forEach(call -> of.add(function.name() + " calls " + call + ", which has no row"));
      for (Map<String, Object> statement : Template.statements(function)) {
        Set<String> attributes = Template.attributes(statement);
        if (!attributes.isEmpty()) {
          list(statement.get("Resource")).stream()
              .map(resource -> template.keyAttributes(Template.resource(resource)))
              .flatMap(keys -> difference(keys, attributes).stream())
              .forEach(
                  key -> of.add(function.name() + " may not name the key " + key + " in a query"));
        }
      }
    }
    return of.findings;
  }

  /**
   * Calls of services that store nothing, and that a role does not allow, or the other way; and
   * mails that could be sent in another name.
   */
  static List<String> services(Template template) {
    Findings of = new Findings(template);
    for (Function function : template.functions()) {
      of.same(
          code(function).actions(),
          Template.actions(function),
          function.name() + ", of what it may call,");
      for (Map<String, Object> statement : Template.statements(function)) {
        List<String> actions = Yaml.texts(statement.get("Action"));
        if (list(statement.get("Resource")).contains("*")) {
          of.add(function.name() + " may do this with everything: " + actions);
        }
        if (actions.contains("ses:SendEmail")
            && !at(statement, "Condition", "StringEquals", "ses:FromAddress", "Ref")
                .equals("MailFrom")) {
          of.add(function.name() + " may send mails in another name");
        }
      }
    }
    return of.findings;
  }

  /**
   * Keys that could be used for something else, and tables that could not be read for want of one.
   */
  static List<String> keys(Template template) {
    Findings of = new Findings(template);
    for (Function function : template.functions()) {
      Set<String> usable = new TreeSet<>();
      for (Map<String, Object> statement : Template.statements(function)) {
        if (Yaml.texts(statement.get("Action")).stream().noneMatch(one -> one.startsWith("kms:"))) {
          continue;
        }
        if (map(at(statement, "Condition", "StringLike")).get("kms:ViaService") == null) {
          of.add(function.name() + " may use a key by itself: " + statement.get("Sid"));
        }
        list(statement.get("Resource")).forEach(key -> usable.add(Template.resource(key)));
      }
      Set<String> needed = new TreeSet<>();
      for (Right right : template.rights(function)) {
        needed.add(right.action().startsWith("s3:") ? "DocumentsKey" : "TableKey");
      }
      of.same(needed, usable, function.name() + ", of keys,");
    }
    return of.findings;
  }

  private static Right seenIn(Right listing) {
    return new Right("s3:GetObject", listing.resource() + "/*", "*");
  }

  private static boolean isNoMoreThan(Right right, Right need) {
    return right.action().equals(need.action())
        && right.resource().equals(need.resource())
        && right.key().equals(need.key())
        && (right.keysAlone() || !need.keysAlone());
  }

  /** Methods that rows name and that are not there. */
  static List<String> callers(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.callers().stream())
        .distinct()
        .filter(method -> !Code.exists(method.type(), method.name()))
        .map(method -> method.type() + "." + method.name() + " is not there")
        .toList();
  }

  /** Functions whose logs, traces or failures nobody keeps or sees. */
  static List<String> observation(Template template) {
    Findings of = new Findings(template);
    Set<Object> groups = new HashSet<>();
    Stream.concat(
            template.resources("AWS::Serverless::Function").entrySet().stream(),
            template.resources("AWS::Lambda::Function").entrySet().stream())
        .forEach(
            one -> {
              String name = one.getKey();
              Map<String, Object> function = Template.properties(one.getValue());
              var logs = template.logs(function);
              if (logs.isEmpty()) {
                of.add(name + " has no log group of the template");
              }
              if (!groups.add(at(function, "LoggingConfig", "LogGroup"))) {
                of.add(name + " shares its log group");
              }
              boolean traced =
                  "Active".equals(template.globals().get("Tracing"))
                      || at(function, "TracingConfig", "Mode").equals("Active");
              if (!traced) {
                of.add(name + " is not traced");
              }
              for (String metric : List.of("Errors", "Throttles")) {
                if (!template.watches(name, metric)) {
                  of.add(name + " has no alarm on its " + metric);
                }
              }
            });
    template
        .resources("AWS::Logs::LogGroup")
        .forEach(
            (name, group) -> {
              if (!Template.properties(group).containsKey("RetentionInDays")) {
                of.add(name + " keeps its lines for ever");
              }
            });
    template
        .alarms()
        .filter(alarm -> list(alarm.get("AlarmActions")).isEmpty())
        .forEach(alarm -> of.add("An alarm tells nobody: " + alarm.get("AlarmDescription")));
    return of.findings;
  }

  /** What of requests API Gateway logs beyond what concerns nobody, and what other pages may do. */
  static List<String> exposure(Template template) {
    Findings of = new Findings(template);
    var api = Template.properties(template.resources("AWS::Serverless::HttpApi").get("Api"));
    String format = at(api, "AccessLogSettings", "Format").toString();
    Set<String> logged =
        Pattern.compile("\\$context\\.([\\w.]+)")
            .matcher(format)
            .results()
            .map(variable -> variable.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!logged.contains("routeKey")) {
      of.add("The API's log does not name the route");
    }
    difference(logged, LOGGED).forEach(variable -> of.add("The API's log has " + variable));
    if (api.containsKey("CorsConfiguration")) {
      of.add("Other pages than ours may read answers");
    }
    template
        .resources("AWS::S3::Bucket")
        .forEach(
            (name, bucket) ->
                list(at(Template.properties(bucket), "CorsConfiguration", "CorsRules")).stream()
                    .filter(
                        rule ->
                            !list(at(rule, "AllowedOrigins"))
                                .equals(List.of(Map.of("Ref", "PageUrl"))))
                    .forEach(_ -> of.add("Other pages than ours may write into " + name)));
    List<String> policies = policies(template);
    if (policies.size() != 1 || !policies.getFirst().startsWith("default-src 'none';")) {
      of.add("The page has no policy that forbids what it does not allow");
    }
    policies.stream()
        .filter(policy -> policy.contains("unsafe") || policy.contains("*"))
        .forEach(policy -> of.add("The page may do too much: " + policy));
    for (Function function : template.functions()) {
      Map<String, Object> variables = map(at(function.properties(), "Environment", "Variables"));
      // Else the SDK leaves the region out of the addresses that it signs in us-east-1.
      if (variables.containsKey("DOCUMENTS_BUCKET")
          && !"regional".equals(variables.get("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"))) {
        of.add(function.name() + " signs addresses that the page may not call");
      }
    }
    return of.findings;
  }

  /** Users who could sign in with a password alone, or with something that is not theirs. */
  static List<String> signIn(Template template) {
    Findings of = new Findings(template);
    template
        .resources("AWS::Cognito::UserPool")
        .forEach(
            (name, pool) -> {
              Map<String, Object> users = Template.properties(pool);
              of.must(name, "a second factor", "ON".equals(users.get("MfaConfiguration")));
              of.must(
                  name,
                  "an authenticator app as the only one",
                  List.of("SOFTWARE_TOKEN_MFA").equals(list(users.get("EnabledMfas"))));
              of.must(
                  name,
                  "administrators who make the users",
                  Boolean.TRUE.equals(
                      at(users, "AdminCreateUserConfig", "AllowAdminCreateUserOnly")));
            });
    return of.findings;
  }

  /**
   * Whether the page may do the same where everything is at one origin.
   *
   * @param properties those of {@code make run}
   */
  static List<String> localPolicy(Template template, String properties) {
    Findings of = new Findings(template);
    String atOneOrigin = policies(template).getFirst().replaceAll(" https://[^ ;]+", "");
    if (!properties.contains("\"Content-Security-Policy\"=" + atOneOrigin + "\n")) {
      of.add("make run does not serve the page under this policy: " + atOneOrigin);
    }
    return of.findings;
  }

  private static List<String> policies(Template template) {
    return template.resources("AWS::CloudFront::ResponseHeadersPolicy").values().stream()
        .flatMap(Yaml::within)
        .filter(value -> value instanceof String text && text.contains("-src"))
        .map(Object::toString)
        .toList();
  }

  /** Ways to ask as often as one likes, and what the limits would show. */
  static List<String> limits(Template template) {
    Findings of = new Findings(template);
    var api = Template.properties(template.resources("AWS::Serverless::HttpApi").get("Api"));
    if (at(api, "DefaultRouteSettings", "ThrottlingRateLimit").equals(Map.of())) {
      of.add("Routes have no limit");
    }
    var limits = Template.properties(template.resources("AWS::WAFv2::WebACL").get("PageLimits"));
    Set<String> counted = new TreeSet<>();
    for (Object rule : list(limits.get("Rules"))) {
      Object rate = at(rule, "Statement", "RateBasedStatement");
      list(at(rate, "CustomKeys"))
          .forEach(key -> counted.add(at(key, "Header", "Name").toString()));
      counted.add(at(rate, "AggregateKeyType").toString());
      if (!at(rule, "Action", "Block", "CustomResponse", "ResponseCode").equals(429)) {
        of.add(at(rule, "Name") + " is not refused with 429");
      }
    }
    Set<String> wanted = Set.of("CUSTOM_KEYS", "authorization", "IP");
    difference(wanted, counted).forEach(key -> of.add("Nobody counts by " + key));
    if (Yaml.within(limits).anyMatch(value -> at(value, "SampledRequestsEnabled").equals(true))) {
      of.add("Samples of requests show tokens");
    }
    for (var page : template.resources("AWS::CloudFront::Distribution").entrySet()) {
      Object acl = at(Template.properties(page.getValue()), "DistributionConfig", "WebACLId");
      if (Yaml.within(acl).noneMatch("PageLimits.Arn"::equals)) {
        of.add(page.getKey() + " has no limits");
      }
    }
    return of.findings;
  }

  /** Tables and buckets that could be lost or read by the way. */
  static List<String> storage(Template template) {
    Findings of = new Findings(template);
    template
        .resources("AWS::DynamoDB::Table")
        .forEach(
            (name, resource) -> {
              Map<String, Object> table = Template.properties(resource);
              of.must(
                  name,
                  "DeletionPolicy",
                  "RetainExceptOnCreate".equals(resource.get("DeletionPolicy")));
              of.must(
                  name,
                  "DeletionProtectionEnabled",
                  table.containsKey("DeletionProtectionEnabled"));
              of.must(
                  name,
                  "PointInTimeRecoveryEnabled",
                  Boolean.TRUE.equals(
                      at(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")));
              of.must(
                  name,
                  "a key of its own",
                  at(table, "SSESpecification", "KMSMasterKeyId", "Fn::GetAtt")
                      .equals("TableKey.Arn"));
            });
    Set<Object> tlsOnly =
        template.resources("AWS::S3::BucketPolicy").values().stream()
            .map(Template::properties)
            .filter(
                policy ->
                    list(at(policy, "PolicyDocument", "Statement")).stream()
                        .anyMatch(
                            statement ->
                                at(statement, "Effect").equals("Deny")
                                    && at(statement, "Condition", "Bool", "aws:SecureTransport")
                                        .toString()
                                        .equals("false")))
            .map(policy -> at(policy, "Bucket", "Ref"))
            .collect(Collectors.toSet());
    template
        .resources("AWS::S3::Bucket")
        .forEach(
            (name, resource) -> {
              Map<String, Object> bucket = Template.properties(resource);
              of.must(
                  name,
                  "a block of public access",
                  map(bucket.get("PublicAccessBlockConfiguration")).values().stream()
                          .filter(Boolean.TRUE::equals)
                          .count()
                      == 4);
              of.must(
                  name,
                  "versions",
                  at(bucket, "VersioningConfiguration", "Status").equals("Enabled"));
              of.must(name, "a policy that denies what is not TLS", tlsOnly.contains(name));
            });
    return of.findings;
  }

  private void must(String name, String what, boolean is) {
    if (!is) {
      add(name + " has not: " + what);
    }
  }

  /** Items that a table may delete by itself, though they mean something. */
  static List<String> timeToLive(Template template, Set<String> garbage) {
    Findings of = new Findings(template);
    template
        .resources("AWS::DynamoDB::Table")
        .forEach(
            (name, resource) -> {
              Object attribute =
                  at(Template.properties(resource), "TimeToLiveSpecification", "AttributeName");
              if (attribute instanceof String text) {
                of.same(garbage, Code.classesWith("dynamodb", text), name + ", of " + text + ",");
              }
            });
    return of.findings;
  }

  /** Snapshots of a runtime that has none: they fail at deployment, and no linter sees it. */
  static List<String> snapshots(Template template) {
    Findings of = new Findings(template);
    List<Object> snapStart = list(at(template.globals(), "SnapStart", "Fn::If"));
    if (snapStart.size() != 3
        || !snapStart.get(0).equals("Jvm")
        || !at(snapStart.get(2), "Ref").equals("AWS::NoValue")) {
      of.add("SnapStart must be of the JVM's packaging alone");
    }
    return of.findings;
  }
}
