package io.millrace;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Imports go downwards only. The two tables are those of the design, section "Packages". */
class LayeringTest {
    private static final String ROOT = "io.millrace";
    private static final String ALL = "*";

    private static final Map<String, Set<String>> OURS = Map.of(
            "", Set.of(ALL),
            "lane", Set.of("write", "ack", "config", "metrics"),
            "write", Set.of("encode", "table", "ack", "config"),
            "encode", Set.of("table", "config"),
            "table", Set.of("config"),
            "ack", Set.of(),
            "config", Set.of(),
            "metrics", Set.of(),
            "rest", Set.of());

    /** Who may use what is not the JDK's everyday part; the longest beginning that fits a name decides. */
    private static final Map<String, Set<String>> THEIRS = Map.ofEntries(
            entry("java.sql", Set.of("write", "table")),
            entry("javax.sql", Set.of("write")),
            entry("org.postgresql", Set.of("write", "table")),
            entry("com.zaxxer", Set.of("write")),
            entry("com.fasterxml", Set.of("encode")),
            entry("javax.management", Set.of("metrics")),
            entry("java.lang.management", Set.of("metrics")),
            entry("org.HdrHistogram", Set.of("metrics")),
            entry("org.slf4j", Set.of(ALL)),
            entry("org.apache.kafka", Set.of("")),
            entry("org.apache.kafka.common.TopicPartition", Set.of("", "ack")),
            entry("org.apache.kafka.common.config", Set.of("", "config")),
            entry("org.apache.kafka.common.config.types.Password", Set.of("config", "write")),
            entry("org.apache.kafka.connect.data", Set.of("", "encode")),
            entry("org.apache.kafka.connect.errors", Set.of("", "encode")),
            entry("org.apache.kafka.connect.header", Set.of("", "encode")),
            // A plan reads its record: encode sees SinkRecord and nothing else of the sink's API.
            entry("org.apache.kafka.connect.sink", Set.of("")),
            entry("org.apache.kafka.connect.sink.SinkRecord", Set.of("", "encode")),
            entry("org.apache.kafka.connect.connector.ConnectRecord", Set.of("", "encode")));

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MAIN).extracting(LayeringTest::packageOf).isSubsetOf(OURS.keySet());
    }

    @Test
    void packagesOfOursAreImportedDownwardsOnly() {
        Set<String> offenders = offenders((from, target) -> isOurs(target)
                && !packageOf(target).equals(from)
                && !isAllowed(packageOf(target), OURS.getOrDefault(from, Set.of())));

        assertThat(offenders).isEmpty();
    }

    @Test
    void whatIsNotOursIsUsedWhereTheTableSays() {
        Set<String> offenders = offenders((from, target) -> !isAllowed(from, usersOf(target.getName())));

        assertThat(offenders).isEmpty();
    }

    @Test
    void thePoolIsKnownToOneClass() {
        Set<String> users = new TreeSet<>();
        MAIN.forEach(each -> each.getDirectDependenciesFromSelf().stream()
                .filter(it -> it.getTargetClass().getPackageName().startsWith("com.zaxxer"))
                .forEach(it -> users.add(outermost(each))));

        assertThat(users).hasSize(1);
    }

    @Test
    void packagesFormNoRing() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    /** A worker of Kafka 3.9 has none of these, and a class that names one does not link there. */
    @Test
    void nothingOfNewerWorkersIsNamed() {
        List<String> newer = List.of("ConnectPlugin", "Monitorable", "PluginMetrics");

        assertThat(offenders((from, target) -> newer.contains(target.getSimpleName())))
                .isEmpty();
    }

    private static Set<String> offenders(BiPredicate<String, JavaClass> isOffence) {
        Set<String> offenders = new TreeSet<>();
        for (JavaClass each : MAIN) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOffence.test(packageOf(each), target)) {
                    offenders.add(outermost(each) + " -> " + target.getName());
                }
            }
        }
        return offenders;
    }

    private static boolean isOurs(JavaClass target) {
        return target.getPackageName().equals(ROOT) || target.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean isAllowed(String name, Set<String> allowed) {
        return allowed.contains(ALL) || allowed.contains(name);
    }

    private static Set<String> usersOf(String target) {
        return THEIRS.entrySet().stream()
                .filter(it -> target.equals(it.getKey()) || target.startsWith(it.getKey() + "."))
                .max((one, other) ->
                        Integer.compare(one.getKey().length(), other.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(Set.of(ALL));
    }

    private static String packageOf(JavaClass each) {
        return each.getPackageName().equals(ROOT) ? "" : each.getPackageName().substring(ROOT.length() + 1);
    }

    private static String outermost(JavaClass each) {
        return each.getName().replaceAll("\\$.*", "");
    }
}
