package io.millrace;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.millrace.testing.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of the house style that a machine can see. */
class HouseStyleTest {
    private static final int LONGEST_FILE = 300;
    private static final List<String> EMPTY_NAMES = List.of("Utils", "Util", "Manager", "Helper", "Impl", "Handler");

    /** Kinds that nothing changes once they are made; of the collections, what {@code of} and {@code copyOf} give. */
    private static final Set<String> UNCHANGING = Set.of(
            "java.lang.String",
            "java.lang.invoke.VarHandle",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.ZoneId",
            "java.time.format.DateTimeFormatter",
            "java.util.List",
            "java.util.Map",
            "java.util.Set",
            "java.util.regex.Pattern",
            "org.slf4j.Logger",
            // Built once, beside its declaration, and only read from then on.
            "org.apache.kafka.common.config.ConfigDef");

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("io.millrace");

    @Test
    void noFileIsLong() throws IOException {
        Map<String, Long> longFiles = new TreeMap<>();
        for (Path file : sources()) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > LONGEST_FILE) {
                    longFiles.put(file.toString(), count);
                }
            }
        }

        assertThat(longFiles).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        Set<String> packages = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        for (Path file : sources()) {
            String name = file.toString().replaceAll(".*/java/(.*)/[^/]*", "$1");
            packages.add(name);
            if (file.endsWith("package-info.java")) {
                told.add(name);
            }
        }

        assertThat(packages).isEqualTo(told);
    }

    @Test
    void noTypeIsNamedForWhatItIsNot() throws IOException {
        assertThat(sources())
                .extracting(file -> file.getFileName().toString().replace(".java", ""))
                .noneMatch(name -> EMPTY_NAMES.stream().anyMatch(name::endsWith));
        assertThat(MAIN)
                .extracting(JavaClass::getSimpleName)
                .noneMatch(name -> EMPTY_NAMES.stream().anyMatch(name::endsWith));
    }

    /** Two tasks of one plugin share its classes: what a static holds, all of them hold. */
    @Test
    void noStaticCanChange() {
        Set<String> changing = new TreeSet<>();
        for (JavaClass each : MAIN) {
            for (JavaField field : each.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC) && !isConstant(field)) {
                    changing.add(field.getFullName() + " of type "
                            + field.getRawType().getName());
                }
            }
        }

        assertThat(changing).isEmpty();
    }

    private static boolean isConstant(JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        boolean compilers = modifiers.contains(JavaModifier.SYNTHETIC);
        boolean hidden = modifiers.contains(JavaModifier.PRIVATE);
        JavaClass type = field.getRawType();
        // A table of numbers cannot be had but as an array, and is safe while no other class has it.
        boolean table = hidden && type.isArray() && type.getComponentType().isPrimitive();
        return compilers || (modifiers.contains(JavaModifier.FINAL) && (table || isUnchanging(type)));
    }

    private static boolean isUnchanging(JavaClass type) {
        boolean ours = type.getPackageName().startsWith("io.millrace");
        return type.isPrimitive()
                || type.isEnum()
                || UNCHANGING.contains(type.getName())
                || (ours && type.getAllFields().stream().allMatch(HouseStyleTest::isStaticOrFinal));
    }

    private static boolean isStaticOrFinal(JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        return modifiers.contains(JavaModifier.STATIC) || modifiers.contains(JavaModifier.FINAL);
    }

    private static List<Path> sources() throws IOException {
        Path root = Target.directory().resolveSibling("src");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
