package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.s;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Which mails were sent, so that none is sent twice. A mail is claimed before it is sent and
 * confirmed after it. Between the two nobody knows whether it was sent: whoever was cut off there
 * leaves a claim that nobody gets again.
 */
public final class MailStore {
  private final DynamoDbClient client;
  private final String table;

  public MailStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** What becomes of a claim. */
  public enum Claim {
    /** It is the caller's to send. */
    GRANTED,
    /** It was sent. */
    SENT,
    /** Somebody is sending it, or was cut off while sending it. */
    UNCERTAIN
  }

  /**
   * Claims a mail.
   *
   * @param sub whose profile names the recipient
   * @param name always the same for the same mail to the same recipient; nothing personal
   */
  public Claim claim(String sub, String name, Instant at) {
    try {
      // Nobody has claimed it: it is there once.
      client.putItem(
          p ->
              p.tableName(table)
                  .item(MailItems.claimed(sub, name, at))
                  .conditionExpression("attribute_not_exists(#pk)")
                  .expressionAttributeNames(Map.of("#pk", Items.PK))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Claim.GRANTED;
    } catch (ConditionalCheckFailedException e) {
      return e.item().containsKey(MailItems.SENT_AT) ? Claim.SENT : Claim.UNCERTAIN;
    }
  }

  /** Keeps that a claimed mail was sent. */
  public void confirm(String sub, String name, Instant at) {
    client.updateItem(
        u ->
            u.tableName(table)
                .key(MailItems.key(sub, name))
                .updateExpression("SET #sentAt = :at")
                .expressionAttributeNames(Map.of("#sentAt", MailItems.SENT_AT))
                .expressionAttributeValues(Map.of(":at", s(at.toString()))));
  }

  /** Gives up a claim of a mail that was certainly not sent: it can be claimed again. */
  public void release(String sub, String name) {
    client.deleteItem(d -> d.tableName(table).key(MailItems.key(sub, name)));
  }
}
