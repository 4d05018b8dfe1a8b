package dev.priorauth.requirements;

import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import java.util.ArrayList;
import java.util.List;

/** Tables with commas, as RFC 4180 and spreadsheets write them. */
final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * The rows with their cells, without white space around them; empty lines are left out.
   *
   * @throws RequestProblem if a quote is not closed, or has something after it
   */
  static List<List<String>> rows(String text) {
    Csv csv = new Csv(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    List<List<String>> rows = new ArrayList<>();
    while (csv.at < csv.text.length()) {
      List<String> row = csv.row();
      if (row.size() > 1 || !row.getFirst().isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (isAt(',')) {
      at++;
      cells.add(cell());
    }
    if (isAt('\r')) {
      at++;
    }
    if (isAt('\n')) {
      at++;
    }
    return cells;
  }

  private String cell() {
    return isAt('"') ? quoted() : plain();
  }

  private String plain() {
    int start = at;
    while (at < text.length() && !isAt(',') && !isAt('\n') && !isAt('\r')) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() {
    int start = at;
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      if (isAt('"')) {
        at++;
        if (!isAt('"')) {
          return closed(cell.toString());
        }
      }
      cell.append(text.charAt(at++));
    }
    throw broken("A quote is not closed", start);
  }

  private String closed(String cell) {
    if (at < text.length() && !isAt(',') && !isAt('\n') && !isAt('\r')) {
      throw broken("Something stands between a closing quote and the next comma", at);
    }
    return cell.strip();
  }

  private RequestProblem broken(String what, int where) {
    long line = text.substring(0, where).chars().filter(c -> c == '\n').count() + 1;
    return RequestProblem.of(Kind.NOT_CSV, what + ", in line " + line + ".");
  }

  private boolean isAt(char character) {
    return at < text.length() && text.charAt(at) == character;
  }
}
