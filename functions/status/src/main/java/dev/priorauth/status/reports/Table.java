package dev.priorauth.status.reports;

import java.util.List;

/**
 * A report as rows.
 *
 * @param title what it is, in plain text
 * @param notes what has to be known to read it
 * @param sections what belongs together; each with the same columns
 */
record Table(String title, List<String> notes, List<String> columns, List<Section> sections) {

  /**
   * @param heading what its rows have in common
   * @param rows with a cell for each column
   */
  record Section(String heading, List<List<String>> rows) {}

  private static final String LINE_END = "\r\n";

  /**
   * As comma-separated values (RFC 4180), the heading of its section in the first cell of each row.
   * A cell that a spreadsheet would take for a formula begins with an apostrophe.
   */
  String csv(String headingColumn) {
    StringBuilder csv = new StringBuilder(row(headingColumn, columns));
    sections.forEach(
        section -> section.rows().forEach(cells -> csv.append(row(section.heading(), cells))));
    return csv.toString();
  }

  private static String row(String first, List<String> others) {
    StringBuilder row = new StringBuilder(cell(first));
    others.forEach(other -> row.append(',').append(cell(other)));
    return row.append(LINE_END).toString();
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** As a page to be printed, which loads nothing. */
  String html() {
    StringBuilder html =
        new StringBuilder(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
            .append(escaped(title))
            .append(
                "</title>\n<style>body{font-family:sans-serif;margin:2em}"
                    + "table{border-collapse:collapse;width:100%}"
                    + "th,td{border:1px solid #999;padding:.3em;text-align:left}"
                    + "tr{break-inside:avoid}</style>\n</head>\n<body>\n<h1>")
            .append(escaped(title))
            .append("</h1>\n");
    sections.forEach(section -> html.append(html(section)));
    if (!notes.isEmpty()) {
      html.append("<ul>\n");
      notes.forEach(note -> html.append("<li>").append(escaped(note)).append("</li>\n"));
      html.append("</ul>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private String html(Section section) {
    StringBuilder html =
        new StringBuilder("<h2>").append(escaped(section.heading())).append("</h2>\n");
    if (section.rows().isEmpty()) {
      return html.append("<p>None.</p>\n").toString();
    }
    html.append("<table>\n<thead>\n<tr>");
    columns.forEach(
        column -> html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
    html.append("</tr>\n</thead>\n<tbody>\n");
    for (List<String> cells : section.rows()) {
      html.append("<tr>");
      cells.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
