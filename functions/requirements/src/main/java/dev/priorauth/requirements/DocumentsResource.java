package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Document;
import dev.priorauth.http.Json;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.WholeBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The documents that the answers cite, as they were retrieved. */
@Path("/v1/documents")
public class DocumentsResource {
  private final Books books;

  public DocumentsResource(Books books) {
    this.books = books;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode documents(@Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    return Json.object().set("documents", Json.array(all(), one -> RuleJson.source(one.item())));
  }

  /** With everything that is known of the document; the lines of citations count in its text. */
  @GET
  @Path("/{name}")
  @Produces(MediaType.APPLICATION_JSON + ";qs=1")
  public ObjectNode document(@PathParam("name") String name, @Context UriInfo uri) {
    Document document = find(name, uri);
    return RuleJson.source(document).put("text", document.text());
  }

  /** The text alone. */
  @GET
  @Path("/{name}")
  @Produces(MediaType.TEXT_PLAIN + ";qs=0.5")
  public Response text(@PathParam("name") String name, @Context UriInfo uri) {
    return WholeBody.of(Response.ok().type("text/plain;charset=UTF-8"), find(name, uri).text())
        .build();
  }

  private Document find(String name, UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    return all().stream()
        .map(Published::item)
        .filter(document -> document.name().equals(name))
        .findFirst()
        .orElseThrow(RequestProblem::notFound);
  }

  private List<Published<Document>> all() {
    return Published.in(books.all(), RuleBook::documents, Document::name);
  }
}
