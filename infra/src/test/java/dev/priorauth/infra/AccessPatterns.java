package dev.priorauth.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of {@code access-patterns.md}: those of tables first, then those of buckets. */
final class AccessPatterns {
  private static final Pattern TABLE = Pattern.compile("## Table .*\\(`(\\w+)`\\)");
  private static final Pattern BUCKET = Pattern.compile("## Bucket `(\\w+)`");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METHOD = Pattern.compile("(?:([A-Z]\\w+)\\.)?([a-z]\\w+)");

  private AccessPatterns() {}

  /** A method of a store. */
  record Method(String type, String name) {}

  /**
   * One query.
   *
   * @param operation the call, such as {@code TransactWriteItems}
   * @param rights what the caller's role must allow
   * @param callers the methods that make it
   */
  record Row(String operation, List<Right> rights, List<Method> callers) {}

  static List<Row> rows() {
    try {
      return rows(Files.readString(Path.of("access-patterns.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Row> rows(String document) {
    List<Row> rows = new ArrayList<>();
    String table = "";
    String bucket = "";
    for (String line : document.lines().toList()) {
      Matcher tableHeading = TABLE.matcher(line);
      Matcher bucketHeading = BUCKET.matcher(line);
      if (tableHeading.matches()) {
        table = tableHeading.group(1);
      } else if (bucketHeading.matches()) {
        bucket = bucketHeading.group(1);
      } else if (line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| Pattern")) {
        String[] cells = line.substring(1).split("\\|", -1);
        rows.add(
            bucket.isEmpty()
                ? row(table, cells, rows.isEmpty() ? null : rows.getLast())
                : row(bucket, cells));
      }
    }
    return rows;
  }

  /** A row of a bucket. S3 asks for the right to read what one only wants to know of. */
  private static Row row(String bucket, String[] cells) {
    String call = cells[1].strip().split("[ ,]")[0];
    String action = call.equals("HeadObject") ? "GetObject" : call;
    return new Row(call, List.of(new Right("s3:" + action, bucket + "/*", "*")), callers(cells[3]));
  }

  private static Row row(String table, String[] cells, Row former) {
    String index = cells[1].strip();
    String[] operation = cells[2].strip().split("[:,]");
    String call = operation[0].equals("the same") ? former.operation() : operation[0];
    String action =
        switch (operation.length > 1 ? operation[1].strip() : "") {
          case "Put" -> "PutItem";
          case "Update" -> "UpdateItem";
          case "Delete" -> "DeleteItem";
          case "ConditionCheck" -> "ConditionCheckItem";
          case "Get" -> "GetItem";
          default -> call;
        };
    boolean keysAlone = operation.length > 1 && operation[1].strip().equals("keys alone");
    String key =
        cells[3].strip().startsWith("the same")
            ? former.rights().getFirst().key()
            : prefix(cells[3]);
    List<Right> rights =
        Arrays.stream(index.split(", "))
            .map(one -> one.equals("table") ? table : table + "/" + one)
            .map(resource -> new Right("dynamodb:" + action, resource, key, keysAlone))
            .toList();
    boolean same = cells[6].strip().equals("the same");
    return new Row(call, rights, same ? former.callers() : callers(cells[6]));
  }

  /** The keys that begin as the cell's first key does, up to its first variable. */
  private static String prefix(String cell) {
    Matcher key = CODE.matcher(cell);
    if (!key.find()) {
      throw new IllegalStateException("Not a key: " + cell);
    }
    String text = key.group(1);
    return text.contains("<") ? text.substring(0, text.indexOf('<')) + "*" : text;
  }

  /** The methods that the cell names before it says who calls them. */
  private static List<Method> callers(String cell) {
    List<Method> methods = new ArrayList<>();
    Matcher code = CODE.matcher(cell.split(", called")[0]);
    while (code.find()) {
      Matcher method = METHOD.matcher(code.group(1));
      if (method.matches()) {
        String type = method.group(1) == null ? methods.getLast().type() : method.group(1);
        methods.add(new Method(type, method.group(2)));
      }
    }
    if (methods.isEmpty()) {
      throw new IllegalStateException("No method of a store: " + cell);
    }
    return methods;
  }

  /** The call as the client has it. */
  static String clientMethod(String operation) {
    return operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
  }
}
