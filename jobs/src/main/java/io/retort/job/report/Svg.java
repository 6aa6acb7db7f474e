package io.retort.job.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The charts of a page, as inline SVG whose colours are classes of the page's style. */
final class Svg {

  /** What the charts' classes look like; the outcomes are classes too. */
  static final String STYLE =
      """
      svg { display: block; width: 100%; height: auto; margin: .6rem 0; }
      svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
      svg .axis { stroke: var(--line); } svg .whisker { stroke: var(--ink); stroke-width: 1.5; }
      .correct { fill: var(--good); background: var(--good); }
      .wrong, .others { fill: var(--bad); background: var(--bad); }
      .truncated { fill: var(--warn); background: var(--warn); }
      .unparsed { fill: var(--calm); background: var(--calm); }
      .grader_timeout { fill: #8d6fb8; background: #8d6fb8; }
      .engine_error { fill: var(--faint); background: var(--faint); }
      .bar { fill: var(--calm); }
      """;

  private static final int WIDTH = 720;
  private static final int LABEL = 170;
  private static final int ROW = 24;

  private Svg() {}

  /**
   * One bar of a chart of shares.
   *
   * @param share in [0, 1]
   * @param low of its interval
   * @param high of its interval
   */
  record Bar(String label, double share, double low, double high) {}

  /**
   * A part of a whole.
   *
   * @param word its class
   */
  record Segment(String word, long count) {}

  /** Shares below each other, each with its interval. */
  static String bars(String title, List<Bar> bars) {
    int height = ROW * bars.size() + 20;
    StringBuilder svg = start(title, height);
    double scale = WIDTH - LABEL - 70;
    for (int tick = 0; tick <= 4; tick++) {
      double x = LABEL + scale * tick / 4;
      svg.append(
          format("<line class='axis' x1='%.1f' y1='0' x2='%.1f' y2='%d'/>", x, x, height - 18));
      svg.append(text(x, height - 4, "middle", 25 * tick + " %"));
    }
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double top = ROW * i + 4.0;
      double middle = top + 8;
      svg.append(text(LABEL - 8, middle + 4, "end", shortened(bar.label())));
      svg.append(
          format(
              "<rect class='bar' x='%d' y='%.1f' width='%.1f' height='16'><title>%s</title></rect>",
              LABEL,
              top,
              scale * bar.share(),
              Html.escape(bar.label() + ": " + Figures.percent(bar.share()))));
      svg.append(
          format(
              "<line class='whisker' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>",
              LABEL + scale * bar.low(), middle, LABEL + scale * bar.high(), middle));
      svg.append(text(WIDTH - 62, middle + 4, "start", Figures.percent(bar.share())));
    }
    return svg.append("</svg>\n").toString();
  }

  /** A whole in its parts, in one line; parts of nothing are left out. */
  static String mix(String title, List<Segment> segments) {
    StringBuilder svg = start(title, 34);
    double all = segments.stream().mapToLong(Segment::count).sum();
    double x = 0;
    for (Segment segment : segments) {
      double width = WIDTH * segment.count() / all;
      svg.append(
          format(
              "<rect class='%s' x='%.2f' y='4' width='%.2f' height='26'><title>%s</title></rect>",
              segment.word(), x, width, segment.word() + ": " + Figures.count(segment.count())));
      x += width;
    }
    return svg.append("</svg>\n").toString();
  }

  /** How many completions of each length, the correct ones below the others. */
  static String lengths(String title, LengthCounts lengths, int first, int last) {
    int height = 190;
    double bottom = height - 24;
    StringBuilder svg = start(title, height);
    double width = (double) WIDTH / (last - first + 1);
    long most = 1;
    for (int step = first; step <= last; step++) {
      most = Math.max(most, lengths.count(step));
    }
    for (int step = first; step <= last; step++) {
      double x = width * (step - first);
      double correct = bottom * lengths.correct().getOrDefault(step, 0L) / most;
      double others = bottom * lengths.others().getOrDefault(step, 0L) / most;
      String upTo = "up to " + Figures.count(LengthCounts.end(step)) + " tokens: ";
      svg.append(
          column("correct", x, bottom - correct, width, correct, upTo, lengths.correct(), step));
      svg.append(
          column(
              "others", x, bottom - correct - others, width, others, upTo, lengths.others(), step));
      if ((step - first) % Math.max(1, (last - first) / 8) == 0) {
        svg.append(text(x + width, height - 6, "end", Figures.count(LengthCounts.end(step))));
      }
    }
    svg.append(
        format("<line class='axis' x1='0' y1='%.1f' x2='%d' y2='%.1f'/>", bottom, WIDTH, bottom));
    return svg.append("</svg>\n").toString();
  }

  private static String column(
      String word,
      double x,
      double y,
      double width,
      double height,
      String what,
      Map<Integer, Long> counts,
      int step) {
    return format(
        "<rect class='%s' x='%.2f' y='%.2f' width='%.2f' height='%.2f'><title>%s</title></rect>",
        word,
        x + 1,
        y,
        Math.max(1, width - 2),
        height,
        what + Figures.count(counts.getOrDefault(step, 0L)) + " " + word);
  }

  private static StringBuilder start(String title, int height) {
    return new StringBuilder(
        format(
            "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>\n",
            WIDTH, height, Html.escape(title)));
  }

  private static String text(double x, double y, String anchor, String text) {
    return format(
        "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n", x, y, anchor, Html.escape(text));
  }

  private static String shortened(String label) {
    return label.length() <= 24 ? label : label.substring(0, 23) + "…";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
