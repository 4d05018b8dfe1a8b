package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** In what form a report is wanted. */
enum Format {
  JSON(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON),
  CSV(Format.CSV_TYPE, Format.CSV_TYPE + ";charset=UTF-8;header=present"),
  HTML(MediaType.TEXT_HTML, MediaType.TEXT_HTML + ";charset=UTF-8");

  static final String CSV_TYPE = "text/csv";

  private final MediaType type;
  private final String contentType;

  Format(String type, String contentType) {
    this.type = MediaType.valueOf(type);
    this.contentType = contentType;
  }

  /** The one that is accepted before the others; who does not say gets JSON. */
  static Format of(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      for (Format format : values()) {
        if (accepted.isCompatible(format.type)) {
          return format;
        }
      }
    }
    return JSON;
  }

  /**
   * @param name the file's name, without its ending
   * @param headingColumn what the headings of the table's sections are
   */
  Response answer(ObjectNode json, Table table, String headingColumn, String name) {
    return switch (this) {
      case JSON -> Response.ok(json).type(contentType).build();
      case CSV ->
          Response.ok(table.csv(headingColumn))
              .type(contentType)
              .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
              .build();
      case HTML ->
          Response.ok(table.html())
              .type(contentType)
              .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
              .build();
    };
  }
}
