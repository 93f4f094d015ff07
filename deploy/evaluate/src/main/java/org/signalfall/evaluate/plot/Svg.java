package org.signalfall.evaluate.plot;

import java.util.Locale;

/** Writes SVG (W3C, SVG 1.1) element by element; coordinates are pixels from the upper left. */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    text.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n",
            width, height, width, height));
    rectangle(0, 0, width, height, "fill=\"white\"", null);
  }

  /** Adds a rectangle, with a text that shows when pointed at unless that is null. */
  void rectangle(double x, double y, double width, double height, String style, String title) {
    text.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s",
            x, y, width, height, style));
    text.append(title == null ? "/>\n" : "><title>" + escaped(title) + "</title></rect>\n");
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    text.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2, style));
  }

  /** Adds a path of the given commands. */
  void path(String commands, String style) {
    if (!commands.isEmpty()) {
      text.append("<path d=\"").append(commands).append("\" ").append(style).append("/>\n");
    }
  }

  void circle(double x, double y, double radius, String style) {
    text.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>\n", x, y, radius, style));
  }

  void text(double x, double y, String content, String style) {
    text.append(format("<text x=\"%.1f\" y=\"%.1f\" %s>", x, y, style));
    text.append(escaped(content)).append("</text>\n");
  }

  /** Returns the whole document. */
  String document() {
    return text + "</svg>\n";
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String content) {
    return content
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
