package io.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.postgresql.util.DriverInfo;

/** What the numbers were measured on. Stateless. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    static String describe(BenchServer server) throws IOException, SQLException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d processors (%s), %d GB, %s; Java %s, PostgreSQL %s, pgjdbc %s"
                .formatted(
                        system.getAvailableProcessors(),
                        model(),
                        system.getTotalMemorySize() >> 30,
                        system.getName(),
                        Runtime.version(),
                        server.ask("SHOW server_version"),
                        DriverInfo.DRIVER_VERSION);
    }

    private static String model() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return "unknown model";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown model");
        }
    }

    /** Above the number of processors that we keep busy ourselves, somebody else slowed the runs down. */
    static String load() {
        return "load average %.1f"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
