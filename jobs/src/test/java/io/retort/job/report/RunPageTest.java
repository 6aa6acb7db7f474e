package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page as a parser sees it: it is written so that a strict one, of XML, reads it too. */
class RunPageTest {

  private final String html = APage.of(APage.HOSTILE, 0);

  @Test
  void whateverAModelWritesIsTextAndNothingElse() throws Exception {
    Document page = parse(html);

    List<Element> pre = elements(page, "pre");
    assertThat(pre).hasSize(2 * APage.HOSTILE.size()); // question and completion of each
    for (int i = 0; i < APage.HOSTILE.size() - 2; i++) {
      assertThat(pre.get(2 * i + 1).getTextContent()).isEqualTo(APage.HOSTILE.get(i));
    }
    assertThat(pre.get(17).getTextContent()).isEqualTo("␀␁␛[31m\uFFFD\uFFFD\uFFFD");
    assertThat(pre.get(19).getTextContent()).isEqualTo("half a pair: \uFFFD and \u202E turned");
    assertThat(elements(page, "script")).hasSize(1);
    assertThat(elements(page, "style")).hasSize(1);
    for (String name : List.of("img", "iframe", "b", "object", "base", "form")) {
      assertThat(elements(page, name)).isEmpty();
    }
  }

  @Test
  void thePageAsksForNothingAndRunsNoScriptButItsOwn() throws Exception {
    Document page = parse(html);

    for (Element element : elements(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName().toLowerCase(Locale.ROOT);
        assertThat(name).doesNotStartWith("on").isNotIn("src", "action", "srcdoc");
      }
    }
    assertThat(elements(page, "link"))
        .extracting(link -> link.getAttribute("href"))
        .containsExactly("data:,");
    assertThat(elements(page, "meta").stream().map(meta -> meta.getAttribute("content")))
        .anyMatch(
            policy ->
                policy.startsWith("default-src 'none';") && policy.contains("script-src 'sha256-"));
    assertThat(elements(page, "style").get(0).getTextContent())
        .doesNotContain("url(", "@import")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void metricsStandWithTheirIntervals() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Element row : elements(parse(html), "tr")) {
      List<String> cells = new ArrayList<>();
      for (Element cell : elements(row, "td")) {
        cells.add(cell.getTextContent());
      }
      rows.add(String.join("|", cells));
    }

    // Ten problems with one of two right: no spread, and ties in every vote, as fractions.
    // Wilson for 5 of 10: (0.5 + z²/20 ± z sqrt(0.25/10 + z²/400)) / (1 + z²/10) = 0.5 ± 0.2634
    assertThat(rows)
        .contains("pass@1|50.0 %|0.0 %|23.7 % to 76.3 %")
        .contains("maj@2|50.0 %||23.7 % to 76.3 %")
        .contains("pass@2|100.0 %||72.2 % to 100.0 %") // 1 / (1 + z²/10)
        .contains("truncated|0.0 %||0.0 % to 27.8 %")
        .contains("unparsed|0.0 %||0.0 % to 27.8 %")
        .contains("tokens of a completion|65||")
        .contains("tokens/s|650||")
        // of 5: 0.5 ± sqrt(0.25 z²/5 + z⁴/100) / (1 + z²/5) = 0.5 ± 0.3296
        .contains("level 1|5|50.0 %|0.0 %|17.0 % to 83.0 %|0.0 %|0.0 %|65")
        .contains("sums & <b>|5|50.0 %|0.0 %|17.0 % to 83.0 %|0.0 %|0.0 %|65");
  }

  @Test
  void chartsSayWhatTheyShow() throws Exception {
    List<Element> charts = elements(parse(html), "svg");

    assertThat(charts)
        .extracting(chart -> chart.getAttribute("aria-label"))
        .containsExactly(
            "Accuracy by level", "Accuracy by subject", "Outcomes", "Completions by tokens");
    assertThat(charts.get(3).getTextContent())
        .contains("up to 45 tokens: 10 correct") // 2^5.5 = 45.25
        .contains("up to 90 tokens: 10 others"); // 2^6.5 = 90.5
    assertThat(charts.get(2).getTextContent()).contains("correct: 10").contains("wrong: 10");
  }

  @Test
  void rowsLeftOutAreCounted() {
    assertThat(html).doesNotContain("are shown, some from each part");
    assertThat(APage.of(APage.HOSTILE, 99_990)).contains("10 of 100,000 are shown, some from each");
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page, String name) {
    return elements(page.getDocumentElement(), name);
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
