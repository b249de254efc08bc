package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;

/** Which settings are given and have no effect, since another one has not the value that they go with. Stateless. */
final class Idle {
    private static final List<String> OF_CREATING =
            List.of(CreateKeys.UNLOGGED, CreateKeys.STORAGE, CreateKeys.COMPRESSION);

    private Idle() {}

    /** A line each. They are no faults: a setting may stay while the one that it goes with is switched off. */
    static List<String> advice(AbstractConfig config) {
        List<String> idle = new ArrayList<>();
        ShapeSettings shape = ShapeKeys.read(config);
        if (shape.unknown() != UnknownFields.STORE) {
            add(config, ShapeKeys.STORE_COLUMN, "unknown.fields=store", idle);
        }
        if (shape.keepsValueWhole()) {
            add(config, ShapeKeys.FLATTEN, "an empty value.column", idle);
            add(config, FieldKeys.INCLUDED, "an empty value.column", idle);
            add(config, FieldKeys.EXCLUDED, "an empty value.column", idle);
        }
        if (Words.read(config, DeliveryKeys.GUARANTEE, Guarantee.class) != Guarantee.EXACTLY_ONCE) {
            add(config, DeliveryKeys.ID, "delivery.guarantee=exactly_once", idle);
            add(config, DeliveryKeys.TABLE, "delivery.guarantee=exactly_once", idle);
        }
        if (!EvolutionKeys.read(config).creates()) {
            OF_CREATING.forEach(key -> add(config, key, "auto.create=true", idle));
        }
        if (!ChangeKeys.read(config).recognises()) {
            add(config, ChangeKeys.TRUNCATE_ENABLED, "change.events=auto", idle);
        }
        return idle;
    }

    private static void add(AbstractConfig config, String key, String with, List<String> idle) {
        Object usual = SinkConfig.DEF.configKeys().get(key).defaultValue;
        if (!Objects.equals(config.values().get(key), usual)) {
            idle.add(key + " has no effect without " + with);
        }
    }
}
