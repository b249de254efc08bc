package io.millrace.write;

import io.millrace.config.DeliverySettings;
import io.millrace.config.Durability;

/** What a written batch means: who has its offsets, and when it is durable. Belongs to one lane. */
public record Promise(BatchOffsets offsets, Durability durability) {
    /** Kafka has the offsets, and a commit is durable. */
    public static Promise plain() {
        return new Promise(BatchOffsets.IN_KAFKA, Durability.COMMIT);
    }

    /** What these settings promise, for one more lane. */
    public static Promise of(DeliverySettings settings, OffsetStore store) {
        return new Promise(settings.storesOffsets() ? store.ofLane() : BatchOffsets.IN_KAFKA, settings.durability());
    }
}
