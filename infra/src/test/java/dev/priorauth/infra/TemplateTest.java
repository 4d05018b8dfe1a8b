package dev.priorauth.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.infra.AccessPatterns.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The template fits the code, the API documents and the access patterns. Each statement is also
 * made of a template that was spoilt, and must then fail.
 */
class TemplateTest {
  private static final Template TEMPLATE = Template.of(Template.text());

  private static final List<Row> ROWS = AccessPatterns.rows();

  /** The template with a text replaced where it stands first. */
  static Template with(String text, String instead) {
    assertThat(Template.text().contains(text)).as(text).isTrue();
    return Template.of(Template.text().replaceFirst(java.util.regex.Pattern.quote(text), instead));
  }

  private static Template everywhere(String text, String instead) {
    assertThat(Template.text().contains(text)).as(text).isTrue();
    return Template.of(Template.text().replace(text, instead));
  }

  @Test
  void routes_areThoseOfTheCodeAndOfTheDocuments_bothWays() {
    assertThat(Findings.routes(TEMPLATE)).isEmpty();

    assertThat(Findings.routes(with("Path: /v1/requirements/batch", "Path: /v1/batch")))
        .contains(
            "requirements, by its code, lacks POST /v1/requirements/batch",
            "requirements, by its code, has POST /v1/batch",
            "requirements, by its documents, lacks POST /v1/requirements/batch",
            "requirements, by its documents, has POST /v1/batch");
    assertThat(Findings.routes(with("Method: PUT, Path: /v1/profile", "Method: POST, Path: /v1/p")))
        .contains(
            "authorizations, by its code, lacks PUT /v1/profile",
            "RouteSettings has PUT /v1/profile, which is no route");
  }

  @Test
  void everyRoute_needsAToken_butThoseWithoutPersonalData() {
    assertThat(Findings.tokens(TEMPLATE)).isEmpty();

    assertThat(Findings.tokens(with("DefaultAuthorizer: Tokens", "DefaultAuthorizer: None")))
        .contains("Api has no default authorizer with issuer and audience");
    assertThat(
            Findings.tokens(
                with(
                    "ApiId: !Ref Api, Method: GET, Path: /v1/profile",
                    "ApiId: !Ref Api, Auth: {Authorizer: NONE}, Method: GET, Path: /v1/profile")))
        .contains("GET /v1/profile needs no token, though its function reads personal data");
    assertThat(
            Findings.tokens(
                with(
                    "Auth: {Authorizer: NONE}, Method: GET, Path: /v1/payers",
                    "Method: GET, Path: /v1/payers")))
        .contains(
            "GET /v1/payers is not documented as it is: whether it needs a token",
            "GET /v1/payers needs a token, though there is nothing to protect");
  }

  @Test
  void lookupsAndDateWindows_haveNoRightOnPersonalData() {
    assertThat(Findings.personalData(TEMPLATE)).isEmpty();

    String rules =
        "Sid: ReadRules\n              Effect: Allow\n              Action: dynamodb:GetItem\n              Resource: ";
    assertThat(
            Findings.personalData(
                with(rules + "!GetAtt RulesTable.Arn", rules + "!GetAtt AuthorizationsTable.Arn")))
        .contains("RequirementsFunction has rights on AuthorizationsTable");
    assertThat(Findings.personalData(with(rules + "!GetAtt RulesTable.Arn", rules + "\"*\"")))
        .contains("RequirementsFunction has rights on AuthorizationsTable");
    assertThat(
            Findings.personalData(
                with(
                    rules + "!GetAtt RulesTable.Arn",
                    rules + "!Sub \"\\${AuthorizationsTable.Arn}/index/by-member\"")))
        .contains("RequirementsFunction has rights on AuthorizationsTable");
    assertThat(
            Findings.personalData(
                with("      Policies:\n", "      Policies:\n        - AmazonDynamoDBFullAccess\n")))
        .contains("RequirementsFunction has a policy that is only named: AmazonDynamoDBFullAccess");
  }

  @Test
  void whoeverNeedsNoToken_makesNothingBeWritten() {
    assertThat(Findings.openWrites(TEMPLATE)).isEmpty();

    assertThat(
            Findings.openWrites(
                with("Action: dynamodb:GetItem", "Action: [dynamodb:GetItem, dynamodb:PutItem]")))
        .containsExactly(
            "RequirementsFunction may write without a token: dynamodb:PutItem on RulesTable of"
                + " BOOK#*");
  }

  @Test
  void everyQuery_isAllowed_andNothingThatNoQueryNeeds() {
    assertThat(ROWS).isNotEmpty();
    assertThat(Findings.rights(TEMPLATE, ROWS)).isEmpty();

    assertThat(
            Findings.rights(
                with("[dynamodb:Query, dynamodb:BatchWriteItem]", "dynamodb:Query"), ROWS))
        .containsExactly(
            "ReportsFunction must be allowed dynamodb:BatchWriteItem on AuthorizationsTable of"
                + " FIGURES#*");
    assertThat(
            Findings.rights(
                with(
                    "[dynamodb:Query, dynamodb:BatchWriteItem]",
                    "[dynamodb:Query, dynamodb:BatchWriteItem, dynamodb:DeleteItem]"),
                ROWS))
        .containsExactly(
            "ReportsFunction is allowed dynamodb:DeleteItem on AuthorizationsTable of FIGURES#*,"
                + " which no query needs");
    assertThat(
            Findings.rights(
                with("dynamodb:LeadingKeys: [\"FIGURES#*\"]", "aws:ResourceTag/a: [b]"), ROWS))
        .contains(
            "ReportsFunction is allowed dynamodb:BatchWriteItem on AuthorizationsTable of *, which"
                + " no query needs");
  }

  @Test
  void partitionsOfAnIndex_areReadByThoseWhoNeedThem() {
    assertThat(
            Findings.rights(
                with("dynamodb:LeadingKeys: [\"DUE#*\", \"POISON#*\"]", "aws:Other: [a]"), ROWS))
        .containsExactly(
            "ExpiryFunction is allowed dynamodb:Query on AuthorizationsTable/by-deadline of *,"
                + " which no query needs");
    assertThat(Findings.rights(with("[\"REF#*\"]", "[\"REF#*\", \"NPI#*\"]"), ROWS))
        .containsExactly(
            "StatusFunction is allowed dynamodb:Query on AuthorizationsTable/by-reference of NPI#*,"
                + " which no query needs");
    assertThat(Findings.rights(with("[\"LOG#*\"]", "[\"LOGS#*\"]"), ROWS))
        .containsExactly(
            "ReportsFunction must be allowed dynamodb:Query on AuthorizationsTable/by-deadline of"
                + " LOG#*",
            "ReportsFunction is allowed dynamodb:Query on AuthorizationsTable/by-deadline of"
                + " LOGS#*, which no query needs");
  }

  @Test
  void documentsBesideTheKeysOfAnIndex_areReadByThoseWhoNeedThem() {
    String keys = "dynamodb:Attributes: [pk, sk, gsiProviderPk, gsiSubmittedSk]";
    List<String> documents =
        List.of(
            "DeliveryFunction is allowed dynamodb:Query on AuthorizationsTable/by-provider of"
                + " NPI#*, which no query needs",
            "DeliveryFunction is allowed dynamodb:Query on AuthorizationsTable/by-provider of"
                + " OFFICE#*, which no query needs",
            "ReportsFunction is allowed dynamodb:Query on AuthorizationsTable/by-provider of"
                + " OFFICE#*, which no query needs");

    for (Template spoilt :
        List.of(
            everywhere("dynamodb:Select: SPECIFIC_ATTRIBUTES", "dynamodb:Select: COUNT"),
            everywhere(
                "StringEquals:\n                  dynamodb:Select", "Other:\n                  a"),
            everywhere(keys, "aws:Other: [pk]"),
            everywhere(keys, keys.replace("]", ", document]")))) {
      assertThat(Findings.rights(spoilt, ROWS)).containsAll(documents);
    }
    assertThat(Findings.rights(everywhere(keys, keys.replace("sk, ", "")), ROWS))
        .containsExactlyInAnyOrder(
            "DeliveryFunction may not name the key sk in a query",
            "ReportsFunction may not name the key sk in a query");
  }

  @Test
  void keys_areUsedThroughTheirServicesOnly_andByThoseWhoNeedThem() {
    assertThat(Findings.keys(TEMPLATE)).isEmpty();

    assertThat(Findings.keys(with("kms:ViaService:", "aws:Other:")))
        .containsExactly(
            "RequirementsFunction may use a key by itself: UseTheTableKeyThroughDynamoDb");
    assertThat(
            Findings.keys(
                with(
                    "              Resource: !GetAtt TableKey.Arn",
                    "              Resource: !GetAtt DocumentsKey.Arn")))
        .containsExactly(
            "RequirementsFunction, of keys, lacks TableKey",
            "RequirementsFunction, of keys, has DocumentsKey");
  }

  @Test
  void secrets_areToldToThoseWhoNeedThem_andNoRoleReadsThem() {
    assertThat(Secrets.reach(TEMPLATE)).isEmpty();

    String value = "!Sub \"{{resolve:secretsmanager:\\${WebhookKey}}}\"";
    String settings =
        "LoggingConfig: {LogGroup: !Ref StatusLogs}\n      Environment:\n        Variables:";
    assertThat(Secrets.reach(with(settings, settings + "\n          WEBHOOK_KEY: " + value)))
        .containsExactly("WebhookKey is told: also StatusFunction.WEBHOOK_KEY");
    assertThat(
            Secrets.reach(
                with("        RULES_TABLE:", "        KEY: " + value + "\n        RULES_TABLE:")))
        .containsExactly("WebhookKey is told: also Globals");
    assertThat(Secrets.reach(with("Value: !Ref EventBus", "Value: " + value)))
        .containsExactly("WebhookKey is told: also Outputs");
    assertThat(
            Secrets.reach(
                with("!Sub \"{{resolve:secretsmanager:${WebhookKey}}}\"", "!Ref WebhookKey")))
        .containsExactly(
            "WebhookKey is told: not AuthorizationsFunction.WEBHOOK_KEY",
            "WebhookKey is told: also AuthorizationsFunction.WEBHOOK_KEY, by its name only");
    assertThat(Secrets.reach(with("secretsmanager:${WebhookKey}", "secretsmanager:other")))
        .containsExactly(
            "WebhookKey is told: not AuthorizationsFunction.WEBHOOK_KEY",
            "This is no secret of the template: {{resolve:secretsmanager:other}}");
    for (String action : List.of("secretsmanager:GetSecretValue", "\"*\"")) {
      assertThat(Secrets.reach(with("Action: ses:SendEmail", "Action: " + action)))
          .singleElement()
          .asString()
          .startsWith("This may read secrets: ");
    }
    assertThat(
            Secrets.reach(
                with(
                    "Type: AWS::SecretsManager::Secret\n    DeletionPolicy: RetainExceptOnCreate",
                    "Type: AWS::SecretsManager::Secret\n    DeletionPolicy: Delete")))
        .containsExactly("WebhookKey goes with the stack");
    assertThat(Secrets.reach(with("GenerateSecretString: {", "SecretString: {")))
        .containsExactly("WebhookKey is not made by Secrets Manager");
  }

  @Test
  void noSecret_isWrittenDown() {
    assertThat(Secrets.writtenDown(TEMPLATE)).isEmpty();

    assertThat(Secrets.writtenDown(with("EVENT_BUS: !Ref EventBus", "EVENT_BUS: hunter2")))
        .containsExactly(
            "DeliveryFunction.EVENT_BUS could be a secret that is written down: hunter2");
    assertThat(
            Secrets.writtenDown(
                with(
                    "WEBHOOK_KEY: !If [OtherEngine, !Ref AWS::NoValue,",
                    "WEBHOOK_KEY: !If [OtherEngine, for-sam-local,")))
        .containsExactly(
            "AuthorizationsFunction.WEBHOOK_KEY could be a secret that is written down:"
                + " for-sam-local");
    assertThat(
            Secrets.writtenDown(
                with("!Sub \"${UserPool.ProviderURL}/", "!Sub \"https://me:pw@\\${AWS::Region}/")))
        .hasSize(1);
    assertThat(Secrets.writtenDown(with("DISABLE_SIGNAL_HANDLERS: \"true\"", "PASSWORD: \"1234\"")))
        .containsExactly("Globals.PASSWORD could be a secret that is written down: 1234");
    assertThat(Secrets.writtenDown(with("Default: \"\"", "Default: whsec_x")))
        .containsExactly("TokenIssuer could be a secret that is written down: whsec_x");
    assertThat(Secrets.writtenDown(with("Default: \"\"", "Default: \"\"\n    NoEcho: true")))
        .containsExactly("TokenIssuer is a secret that is handed around");
  }

  @Test
  void everyCallOfAServiceThatStoresNothing_isAllowed_andNoOther() {
    assertThat(Findings.services(TEMPLATE)).isEmpty();

    assertThat(Findings.services(with("Action: ses:SendEmail", "Action: ses:SendRawEmail")))
        .containsExactly(
            "DeliveryFunction, of what it may call, lacks ses:SendEmail",
            "DeliveryFunction, of what it may call, has ses:SendRawEmail");
    assertThat(Findings.services(with("ses:FromAddress: !Ref MailFrom", "ses:Recipients: [a@b]")))
        .containsExactly("DeliveryFunction may send mails in another name");
    assertThat(
            Findings.services(
                with(
                    "Action: sqs:ChangeMessageVisibility\n              Resource: [!GetAtt WebhooksQueue.Arn, !GetAtt MailQueue.Arn]",
                    "Action: sqs:ChangeMessageVisibility\n              Resource: \"*\"")))
        .containsExactly(
            "DeliveryFunction may do this with everything: [sqs:ChangeMessageVisibility]");
  }

  @Test
  void everyQueryOfTheCode_hasARow() {
    List<Row> withoutFigures =
        ROWS.stream().filter(row -> !row.operation().equals("BatchWriteItem")).toList();

    assertThat(Findings.rights(TEMPLATE, withoutFigures))
        .contains(
            "ReportsFunction calls batchWriteItem, which has no row",
            "ReportsFunction is allowed dynamodb:BatchWriteItem on AuthorizationsTable of"
                + " FIGURES#*, which no query needs");
  }

  @Test
  void everyRow_namesMethodsThatAreThere() {
    assertThat(Findings.callers(ROWS)).isEmpty();

    Row first = ROWS.getFirst();
    assertThat(
            Findings.callers(
                List.of(
                    new Row(
                        first.operation(),
                        first.rights(),
                        List.of(new AccessPatterns.Method("RuleBookStore", "forget"))))))
        .containsExactly("RuleBookStore.forget is not there");
  }

  @Test
  void everyFunction_isLogged_traced_andWatched() {
    assertThat(Findings.observation(TEMPLATE)).isEmpty();

    assertThat(Findings.observation(with("Tracing: Active", "Tracing: PassThrough")))
        .contains("RequirementsFunction is not traced");
    assertThat(
            Findings.observation(
                with("LogGroup: !Ref AuthorizationsLogs", "LogGroup: !Ref Nothing")))
        .contains("AuthorizationsFunction has no log group of the template");
    assertThat(
            Findings.observation(
                with("RetentionInDays: !FindInMap [Stages, !Ref Stage, LogDays]", "Tags: []")))
        .containsExactly("ApiLogs keeps its lines for ever");
    assertThat(
            Findings.observation(
                with("LogGroup: !Ref DateWindowsLogs", "LogGroup: !Ref RequirementsLogs")))
        .contains("DateWindowsFunction shares its log group");
    assertThat(Findings.observation(with("MetricName: Throttles", "MetricName: Duration")))
        .containsExactly("TokenClaimsFunction has no alarm on its Throttles");
    assertThat(Findings.observation(with("AlarmActions: [!Ref AlarmTopic]", "AlarmActions: []")))
        .containsExactly("An alarm tells nobody: Errors in signing in");
  }

  @Test
  void logsOfTheApi_sayNothingAboutPeople_andNoOtherPageReadsAnswers() {
    assertThat(Findings.exposure(TEMPLATE)).isEmpty();

    assertThat(Findings.exposure(with("$context.routeKey", "\\$context.path")))
        .containsExactly("The API's log does not name the route", "The API's log has path");
    assertThat(
            Findings.exposure(
                with(
                    "      AccessLogSettings:",
                    "      CorsConfiguration: true\n      AccessLogSettings:")))
        .containsExactly("Other pages than ours may read answers");
    assertThat(
            Findings.exposure(
                with("AllowedOrigins: [!Ref PageUrl]", "AllowedOrigins: [!Ref PageUrl, \"*\"]")))
        .containsExactly("Other pages than ours may write into DocumentsBucket");
    assertThat(Findings.exposure(with("script-src 'self'", "script-src 'unsafe-inline'")))
        .hasSize(1);
    assertThat(Findings.exposure(with("default-src 'none'", "default-src 'self'"))).hasSize(1);
    assertThat(Findings.exposure(with("_REGIONAL_ENDPOINT: regional", "_ENDPOINT: regional")))
        .containsExactly("AuthorizationsFunction signs addresses that the page may not call");
  }

  @Test
  void whoeverSignsIn_hasAnAuthenticatorApp_andWasMadeByAnAdministrator() {
    assertThat(Findings.signIn(TEMPLATE)).isEmpty();

    assertThat(Findings.signIn(with("MfaConfiguration: \"ON\"", "MfaConfiguration: OPTIONAL")))
        .containsExactly("UserPool has not: a second factor");
    assertThat(Findings.signIn(with("[SOFTWARE_TOKEN_MFA]", "[SOFTWARE_TOKEN_MFA, SMS_MFA]")))
        .containsExactly("UserPool has not: an authenticator app as the only one");
    assertThat(
            Findings.signIn(
                with("AllowAdminCreateUserOnly: true", "AllowAdminCreateUserOnly: false")))
        .containsExactly("UserPool has not: administrators who make the users");
  }

  @Test
  void makeRun_servesThePageUnderTheSamePolicy() throws IOException {
    String properties =
        Files.readString(Path.of("../functions/local/src/main/resources/application.properties"));
    assertThat(Findings.localPolicy(TEMPLATE, properties)).isEmpty();

    Template other = with("img-src 'self'", "img-src 'none'");
    assertThat(Findings.localPolicy(other, properties)).hasSize(1);
  }

  @Test
  void requests_areLimited_byRoute_byToken_andByAddress() {
    assertThat(Findings.limits(TEMPLATE)).isEmpty();

    assertThat(Findings.limits(with("DefaultRouteSettings:", "Other:")))
        .containsExactly("Routes have no limit");
    assertThat(Findings.limits(with("Header: {Name: authorization,", "Header: {Name: host,")))
        .containsExactly("Nobody counts by authorization");
    assertThat(Findings.limits(with("AggregateKeyType: IP", "AggregateKeyType: FORWARDED_IP")))
        .containsExactly("Nobody counts by IP");
    assertThat(Findings.limits(with("ResponseCode: 429", "ResponseCode: 403")))
        .containsExactly("per-token is not refused with 429");
    assertThat(
            Findings.limits(with("SampledRequestsEnabled: false", "SampledRequestsEnabled: true")))
        .containsExactly("Samples of requests show tokens");
    assertThat(Findings.limits(with("!GetAtt PageLimits.Arn", "!Ref AWS::NoValue")))
        .containsExactly("Page has no limits");
  }

  @Test
  void whatDidNotComeThroughThePage_isRefused() {
    assertThat(Code.classesWith("http", OriginKey.HEADER)).containsExactly("OriginKey");
    assertThat(Code.classesWith("http", OriginKey.VARIABLE)).containsExactly("OriginKey");
    assertThat(OriginKey.findings(TEMPLATE)).isEmpty();

    for (Template spoilt :
        List.of(
            with("to the API.\n      GenerateSecretString", "to the API.\n      SecretString"),
            with("HeaderName: X-Origin-Key", "HeaderName: X-Key"))) {
      assertThat(OriginKey.findings(spoilt))
          .containsExactly("There is no secret for the page to show that was made for it");
    }
    assertThat(
            OriginKey.findings(
                with(
                    "S3OriginConfig: {}",
                    "S3OriginConfig: {}\n            OriginCustomHeaders: [{HeaderName: X-Origin-Key,"
                        + " HeaderValue: !Sub \"{{resolve:secretsmanager:\\${OriginKey}}}\"}]")))
        .containsExactly("The page shows its key to page");
    assertThat(OriginKey.findings(with("ORIGIN_KEY: !If [OtherEngine", "ORIGIN_KEY: !If [Jvm")))
        .containsExactly("RequirementsFunction asks for no key");
    assertThat(OriginKey.findings(with("ORIGIN_KEY:", "KEY:")))
        .containsExactly("RequirementsFunction asks for no key");
  }

  @Test
  void tablesAndBuckets_areKept_andReadOnlyByThoseWhoMay() {
    assertThat(Findings.storage(TEMPLATE)).isEmpty();

    assertThat(
            Findings.storage(
                with(
                    "    DeletionPolicy: RetainExceptOnCreate\n    UpdateReplacePolicy: Retain\n    Properties:\n      BillingMode",
                    "    Properties:\n      BillingMode")))
        .containsExactly("RulesTable has not: DeletionPolicy");
    assertThat(Findings.storage(with("DeletionProtectionEnabled:", "ContributorInsights:")))
        .containsExactly("RulesTable has not: DeletionProtectionEnabled");
    assertThat(Findings.storage(with("PointInTimeRecoveryEnabled: true", "Off: true")))
        .containsExactly("RulesTable has not: PointInTimeRecoveryEnabled");
    assertThat(Findings.storage(with("KMSMasterKeyId: !GetAtt TableKey.Arn", "Off: true")))
        .containsExactly("RulesTable has not: a key of its own");
    assertThat(Findings.storage(with("BlockPublicPolicy: true", "BlockPublicPolicy: false")))
        .containsExactly("DocumentsBucket has not: a block of public access");
    assertThat(Findings.storage(with("aws:SecureTransport", "aws:Other")))
        .containsExactly("DocumentsBucket has not: a policy that denies what is not TLS");
  }

  @Test
  void timeToLive_isOnlyOnGarbage() {
    Set<String> garbage = Set.of("MailItems");

    assertThat(Findings.timeToLive(TEMPLATE, garbage)).isEmpty();

    assertThat(
            Findings.timeToLive(
                with("AttributeName: expiresAt", "AttributeName: version"), garbage))
        .contains("AuthorizationsTable, of version, has AuthorizationItems");
  }

  @Test
  void everyFunction_hasTheTimeToAnswer_thatItsSettingsTake() {
    assertThat(AnswerTimes.findings(TEMPLATE)).isEmpty();

    assertThat(AnswerTimes.findings(with("Timeout: 20", "Timeout: 18")))
        .containsExactly("AuthorizationsFunction answers within PT17S of PT18S");
    assertThat(AnswerTimes.findings(with("Timeout: 10", "Timeout: 9")))
        .contains("RequirementsFunction answers within PT8S of PT9S");
  }

  @Test
  void snapshots_areTakenOfTheJvmOnly() {
    assertThat(Findings.snapshots(TEMPLATE)).isEmpty();

    assertThat(
            Findings.snapshots(
                with(
                    "SnapStart: !If [Jvm, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue]",
                    "SnapStart: {ApplyOn: PublishedVersions}")))
        .hasSize(1);
  }
}
