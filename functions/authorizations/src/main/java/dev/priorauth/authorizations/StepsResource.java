package dev.priorauth.authorizations;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * What is done with an authorization after its submission. Each answers with the authorization as
 * it is then.
 */
@Path("/v1/authorizations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StepsResource {
  private final Steps steps;
  private final Balances balances;
  private final Rescheduling rescheduling;

  StepsResource(Steps steps, Balances balances, Rescheduling rescheduling) {
    this.steps = steps;
    this.balances = balances;
    this.rescheduling = rescheduling;
  }

  @POST
  @Path("/{id}/outside-decision")
  public Response outsideDecision(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OutsideDecisionReader::read, headers, uri);
  }

  @POST
  @Path("/{id}/determination")
  public Response determination(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, bytes -> DeterminationReader.read(bytes, balances), headers, uri);
  }

  @POST
  @Path("/{id}/information")
  public Response information(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OfficeReader::information, headers, uri);
  }

  @POST
  @Path("/{id}/peer-to-peer")
  public Response peerToPeer(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OfficeReader::peerToPeer, headers, uri);
  }

  @POST
  @Path("/{id}/appeals")
  public Response appeals(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OfficeReader::appeal, headers, uri);
  }

  @POST
  @Path("/{id}/withdrawal")
  public Response withdrawal(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OfficeReader::withdrawal, headers, uri);
  }

  @POST
  @Path("/{id}/visits")
  public Response visits(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(id, body, OfficeReader::visits, headers, uri);
  }

  @POST
  @Path("/{id}/service-dates")
  public Response serviceDates(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return steps.answer(
        id, body, bytes -> OfficeReader.serviceDates(bytes, rescheduling), headers, uri);
  }
}
