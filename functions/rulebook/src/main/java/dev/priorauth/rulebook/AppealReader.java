package dev.priorauth.rulebook;

import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.AppealStage;
import java.util.List;
import java.util.Set;

/** Reads {@code appeal-routes.json}. */
record AppealReader(Citations citations) {

  /** The routes of one payer. */
  List<AppealRoute> read(Node file, String payer) {
    return file.list("routes", node -> node).stream()
        .filter(node -> node.texts("payers").contains(payer))
        .map(this::route)
        .toList();
  }

  private AppealRoute route(Node node) {
    return new AppealRoute(
        node.text("id"),
        ProgrammeReader.key(
            node.required("kind"), AppealRoute.Kind.values(), AppealRoute.Kind::key),
        Set.copyOf(node.texts("administrators")),
        Set.copyOf(node.texts("services")),
        Set.copyOf(
            node.list(
                "stages",
                stage -> ProgrammeReader.key(stage, AppealStage.values(), AppealStage::key))),
        node.texts("contacts"),
        node.optionalText("section"),
        node.text("text"),
        node.optionalText("reading"),
        citations.cite(node));
  }
}
