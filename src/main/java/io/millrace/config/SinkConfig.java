package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** A connector's settings, read and checked as a whole. Immutable. */
public final class SinkConfig {
    /** Every key, with its documentation. */
    public static final ConfigDef DEF = define();

    /** Which of the connector's tasks it is; set by the connector, not by the user. */
    public static final String TASK = "millrace.task";

    private static final String NAME = "name";
    private static final Map<String, String> NO_PROVIDERS = Map.of(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "");

    private final AbstractConfig config;
    private final List<String> notes;

    private SinkConfig(AbstractConfig config, List<String> notes) {
        this.config = config;
        this.notes = notes;
    }

    private static ConfigDef define() {
        ConfigDef def = new ConfigDef();
        ConnectionKeys.define(def);
        WriteKeys.define(def);
        KeyKeys.define(def);
        ChangeKeys.define(def);
        ShapeKeys.define(def);
        FieldKeys.define(def);
        RouteKeys.define(def);
        EvolutionKeys.define(def);
        CreateKeys.define(def);
        LaneKeys.define(def);
        FlowKeys.define(def);
        RetryKeys.define(def);
        DeliveryKeys.define(def);
        return def;
    }

    /** Refuses settings that cannot be had with a ConfigException that names their keys and shows no secret. */
    public static SinkConfig of(Map<String, String> given) {
        Translation translation = Aliases.translate(given);
        AbstractConfig config = parse(translation.settings());
        Problems.refuse(Problems.joined(Rules.check(config)));
        return new SinkConfig(config, translation.notes());
    }

    /**
     * What is wrong between settings that are each valid by themselves and under our own keys, by the key concerned.
     */
    public static Map<String, List<String>> problems(Map<String, String> settings) {
        return Rules.check(parse(settings));
    }

    /** The worker has resolved what refers to config providers; providers that settings name are not loaded. */
    private static AbstractConfig parse(Map<String, String> settings) {
        return new AbstractConfig(DEF, settings, NO_PROVIDERS, false);
    }

    public String connectorName() {
        return config.originalsStrings().getOrDefault(NAME, "millrace");
    }

    public int task() {
        return Integer.parseInt(config.originalsStrings().getOrDefault(TASK, "0"));
    }

    /** What became of keys that are another sink's, a line each. */
    public List<String> notes() {
        return notes;
    }

    /** What would go better with other settings, a line each. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>(DeliveryKeys.advice(config));
        advice.addAll(Idle.advice(config));
        return advice;
    }

    public ConnectionSettings connection() {
        return ConnectionKeys.read(config);
    }

    public WriteSettings write() {
        return WriteKeys.read(config);
    }

    public EncodeSettings encode() {
        return WriteKeys.readEncoding(config);
    }

    public FieldSettings fields() {
        return FieldKeys.read(config);
    }

    public KeySettings keys() {
        return KeyKeys.read(config);
    }

    public ChangeSettings changes() {
        return ChangeKeys.read(config);
    }

    public RouteSettings routes() {
        return RouteKeys.read(config);
    }

    public EvolutionSettings evolution() {
        return EvolutionKeys.read(config);
    }

    public CreateSettings create() {
        return CreateKeys.read(config);
    }

    public LaneSettings lanes() {
        return LaneKeys.read(config);
    }

    public BatchSettings batch() {
        return LaneKeys.readBatches(config);
    }

    public FlowSettings flow() {
        return FlowKeys.read(config);
    }

    public ErrorSettings errors() {
        return ErrorSettings.read(config.originalsStrings());
    }

    public Subscription subscription() {
        return Subscription.of(config.originalsStrings());
    }

    public DeliverySettings delivery() {
        return DeliveryKeys.read(config, connectorName());
    }

    public RetrySettings retry() {
        return RetryKeys.read(config);
    }

    /** All settings in one line, without secrets. */
    public String describe() {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String key : DEF.names()) {
            Object value = config.values().get(key);
            boolean isSecret = value instanceof Password;
            shown.put(key, isSecret ? Password.HIDDEN : value);
        }
        shown.put(ConnectionKeys.URL, DriverUrl.shown(config.getString(ConnectionKeys.URL)));
        DriverProperties.shown(connection().driver())
                .forEach((name, value) -> shown.put(DriverProperties.PREFIX + name, value));
        return shown.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
