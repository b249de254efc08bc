package io.millrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Bars, one a workload, beside a line at 1: Millrace over another. Stateless. */
final class RatioChart {
    private static final int WIDTH = 900;
    private static final int LEFT = 330;
    private static final int RIGHT = 60;
    private static final int TOP = 40;
    private static final int STEP = 26;

    private RatioChart() {}

    static void save(String name, String title, List<TaskResult> results, ToDoubleFunction<TaskResult> ratio)
            throws IOException {
        double most = results.stream().mapToDouble(ratio).max().orElse(1);
        double unit = (WIDTH - LEFT - RIGHT) / Math.max(1, most);
        int bottom = TOP + STEP * results.size();
        Svg svg = new Svg(WIDTH, bottom + TOP / 2, title);
        for (int at = 0; at < results.size(); at++) {
            double figure = ratio.applyAsDouble(results.get(at));
            int y = TOP + STEP * at;
            svg.label(LEFT - 8, y + 14, results.get(at).workload().title(), "end");
            svg.rectangle(LEFT, y, figure * unit, STEP - 8, "#4477aa");
            svg.label(LEFT + figure * unit + 6, y + 14, "%.2f".formatted(figure), "start");
        }
        svg.line(LEFT + unit, TOP - 6, LEFT + unit, bottom, "#cc3311");
        svg.save(name);
    }
}
