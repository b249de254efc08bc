package io.millrace.config;

/**
 * What is promised about each record, and when it is durable.
 *
 * @param id under which offsets are stored, where the guarantee stores them
 * @param table where they are stored, as the user wrote it: with its schema or without
 */
public record DeliverySettings(Guarantee guarantee, String id, String table, Durability durability) {
    public boolean storesOffsets() {
        return guarantee == Guarantee.EXACTLY_ONCE;
    }

    public boolean defersDurability() {
        return durability == Durability.DEFERRED;
    }
}
