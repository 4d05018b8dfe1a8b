package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Trees.longNumber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.metrics.Counts;
import dev.priorauth.core.metrics.Durations;
import dev.priorauth.core.metrics.Figures;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The figures of a payer's day that is over, under {@code FIGURES#<payer>} / {@code <day>}. */
final class FiguresItems {
  static final String DOCUMENT = "document"; // B, packed JSON: by product

  private FiguresItems() {}

  static String partition(String payer) {
    return "FIGURES#" + payer;
  }

  static Map<String, AttributeValue> toItem(String payer, LocalDate day, Figures figures) {
    ObjectNode document = Trees.object();
    figures.products().forEach((id, product) -> document.set(id, write(product)));
    Map<String, AttributeValue> item = new HashMap<>(Items.key(partition(payer), day.toString()));
    item.put(DOCUMENT, b(Packed.pack(document)));
    return item;
  }

  static LocalDate day(Map<String, AttributeValue> item) {
    return LocalDate.parse(required(item, Items.SK).s());
  }

  static Figures figures(Map<String, AttributeValue> item) {
    JsonNode document = Packed.document(required(item, DOCUMENT).b().asByteArray());
    TreeMap<String, Figures.Product> products = new TreeMap<>();
    document
        .properties()
        .forEach(product -> products.put(product.getKey(), product(product.getValue())));
    return new Figures(products);
  }

  private static ObjectNode write(Figures.Product product) {
    ObjectNode node = Trees.object();
    node.set("standard", write(product.standard()));
    node.set("expedited", write(product.expedited()));
    ObjectNode waiting = node.putObject("waiting");
    product.waiting().forEach((day, more) -> waiting.put(day.toString(), more));
    return node;
  }

  private static Figures.Product product(JsonNode node) {
    TreeMap<LocalDate, Long> waiting = new TreeMap<>();
    node.path("waiting")
        .properties()
        .forEach(day -> waiting.put(LocalDate.parse(day.getKey()), day.getValue().longValue()));
    return new Figures.Product(
        counts(Trees.required(node, "standard")),
        counts(Trees.required(node, "expedited")),
        waiting);
  }

  private static ObjectNode write(Counts counts) {
    ObjectNode node =
        Trees.object()
            .put("requested", counts.requested())
            .put("approved", counts.approved())
            .put("partlyApproved", counts.partlyApproved())
            .put("denied", counts.denied())
            .put("afterAppeal", counts.afterAppeal())
            .put("upheld", counts.upheld())
            .put("ended", counts.ended())
            .put("seconds", counts.time().seconds());
    ObjectNode byMinutes = node.putObject("byMinutes");
    counts
        .time()
        .byMinutes()
        .forEach((minutes, count) -> byMinutes.put(Long.toString(minutes), count));
    return node;
  }

  private static Counts counts(JsonNode node) {
    TreeMap<Long, Long> byMinutes = new TreeMap<>();
    node.path("byMinutes")
        .properties()
        .forEach(some -> byMinutes.put(Long.valueOf(some.getKey()), some.getValue().longValue()));
    return new Counts(
        longNumber(node, "requested"),
        longNumber(node, "approved"),
        longNumber(node, "partlyApproved"),
        longNumber(node, "denied"),
        longNumber(node, "afterAppeal"),
        longNumber(node, "upheld"),
        longNumber(node, "ended"),
        new Durations(longNumber(node, "seconds"), byMinutes));
  }
}
