package dev.priorauth.rulebook;

import dev.priorauth.core.decisions.CriteriaSet;
import java.util.Set;

/** Reads a file of {@code criteria/}. */
record CriteriaReader(Citations citations) {

  CriteriaSet read(Node file) {
    Citations here = citations.in(file.text("document"));
    return new CriteriaSet(
        file.text("id"),
        file.text("version"),
        file.text("title"),
        ProgrammeReader.box(file.required("when")),
        file.text("text"),
        file.list("questions", node -> question(node, here)),
        here.cite(file));
  }

  private static CriteriaSet.Question question(Node node, Citations here) {
    return node.sound(
        () ->
            new CriteriaSet.Question(
                node.text("id"),
                node.text("text"),
                node.texts("choices"),
                Set.copyOf(node.texts("meeting")),
                node.optionalText("reading"),
                node.optional("lasting").map(Node::flag).orElse(false),
                here.cite(node)));
  }
}
