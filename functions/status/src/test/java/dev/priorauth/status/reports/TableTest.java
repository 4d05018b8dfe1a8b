package dev.priorauth.status.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table table(String... cells) {
    return new Table(
        "A & B",
        List.of("<note>"),
        List.of("one", "two"),
        List.of(
            new Table.Section("full", List.of(List.of(cells))),
            new Table.Section("none", List.of())));
  }

  @Test
  void csv_quotesWhatRfc4180Wants() {
    assertThat(table("a,b", "say \"no\"\nnow").csv("part"))
        .isEqualTo("part,one,two\r\nfull,\"a,b\",\"say \"\"no\"\"\nnow\"\r\n");
  }

  @Test
  void csv_keepsSpreadsheetsFromCalculating() {
    for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
      assertThat(table(formula, "").csv("part").replace("\"", "")).contains("full,'" + formula);
    }
    assertThat(table("1=1", "a-b").csv("part")).contains("full,1=1,a-b");
  }

  @Test
  void html_escapesEverything_andSaysWhereThereIsNothing() {
    assertThat(table("<script>", "\"&\"").html())
        .contains(
            "<title>A &amp; B</title>",
            "<td>&lt;script&gt;</td><td>&quot;&amp;&quot;</td>",
            "<li>&lt;note&gt;</li>",
            "<h2>none</h2>\n<p>None.</p>")
        .doesNotContain("<script>");
  }
}
