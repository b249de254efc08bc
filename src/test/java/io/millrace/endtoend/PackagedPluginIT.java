package io.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testing.ConnectCluster;
import io.millrace.testing.KafkaJars;
import io.millrace.testing.KafkaServer;
import io.millrace.testing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ships: the directory of jars, and the archive that has to load where it was unzipped. */
@ExtendWith(SharedBroker.class)
class PackagedPluginIT {
    private static final List<String> THE_WORKERS_OWN =
            List.of("connect-", "kafka-clients", "slf4j", "jakarta.ws.rs", "javax.ws.rs", "log4j");

    /** To a file beside the page, without its anchor. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([\\w./-]+)[^)]*\\)");

    @Test
    void directoryHoldsOurJarsAndNoneOfTheWorkers() throws IOException {
        Path plugin = Target.pluginPath().resolve("millrace-postgres-sink");

        try (Stream<Path> files = Files.list(plugin)) {
            List<String> jars =
                    files.map(file -> file.getFileName().toString()).sorted().toList();

            assertThat(jars).allMatch(jar -> jar.endsWith(".jar"));
            assertThat(jars).anyMatch(jar -> jar.startsWith("millrace-postgres-sink"));
            assertThat(jars).anyMatch(jar -> jar.startsWith("postgresql"));
            assertThat(jars).noneMatch(jar -> THE_WORKERS_OWN.stream().anyMatch(jar::startsWith));
        }
    }

    @Test
    void archiveLoadsWhereItWasUnzipped(KafkaServer broker) throws IOException {
        Path home = Target.fresh("archive");
        Path plugins = unzip(archive(), Files.createDirectory(home.resolve("plugins")));

        try (ConnectCluster cluster =
                ConnectCluster.beside(broker, KafkaJars.current(), home).with("plugin.path", plugins.toString())) {
            JsonNode known = cluster.addWorker().rest().get("/connector-plugins");

            assertThat(known.findValuesAsText("class")).contains("io.millrace.PostgresSinkConnector");
            assertThat(plugins)
                    .isDirectoryContaining("glob:**/millrace-*")
                    .isDirectoryRecursivelyContaining("glob:**/manifest.json");
        }
    }

    @Test
    void documentsOfTheArchiveLinkToWhatIsInIt() throws IOException {
        Path unzipped = unzip(archive(), Target.fresh("archive-documents"));

        List<String> dead = new ArrayList<>();
        try (Stream<Path> files = Files.walk(unzipped)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                LINK.matcher(Files.readString(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !Files.exists(page.resolveSibling(link)))
                        .forEach(link -> dead.add(page.getFileName() + ": " + link));
            }
        }

        assertThat(dead).isEmpty();
    }

    private static Path archive() throws IOException {
        try (DirectoryStream<Path> zips =
                Files.newDirectoryStream(Target.directory(), "millrace-postgres-sink-*.zip")) {
            return zips.iterator().next();
        }
    }

    private static Path unzip(Path archive, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return into;
    }
}
