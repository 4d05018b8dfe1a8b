package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.SentDocument;
import dev.priorauth.core.authorizations.SentDocument.State;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.Versions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The documents of an authorization: announced here, sent past this service. */
@Path("/v1/authorizations")
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
  private final Steps steps;
  private final DocumentStore documents;

  DocumentsResource(Steps steps, DocumentStore documents) {
    this.steps = steps;
    this.documents = documents;
  }

  @GET
  @Path("/{id}/documents")
  public Response list(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    Arrivals.Looked looked = steps.read(id, headers, uri);
    return Response.ok(DocumentsJson.list(looked))
        .tag(Versions.tag(looked.state().version()))
        .build();
  }

  /** Where a document that has come can be fetched, by everybody who may read the authorization. */
  @GET
  @Path("/{id}/documents/{document}")
  public Response fetch(
      @PathParam("id") String id,
      @PathParam("document") String document,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Authorization state = steps.read(id, headers, uri).state();
    SentDocument sent =
        state.dossier().documents().stream()
            .filter(one -> one.id().equals(document))
            .findFirst()
            .orElseThrow(RequestProblem::notFound);
    if (sent.state() == State.AWAITING_UPLOAD) {
      throw RequestProblem.of(Kind.CONFLICT, "It has not come yet.");
    }
    return switch (documents.source(state.id(), sent.document())) {
      case DocumentStore.Source.Unsafe _ ->
          throw RequestProblem.of(
              Kind.CONFLICT, "A scanner found something harmful in it. Ask for it again.");
      case DocumentStore.Source.Ready ready ->
          Response.ok(DocumentsJson.fetchable(sent, ready, state.dossier().basis().zone()))
              .tag(Versions.tag(state.version()))
              .build();
    };
  }

  /**
   * 201 with the target to which it is to be sent. Who announces the same again gets the same
   * document, with a new target where it has not come yet.
   */
  @POST
  @Path("/{id}/documents")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response announce(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Steps.Taken taken = steps.take(id, body, OfficeReader::announcing, headers, uri);
    Authorization state = taken.state();
    SentDocument sent = OfficeReader.announcement(body).in(state).orElseThrow();
    Optional<DocumentStore.Target> target =
        sent.state() == State.AWAITING_UPLOAD
            ? Optional.of(documents.target(state.id(), sent.document(), taken.at()))
            : Optional.empty();
    return Response.status(taken.again() ? Status.OK : Status.CREATED)
        .entity(DocumentsJson.announced(sent, target, state.dossier().basis().zone()))
        .tag(Versions.tag(state.version()))
        .build();
  }
}
