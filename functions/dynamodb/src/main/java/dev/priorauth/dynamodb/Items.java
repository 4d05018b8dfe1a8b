package dev.priorauth.dynamodb;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What all items have: their key, and typed attributes of which none may be missing. */
final class Items {
  static final String PK = "pk"; // S, the item family and its id
  static final String SK = "sk"; // S, which item of that id

  private Items() {}

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(PK, s(pk), SK, s(sk));
  }

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue b(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  /**
   * @throws IllegalStateException if the item lacks the attribute; of its first key it tells the
   *     family only, because the rest can name a person
   */
  static AttributeValue required(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "item %s / %s has no attribute %s"
              .formatted(
                  item.getOrDefault(PK, s("?")).s().replaceFirst("#.*", "#…"),
                  item.getOrDefault(SK, s("?")).s(),
                  name));
    }
    return value;
  }
}
