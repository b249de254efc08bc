package io.millrace.config;

import java.util.Map;

/**
 * What tables that are created are like.
 *
 * @param storage the storage parameters as the user gave them, checked
 */
public record CreateSettings(
        boolean unlogged, Map<String, String> storage, Compression compression, PartitionSettings partitions) {
    public CreateSettings {
        storage = Map.copyOf(storage);
    }
}
