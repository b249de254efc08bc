package io.millrace.config;

import java.util.Set;

/** Which columns are filled from what Kafka knows of a record, and how their names begin. */
public record MetadataSettings(Set<Metadata> wanted, String prefix) {
    public static final MetadataSettings NONE = new MetadataSettings(Set.of(), "");

    public MetadataSettings {
        wanted = Set.copyOf(wanted);
    }

    public boolean wants(Metadata what) {
        return wanted.contains(what);
    }
}
