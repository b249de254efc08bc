package io.millrace;

import io.millrace.config.Aliases;
import io.millrace.config.Quoting;
import io.millrace.config.RouteSettings;
import io.millrace.config.SinkConfig;
import io.millrace.config.Translation;
import io.millrace.table.Catalogue;
import io.millrace.table.KeyRule;
import io.millrace.table.NamedColumns;
import io.millrace.table.Privilege;
import io.millrace.table.TableMaker;
import io.millrace.write.Finding;
import io.millrace.write.ServerCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with a configuration, each thing at the key concerned: first what the settings say by
 * themselves, and, where that is in order, what the server says. On the thread of the worker's REST request.
 */
final class Validation {
    private static final Logger log = LoggerFactory.getLogger(Validation.class);

    private final List<ConfigValue> values;

    private Validation(List<ConfigValue> values) {
        this.values = new ArrayList<>(values);
    }

    /** Never throws: Connect would show its user a trace instead of the faults. */
    static List<ConfigValue> of(Map<String, String> given) {
        Map<String, String> refused = Aliases.problems(given);
        Map<String, String> taken = new HashMap<>(given);
        taken.keySet().removeAll(refused.keySet());
        Translation translation = Aliases.translate(taken);
        Map<String, String> settings = translation.settings();
        Validation validation = new Validation(SinkConfig.DEF.validate(settings));
        validation.tellOnceWhatIsMissing();
        refused.forEach((key, problem) -> validation.valueOf(key).addErrorMessage(key + ": " + problem));
        if (validation.isClean()) {
            SinkConfig.problems(settings).forEach(validation::tell);
        }
        if (validation.isClean()) {
            validation.askServer(settings);
        }
        translation.written().forEach(validation::tellWhereWritten);
        return validation.values;
    }

    /** Connect says that a required key is missing, and so does its validator, which says more. */
    private void tellOnceWhatIsMissing() {
        for (int at = 0; at < values.size(); at++) {
            ConfigValue value = values.get(at);
            List<String> messages = value.errorMessages();
            if (value.value() == null && messages.size() > 1) {
                values.set(at, withMessages(value, messages.subList(messages.size() - 1, messages.size())));
            }
        }
    }

    private static ConfigValue withMessages(ConfigValue value, List<String> messages) {
        return new ConfigValue(value.name(), value.value(), value.recommendedValues(), new ArrayList<>(messages));
    }

    /** Whoever wrote another sink's key looks there for what is wrong with it. */
    private void tellWhereWritten(String ours, String written) {
        ConfigValue value = valueOf(ours);
        List<String> messages = value.errorMessages();
        if (!messages.isEmpty()) {
            values.set(values.indexOf(value), withMessages(value, List.of()));
            messages.forEach(it -> valueOf(written).addErrorMessage(written + " is read as " + ours + ": " + it));
        }
    }

    private void tell(String key, List<String> problems) {
        problems.forEach(valueOf(key)::addErrorMessage);
    }

    private boolean isClean() {
        return values.stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    private void askServer(Map<String, String> settings) {
        try {
            SinkConfig config = SinkConfig.of(settings);
            config.advice().forEach(log::warn);
            Quoting quoting = config.routes().quoting();
            Catalogue catalogue = new Catalogue(quoting, Privilege.neededBy(config));
            KeyRule keys = KeyRule.from(config.keys(), config.write().mode(), quoting);
            Optional<TableMaker> maker = config.evolution().creates()
                    ? Optional.of(new TableMaker(config.create(), Learner.updates(config)))
                    : Optional.empty();
            ServerCheck check = new ServerCheck(config.connection(), catalogue, keys, NamedColumns.of(config), maker);
            check.run(namedTables(config.routes()), config.delivery()).forEach(this::tell);
        } catch (RuntimeException e) {
            // The task will meet it again, with more to say; a configuration is not refused for a fault of ours.
            log.warn("The server could not be asked whether the configuration fits it", e);
        }
    }

    private List<Finding.NamedTable> namedTables(RouteSettings routes) {
        try {
            return new Router(routes).namedTables();
        } catch (IllegalArgumentException e) {
            // The format is in order by now, so it is a mapping that is not.
            valueOf("topics.to.tables.mapping").addErrorMessage(e.getMessage());
            return List.of();
        }
    }

    private void tell(Finding finding) {
        if (finding instanceof Finding.Fault fault) {
            valueOf(fault.key()).addErrorMessage(fault.message());
        } else if (finding instanceof Finding.Advice advice) {
            log.warn("{}", advice.message());
        }
    }

    private ConfigValue valueOf(String key) {
        for (ConfigValue value : values) {
            if (value.name().equals(key)) {
                return value;
            }
        }
        ConfigValue added = new ConfigValue(key);
        values.add(added);
        return added;
    }
}
