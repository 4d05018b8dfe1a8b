package dev.priorauth.rulebook;

import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Document;
import dev.priorauth.core.sources.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads citations and gives them their document's dates. */
record Citations(Map<String, Document> documents, Optional<String> standard) {

  /** The same, with the document that a file's citations name when they name none. */
  Citations in(String document) {
    return new Citations(documents, Optional.of(document));
  }

  Citation cite(Node owner) {
    return citation(owner.required("cite"));
  }

  Citation citation(Node node) {
    String name =
        node.optionalText("document")
            .or(() -> standard)
            .orElseThrow(() -> node.problem("the citation names no document; add \"document\""));
    Document document = documents.get(name);
    if (document == null) {
      throw node.problem(
          "sources/index.json does not list the document "
              + name
              + "; add it there or correct the name");
    }
    return new Citation(
        name,
        node.text("lines"),
        node.text("quote"),
        document.publishedOn(),
        document.retrievedOn());
  }

  List<Citation> also(Node owner) {
    return owner.list("also", this::citation);
  }

  Statement statement(Node node) {
    return new Statement(node.text("text"), node.optionalText("reading"), cite(node));
  }

  /** The numbers of the lines that {@code 13,15-17} names, in order. */
  static List<Integer> lineNumbers(String lines) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : lines.split(",", -1)) {
      String[] ends = part.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int line = Integer.parseInt(ends[0]); line <= last; line++) {
        numbers.add(line);
      }
    }
    return numbers;
  }
}
