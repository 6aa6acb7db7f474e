package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium, where there is one. */
class RunPageInBrowserTest {

  private static final String SHOWN =
      "Array.from(document.querySelectorAll('#rows details')).filter(row => row.offsetHeight > 0)"
          + ".map(row => row.querySelector('summary').textContent.split(' ')[0]).join(' ')";

  @TempDir static Path folder;
  private static Optional<Browser> browser = Optional.empty();
  private static URI page = URI.create("about:blank");

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> program = Browser.find();
    assumeTrue(program.isPresent(), "skipped: there is no Chromium on the PATH");
    page = Files.writeString(folder.resolve("index.html"), APage.of(APage.HOSTILE, 0)).toUri();
    browser = Optional.of(new Browser(program.orElseThrow(), folder.resolve("profile")));
    browser().open(page);
  }

  @AfterAll
  static void close() {
    browser.ifPresent(Browser::close);
  }

  @Test
  void nothingIsAskedForAndTheConsoleStaysEmpty() {
    assertThat(browser().requests())
        .filteredOn(url -> !url.equals("data:,"))
        .containsExactly(page.toString());
    assertThat(browser().console()).isEmpty();
  }

  @Test
  void noTextOfAModelBecomesPartOfThePage() throws Exception {
    assertThat(browser().evaluate("document.title").asText())
        .isEqualTo("made-20260101T120000Z-01234567");
    assertThat(
            browser()
                .evaluate("document.querySelectorAll('img, iframe, #rows script, b').length")
                .asInt())
        .isZero();
    assertThat(browser().evaluate("document.querySelectorAll('#rows details').length").asInt())
        .isEqualTo(APage.HOSTILE.size());
  }

  @Test
  void searchShowsTheRowsThatHoldEveryWord() throws Exception {
    type("ONERROR img");
    assertThat(browser().evaluate(SHOWN).asText()).isEqualTo("p1");
    assertThat(browser().evaluate("document.getElementById('shown').textContent").asText())
        .isEqualTo("1 of 10 rows");

    type("no such word");
    assertThat(browser().evaluate(SHOWN).asText()).isEmpty();

    type("");
    assertThat(browser().evaluate(SHOWN).asText()).isEqualTo("p0 p1 p2 p3 p4 p5 p6 p7 p8 p9");
  }

  @Test
  void listsAndSearchMustBothAgree() throws Exception {
    choose("level", "2");
    assertThat(browser().evaluate(SHOWN).asText()).isEqualTo("p1 p3 p5 p7 p9");

    choose("subject", "algebra");
    assertThat(browser().evaluate(SHOWN).asText()).isEmpty();

    choose("subject", "sums & <b>");
    type("never closed");
    assertThat(browser().evaluate(SHOWN).asText()).isEqualTo("p5");

    choose("subject", "");
    choose("level", "");
    type("");
  }

  @Test
  void aDarkSchemeIsFollowed() throws Exception {
    assertThat(browser().colorAfter("light")).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser().colorAfter("dark")).isEqualTo("rgb(24, 24, 24)");
  }

  private static Browser browser() {
    return browser.orElseThrow();
  }

  /** Types and waits until the page has filtered. */
  private static void type(String text) throws Exception {
    browser()
        .evaluate(
            "(async () => { search.value = '"
                + text
                + "'; search.dispatchEvent(new Event('input'));"
                + " await new Promise(done => setTimeout(done, 300)); })()");
  }

  private static void choose(String list, String value) throws Exception {
    browser()
        .evaluate(
            "(() => { const list = document.getElementById('"
                + list
                + "'); list.value = '"
                + value
                + "'; list.dispatchEvent(new Event('change')); })()");
  }
}
