package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.CodeList;
import dev.priorauth.core.rules.Reference;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Makes a book out of its stored form. */
public final class BookReader {
  private BookReader() {}

  /**
   * Reads a book.
   *
   * @throws IllegalArgumentException with the path of what is wrong, if the stored form is not a
   *     sound book or not the one that its hash names
   */
  public static RuleBook read(StoredBook stored) {
    String name = "the stored book of " + stored.payer();
    byte[] text;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored.compressed()))) {
      text = in.readAllBytes();
    } catch (IOException e) {
      throw new DataException(name, "$", "it is damaged, publish it again: " + e.getMessage());
    }
    if (!BookWriter.sha256(text).equals(stored.hash())) {
      throw new DataException(
          name, "$", "its content is not what " + stored.hash() + " names; publish it again");
    }
    Node root = Node.root(StrictJson.read(text, name), name);
    String payer = root.text("payer");
    if (!payer.equals(stored.payer())) {
      throw root.problem(
          "it is the book of " + payer + ", not of " + stored.payer() + "; publish it again");
    }
    return read(payer, stored.hash(), root);
  }

  /** Reads a book from the members that {@link BookWriter} gives it. */
  private static RuleBook read(String payerId, String hash, Node root) {
    Vocabulary vocabulary =
        VocabularyReader.read(root.required("vocabulary"), root.required("services"));
    Vocabulary.Payer payer =
        vocabulary
            .payer(payerId)
            .orElseThrow(() -> root.required("vocabulary").problem("there is no payer " + payerId));
    List<Document> documents = root.list("documents", BookReader::document);
    Citations citations = new Citations(byName(documents), Optional.empty());
    List<Rule> rules = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    for (Node file : root.required("programmes").elements()) {
      ProgrammeFile programme = ProgrammeReader.read(file, citations);
      rules.addAll(programme.rules());
      references.addAll(programme.references());
    }
    // The order of files must not matter: what is merged from several rules comes in the order of
    // their ids.
    rules.sort(Comparator.comparing(Rule::id));
    references.sort(Comparator.comparing(Reference::id));
    DirectoryReader directory = new DirectoryReader(citations);
    List<CodeList> codeLists = root.list("codes", directory::codeList);
    return new RuleBook(
        vocabulary,
        payer,
        hash,
        rules,
        references,
        codeLists,
        directory.read(
            root.required("directory"),
            root.required("notices"),
            root.required("programs"),
            payerId),
        documents,
        ClockReader.read(root.required("decisionClocks")),
        root.list("criteria", new CriteriaReader(citations)::read),
        new AppealReader(citations).read(root.required("appealRoutes"), payerId));
  }

  static Map<String, Document> byName(List<Document> documents) {
    Map<String, Document> byName = new LinkedHashMap<>();
    documents.forEach(document -> byName.put(document.name(), document));
    return byName;
  }

  static Document document(Node node) {
    return new Document(
        node.text("name"),
        node.text("title"),
        node.text("publisher"),
        node.optionalDate("publishedOn"),
        node.required("retrievedOn").date(),
        node.optionalText("note"),
        node.text("sha256"),
        node.text("text"));
  }
}
