package io.millrace.bench;

import io.millrace.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A drawing, element by element. Confined to the benchmark's thread. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n")
                .formatted(width, height, width, height));
        text.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        label(10, 20, title, "start", "font-weight=\"bold\"");
    }

    void rectangle(double x, double y, double width, double height, String color) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, y, width, height, color);
    }

    void line(double fromX, double fromY, double toX, double toY, String color) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", fromX, fromY, toX, toY, color);
    }

    void dot(double x, double y, String color) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x, y, color);
    }

    /** @param anchor which end of the text is at the place: start, middle or end */
    void label(double x, double y, String words, String anchor) {
        label(x, y, words, anchor, "");
    }

    private void label(double x, double y, String words, String anchor, String more) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>\n", x, y, anchor, more, escaped);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    /** Beside the report. */
    void save(String name) throws IOException {
        Path file = Target.directory().resolve("bench/" + name + ".svg");
        Files.writeString(file, text + "</svg>\n");
    }
}
