package io.millrace.config;

import java.util.List;

/** How a record finds its table. The mappings are tried in order before the format. */
public record RouteSettings(String format, List<TopicMapping> mappings, Quoting quoting) {
    public RouteSettings {
        mappings = List.copyOf(mappings);
    }
}
