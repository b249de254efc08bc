package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code table.name.format}, parsed: the parts whose texts make the schema and the name of a record's table. Only a
 * dot of the format itself parts schema from name; a dot in a topic or a value is a part of the name it is in.
 * Immutable.
 *
 * @param schema empty where the format names none
 */
public record TableFormat(List<Part> schema, List<Part> name) {
    private static final String START = "${";
    private static final char END = '}';
    private static final String KNOWN =
            "${topic}, ${partition}, ${header.NAME}, ${field.NAME}, ${key} and ${key.NAME} are known";

    public TableFormat {
        schema = List.copyOf(schema);
        name = List.copyOf(name);
    }

    /** A piece of the format. */
    public sealed interface Part {}

    public record Text(String text) implements Part {}

    /**
     * What stands for a text of the record.
     *
     * @param name of the header or field; empty for the topic, the partition and a key that is a value by itself
     */
    public record Placeholder(Source source, String name) implements Part {
        @Override
        public String toString() {
            String label = source.name().toLowerCase(Locale.ROOT);
            return START + label + (name.isEmpty() ? "" : "." + name) + END;
        }
    }

    /** Where in the record the text comes from. */
    public enum Source {
        TOPIC,
        PARTITION,
        HEADER,
        FIELD,
        KEY
    }

    /** Refuses with an IllegalArgumentException that says what is wrong with the format. */
    public static TableFormat parse(String format) {
        List<List<Part>> names = split(format);
        if (names.size() > 2) {
            throw new IllegalArgumentException("\"" + format + "\" has more than one dot outside of placeholders:"
                    + " a table is named by schema.table or by table alone, in the database of connection.url");
        }
        if (names.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("\"" + format + "\" leaves the name of the schema or the table empty");
        }
        return names.size() == 1
                ? new TableFormat(List.of(), names.get(0))
                : new TableFormat(names.get(0), names.get(1));
    }

    /** Whether all records of a topic go to one table. */
    public boolean dependsOnTopicAlone() {
        return isOfTopicAlone(schema) && isOfTopicAlone(name);
    }

    private static boolean isOfTopicAlone(List<Part> parts) {
        return parts.stream().noneMatch(part -> part instanceof Placeholder it && it.source() != Source.TOPIC);
    }

    private static List<List<Part>> split(String format) {
        List<List<Part>> names = new ArrayList<>();
        names.add(new ArrayList<>());
        int position = 0;
        while (position < format.length()) {
            List<Part> last = names.get(names.size() - 1);
            if (format.startsWith(START, position)) {
                int end = endOfPlaceholder(format, position);
                last.add(placeholder(format.substring(position + START.length(), end), format));
                position = end + 1;
            } else if (format.charAt(position) == '.') {
                names.add(new ArrayList<>());
                position++;
            } else {
                int end = endOfText(format, position);
                last.add(new Text(format.substring(position, end)));
                position = end;
            }
        }
        return names;
    }

    private static int endOfPlaceholder(String format, int start) {
        int end = format.indexOf(END, start);
        if (end < 0) {
            throw new IllegalArgumentException("\"" + format + "\" opens a placeholder with ${ and does not close it");
        }
        return end;
    }

    private static int endOfText(String format, int start) {
        int end = start;
        while (end < format.length() && format.charAt(end) != '.' && !format.startsWith(START, end)) {
            end++;
        }
        return end;
    }

    private static Placeholder placeholder(String inside, String format) {
        int dot = inside.indexOf('.');
        String label = dot < 0 ? inside : inside.substring(0, dot);
        String name = dot < 0 ? "" : inside.substring(dot + 1);
        boolean isNamed = !name.isEmpty();
        boolean isAlone = dot < 0;
        Source source = switch (label) {
            case "topic" -> isAlone ? Source.TOPIC : null;
            case "partition" -> isAlone ? Source.PARTITION : null;
            case "header" -> isNamed ? Source.HEADER : null;
            case "field" -> isNamed ? Source.FIELD : null;
            case "key" -> isNamed || isAlone ? Source.KEY : null;
            default -> null;
        };
        if (source == null) {
            throw new IllegalArgumentException(
                    "\"" + format + "\" has the unknown placeholder ${" + inside + "}: " + KNOWN);
        }
        return new Placeholder(source, name);
    }
}
