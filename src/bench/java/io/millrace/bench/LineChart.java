package io.millrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lines over a logarithmic axis from left to right and a linear one from 0 upwards. Confined to the benchmark's thread. */
final class LineChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int LEFT = 90;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    /** Labels that are closer than this would run into each other. */
    private static final double LABEL = 30;

    private static final int GRID_LINES = 5;
    private static final List<String> COLORS =
            List.of("#4477aa", "#cc3311", "#228833", "#aa3377", "#ccbb44", "#66ccee", "#777777");

    /** A point of a line. */
    record Point(double x, double y) {}

    /** A line with its name. */
    record Line(String name, List<Point> points) {}

    private final String title;
    private final String xTitle;
    private final List<Line> lines = new ArrayList<>();

    LineChart(String title, String xTitle) {
        this.title = title;
        this.xTitle = xTitle;
    }

    void add(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points)));
    }

    void save(String name) throws IOException {
        List<Point> all = lines.stream().flatMap(line -> line.points().stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        double least = all.stream().mapToDouble(Point::x).min().orElseThrow();
        double greatest = all.stream().mapToDouble(Point::x).max().orElseThrow();
        double highest = all.stream().mapToDouble(Point::y).max().orElseThrow();
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        Axes axes = new Axes(Math.log(least), Math.max(1e-9, Math.log(greatest / least)), Math.max(1e-9, highest));
        drawGrid(svg, axes);
        for (int line = 0; line < lines.size(); line++) {
            draw(svg, axes, lines.get(line), line);
        }
        svg.save(name);
    }

    /** Where a point is on the drawing. */
    private record Axes(double logLeast, double logWidth, double highest) {
        double x(double value) {
            return LEFT + (Math.log(value) - logLeast) / logWidth * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - value / highest * (HEIGHT - TOP - BOTTOM);
        }
    }

    private void drawGrid(Svg svg, Axes axes) {
        for (int line = 0; line <= GRID_LINES; line++) {
            double value = axes.highest() * line / GRID_LINES;
            svg.line(LEFT, axes.y(value), WIDTH - RIGHT, axes.y(value), "#dddddd");
            svg.label(LEFT - 6, axes.y(value) + 4, shortened(value), "end");
        }
        svg.label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, xTitle, "middle");
        double last = -LABEL;
        for (Point point : lines.get(0).points()) {
            double x = axes.x(point.x());
            if (x - last >= LABEL) {
                svg.label(x, HEIGHT - BOTTOM + 18, shortened(point.x()), "middle");
                last = x;
            }
        }
    }

    private static void draw(Svg svg, Axes axes, Line line, int number) {
        String color = COLORS.get(number % COLORS.size());
        Point last = null;
        for (Point point : line.points()) {
            if (last != null) {
                svg.line(axes.x(last.x()), axes.y(last.y()), axes.x(point.x()), axes.y(point.y()), color);
            }
            svg.dot(axes.x(point.x()), axes.y(point.y()), color);
            last = point;
        }
        svg.rectangle(WIDTH - RIGHT + 15, TOP + 20 * number, 10, 10, color);
        svg.label(WIDTH - RIGHT + 30, TOP + 20 * number + 10, line.name(), "start");
    }

    private static String shortened(double value) {
        if (value >= 1e6) {
            return "%.1f M".formatted(value / 1e6);
        }
        return value >= 1e4
                ? "%.0f k".formatted(value / 1e3)
                : value >= 10 ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }
}
