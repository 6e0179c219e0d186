package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published, as the poms say it. */
class PublishedTest {

    @Test
    void bom_namesEveryPublishedModuleInTheProjectsVersion() {
        String bom = Sources.text(Path.of("bom/pom.xml"));
        List<String> wanted = House.MODULES.stream()
                .map(module -> "garrick-" + module.folder())
                .sorted()
                .toList();

        assertEquals(wanted, managed(bom));
        assertEquals(first("<version>([^<]+)</version>", Sources.text(Path.of("pom.xml"))), version(bom));
        assertTrue(!bom.contains("<parent>"), "whoever imports the bom would import what its parent manages");
    }

    /** What is measured against is on nobody's class path but the benchmark's. */
    @Test
    void pom_ofNoOtherModule_namesWhatTheBenchmarksCompareWith() throws IOException {
        Pattern compared = Pattern.compile("org\\.apache\\.pekko|<artifactId>garrick-benchmarks<");

        assertEquals(
                List.of("benchmarks/pom.xml"),
                poms().filter(pom -> compared.matcher(Sources.text(pom)).find())
                        .map(pom -> pom.toString().replace('\\', '/'))
                        .toList());
        assertTrue(Sources.text(Path.of("benchmarks/pom.xml")).contains("<maven.deploy.skip>true<"));
    }

    /** All poms of the project, from the project's folder. */
    private static Stream<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(
                Sources.ROOT,
                3,
                (file, attributes) ->
                        file.endsWith("pom.xml") && !file.toString().contains("target"))) {
            return files.map(Sources.ROOT::relativize).sorted().toList().stream();
        }
    }

    private static List<String> managed(String bom) {
        Matcher artifact = Pattern.compile(
                        "<artifactId>(garrick-(?!bom)[^<]+)</artifactId>\\s*<version>\\$\\{project.version}")
                .matcher(bom);
        List<String> found = new ArrayList<>();
        while (artifact.find()) {
            found.add(artifact.group(1));
        }
        return List.copyOf(new TreeSet<>(found));
    }

    private static String version(String bom) {
        return first("<artifactId>garrick-bom</artifactId>\\s*<version>([^<]+)</version>", bom);
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }
}
