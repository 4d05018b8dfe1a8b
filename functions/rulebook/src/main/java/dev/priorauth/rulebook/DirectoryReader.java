package dev.priorauth.rulebook;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.directory.Hours;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.directory.Program;
import dev.priorauth.core.rules.CodeList;
import dev.priorauth.core.rules.Span;
import java.time.LocalTime;
import java.time.ZoneId;

/** Reads the directory, the notices, the programmes and the code lists. */
record DirectoryReader(Citations citations) {

  Directory read(Node directory, Node notices, Node programs, String payer) {
    return new Directory(
        directory.list(
            "administrators",
            node ->
                new Directory.Administrator(
                    node.text("id"),
                    node.text("name"),
                    node.texts("aliases"),
                    node.texts("notTheSameAs"))),
        directory.list("topics", node -> new Directory.Topic(node.text("id"), node.text("text"))),
        directory.list("contacts", node -> node).stream()
            .filter(node -> node.texts("payers").contains(payer))
            .map(this::contact)
            .toList(),
        notices.list("notices", node -> node).stream()
            .filter(node -> node.texts("payers").contains(payer))
            .map(this::notice)
            .toList(),
        programs.list("programs", node -> node).stream()
            .filter(node -> node.texts("payers").contains(payer))
            .map(this::program)
            .toList());
  }

  private Contact contact(Node node) {
    return new Contact(
        node.text("id"),
        node.text("administrator"),
        node.texts("topics"),
        node.texts("services"),
        node.texts("products"),
        node.text("kind"),
        node.text("value"),
        node.optional("hours").map(DirectoryReader::hours),
        node.optionalText("afterHours"),
        node.text("for"),
        node.optionalText("reading"),
        known(node),
        node.texts("inventory"),
        citations.cite(node));
  }

  private static Span known(Node node) {
    return node.optional("known")
        .map(known -> ProgrammeReader.span(known, "since"))
        .orElse(Span.ALWAYS);
  }

  private static Hours hours(Node node) {
    return node.sound(
        () ->
            new Hours(
                LocalTime.parse(node.text("opens")),
                LocalTime.parse(node.text("closes")),
                ZoneId.of(node.text("zone")),
                node.optionalText("reading")));
  }

  private Notice notice(Node node) {
    return new Notice(
        node.text("id"),
        node.text("administrator"),
        node.texts("services"),
        ProgrammeReader.span(node.required("period"), "from"),
        ProgrammeReader.span(node.required("known"), "since"),
        citations.statement(node),
        node.list(
            "symptoms",
            symptom ->
                new Notice.Symptom(
                    symptom.text("when"), symptom.texts("steps"), citations.cite(symptom))),
        node.texts("fallback"),
        node.optional("stillRequired").map(citations::statement),
        node.texts("inventory"));
  }

  private Program program(Node node) {
    return new Program(
        node.text("id"),
        node.text("name"),
        node.texts("aliases"),
        node.texts("notTheSameAs"),
        node.text("kind"),
        node.required("authorization").flag(),
        node.texts("services"),
        node.optional("facts").map(facts -> facts.text("product")),
        node.text("text"),
        node.text("destination"),
        node.texts("contacts"),
        node.texts("inventory"),
        citations.cite(node));
  }

  CodeList codeList(Node node) {
    return new CodeList(
        node.text("programme"),
        node.required("year").integer(),
        node.list(
            "codes",
            code ->
                new CodeList.Entry(
                    code.text("code"),
                    code.text("description"),
                    code.text("category"),
                    code.text("service"),
                    code.texts("inventory"),
                    citations.cite(code))));
  }
}
