import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/**
 * The launcher's head. {@code ./garrick} runs it from source with the project's folder and its own arguments, and reads one answer
 * from standard output: either a text to show, or {@code run N FILE}, which means: drop the first N arguments, become
 * {@code java @FILE} with the rest. So the program gets the process, its signals and its exit status to itself. A shell that cannot drop
 * arguments ({@code garrick.cmd}) puts {@code --plan FILE} first; then everything that {@code java @FILE} needs is written there.
 *
 * <p>A program is built when the sources differ from those of its last build; then Maven runs once, without tests and gates, and
 * leaves the class path in a file. Otherwise nothing but the sources' dates is looked at.
 */
final class Garrick {

    private static final String WANTED_MAVEN = "3.8.7";

    private static final Predicate<Path> IS_SOURCE = relative -> relative.startsWith("launcher")
            || StreamSupport.stream(relative.spliterator(), false).anyMatch(Path.of("src")::equals);

    private final Path root;

    private Garrick(Path root) {
        this.root = root;
    }

    /** A line of {@code programs.txt}. */
    private record Program(
            String name, String module, String mainClass, String jvmOptions, boolean hasOptions, String description) {

        static Program of(String line) {
            List<String> field =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (field.size() != 6 || !List.of("options", "none").contains(field.get(4))) {
                throw new Refusal(
                        1,
                        "programs.txt has a line that is not six fields, with options or none as fifth: line=" + line);
            }
            return new Program(
                    field.get(0),
                    field.get(1),
                    field.get(2),
                    field.get(3),
                    field.get(4).equals("options"),
                    field.get(5));
        }

        int words() {
            return name.split(" ").length;
        }

        boolean isMeantBy(List<String> arguments) {
            return arguments.size() >= words()
                    && String.join(" ", arguments.subList(0, words())).equals(name);
        }
    }

    /** Ends the launcher with one line and an exit status. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int status;

        Refusal(int status, String line) {
            super(line);
            this.status = status;
        }
    }

    /** What is to be said, or what is to be started with which options. */
    private record Answer(String text, Optional<Path> start, int words, List<String> options) {

        static Answer say(String text) {
            return new Answer(text, Optional.empty(), 0, List.of());
        }

        static Answer start(Program program, Path argumentFile, List<String> options) {
            return new Answer("", Optional.of(argumentFile), program.words(), options);
        }

        void print() {
            System.out.println(start.map(file -> "run " + words + " " + file).orElse(text));
        }

        void plan(Path file) throws IOException {
            if (start.isEmpty()) {
                System.out.println(text);
                return;
            }
            StringBuilder plan = new StringBuilder(Files.readString(start.get(), nativeCharset()));
            options.forEach(option -> plan.append(quoted(option)).append('\n'));
            Files.writeString(file, plan, nativeCharset());
        }
    }

    public static void main(String[] arguments) {
        boolean planned = arguments[0].equals("--plan");
        int first = planned ? 2 : 0;
        try {
            Garrick garrick = new Garrick(Path.of(arguments[first]));
            Answer answer = garrick.answer(List.of(arguments).subList(first + 1, arguments.length));
            if (planned) {
                answer.plan(Path.of(arguments[1]));
            } else {
                answer.print();
            }
        } catch (Refusal refusal) {
            System.err.println("garrick: " + refusal.getMessage());
            System.exit(refusal.status);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("garrick: cannot read or write here: folder=" + arguments[first] + " cause=" + e);
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(130);
        }
    }

    private Answer answer(List<String> arguments) throws IOException, InterruptedException {
        List<Program> programs = programs();
        if (arguments.isEmpty() || isHelp(arguments.get(0))) {
            return Answer.say(listing(programs));
        }
        if (arguments.get(0).equals("--version")) {
            return Answer.say("garrick " + version());
        }
        if (arguments.get(0).equals("new")) {
            return Answer.say(newProject(arguments.subList(1, arguments.size())));
        }
        Optional<Program> meant =
                programs.stream().filter(p -> p.isMeantBy(arguments)).findFirst();
        if (meant.isPresent()) {
            Program program = meant.get();
            List<String> options = arguments.subList(program.words(), arguments.size());
            return program.hasOptions() || options.isEmpty()
                    ? Answer.start(program, ready(program), options)
                    : Answer.say(answerWithoutOptions(program, options));
        }
        List<Program> group = programs.stream()
                .filter(p -> p.name().startsWith(arguments.get(0) + " "))
                .toList();
        if (!group.isEmpty() && (arguments.size() == 1 || isHelp(arguments.get(1)))) {
            return Answer.say(listing(group));
        }
        throw new Refusal(
                2,
                "there is no such program: name="
                        + String.join(" ", arguments.subList(0, Math.min(2, arguments.size()))) + " nearest="
                        + nearest(arguments, programs).name() + "; ./garrick lists them all");
    }

    /** Copies the starter to a folder that is not there yet. */
    private String newProject(List<String> arguments) throws IOException {
        if (arguments.size() != 1 || isHelp(arguments.get(0))) {
            return "./garrick new DIR\ncopies the starter, a project with one actor and one test, to a new folder DIR";
        }
        Path to = Path.of(arguments.get(0)).toAbsolutePath();
        if (Files.exists(to)) {
            throw new Refusal(2, "the folder is there already: folder=" + to + "; name one that is not");
        }
        Path from = root.resolve("samples/starter");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(f -> !from.relativize(f).startsWith("target")).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return "a new project is in " + to
                + "\nnext: put Garrick into the local repository, with mvn install -DskipTests in " + root.toRealPath()
                + "\nthen: mvn verify in the new folder";
    }

    private static String answerWithoutOptions(Program program, List<String> options) {
        if (!isHelp(options.get(0))) {
            throw new Refusal(
                    2,
                    "the program has no options: program=" + program.name() + " found=" + String.join(" ", options)
                            + "; start it without");
        }
        return "./garrick " + program.name() + "\n" + program.description() + "; it has no options";
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h") || argument.equals("help");
    }

    /** The project's version: the first one in the root pom. */
    private String version() throws IOException {
        Matcher version =
                Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(root.resolve("pom.xml")));
        if (!version.find()) {
            throw new Refusal(1, "pom.xml names no version: folder=" + root);
        }
        return version.group(1);
    }

    private List<Program> programs() throws IOException {
        return Files.readAllLines(root.resolve("launcher/programs.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Program::of)
                .toList();
    }

    private static String listing(List<Program> programs) {
        int width = programs.stream().mapToInt(p -> p.name().length()).max().orElse(0);
        StringBuilder text =
                new StringBuilder("./garrick NAME [options] starts a program, building it first where needed;");
        text.append(
                "\n./garrick NAME --help tells its options, ./garrick new DIR begins a project of your own. NAME is one of\n");
        for (Program program : programs) {
            String padding = " ".repeat(width - program.name().length());
            text.append("\n  ")
                    .append(program.name())
                    .append(padding)
                    .append("  ")
                    .append(program.description());
        }
        return text.toString();
    }

    private static Program nearest(List<String> arguments, List<Program> programs) {
        return programs.stream()
                .min(Comparator.comparingInt(p -> distance(
                        p.name(), String.join(" ", arguments.subList(0, Math.min(p.words(), arguments.size()))))))
                .orElseThrow(() -> new Refusal(1, "programs.txt names no program"));
    }

    /** Levenshtein's distance between two names. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Builds the program if that is due, and returns the file of arguments that starts it. */
    private Path ready(Program program) throws IOException, InterruptedException {
        Path target = root.resolve(program.module()).resolve("target");
        Path stamp = target.resolve("launch/stamp");
        Path classPath = target.resolve("launch/classpath");
        Path arguments = target.resolve("launch/" + program.name().replace(' ', '-') + ".args");
        Files.createDirectories(root.resolve("target"));
        // Two starts at a time must not build into each other.
        try (FileChannel lock = FileChannel.open(
                root.resolve("target/launch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                System.err.println("garrick: waiting for another start to finish its build");
                lock.lock();
            }
            String sources = fingerprint();
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(state(sources, target, classPath))) {
                build(program);
                Files.writeString(stamp, state(sources, target, classPath));
                keepCompiled();
            }
            Files.writeString(arguments, argumentFile(program, target, classPath), nativeCharset());
        }
        return arguments;
    }

    /** What the stamp says while a build is still good: the same sources, and no class gone since (a failed build takes some). */
    private static String state(String sources, Path target, Path classPath) throws IOException {
        long classes = 0;
        for (String entry : entries(target, classPath)) {
            if (!Files.exists(Path.of(entry))) {
                return "incomplete: " + entry;
            }
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                classes += files.count();
            }
        }
        return sources + " " + classes;
    }

    private static List<String> entries(Path target, Path classPath) throws IOException {
        List<String> entries = new ArrayList<>();
        entries.add(target.resolve("classes").toString());
        for (String entry :
                Files.readString(classPath, nativeCharset()).strip().split(Pattern.quote(File.pathSeparator))) {
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String argumentFile(Program program, Path target, Path classPath) throws IOException {
        String joined = String.join(File.pathSeparator, entries(target, classPath));
        return program.jvmOptions() + "\n-cp " + quoted(joined) + "\n" + program.mainClass() + "\n";
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The encoding in which the JVM's launcher reads its argument files. */
    private static Charset nativeCharset() {
        return Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name()));
    }

    private void build(Program program) throws IOException, InterruptedException {
        String maven = maven();
        System.err.println("garrick: building " + program.name()
                + " without tests and gates (the first time fetches libraries and takes minutes)");
        int status = run(
                System.err::println,
                maven,
                "-B",
                "-q",
                "-ntp",
                "-Dstyle.color=never",
                "-f",
                root.resolve("pom.xml").toString(),
                "-Plaunch",
                "-pl",
                program.module(),
                "-am",
                "process-classes");
        if (status != 0) {
            throw new Refusal(status, "the build failed: program=" + program.name() + " status=" + status);
        }
    }

    /** Keeps this class compiled, which makes the next start a second shorter; without it the source is run. */
    private void keepCompiled() throws IOException {
        Path kept = root.resolve("target/launch");
        Path fresh = Files.createTempDirectory(root.resolve("target"), "launch");
        String source = root.resolve("launcher/Garrick.java").toString();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", fresh.toString(), source);
        if (status != 0) {
            throw new Refusal(1, "the launcher does not compile: source=" + source);
        }
        Files.createDirectories(kept);
        try (Stream<Path> classes = Files.list(fresh)) {
            // The class that the shell script looks for comes last.
            for (Path file : classes.sorted().toList()) {
                Files.move(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(fresh);
    }

    /** The command of a Maven that is new enough. */
    private String maven() throws IOException, InterruptedException {
        String remedy = " wanted=" + WANTED_MAVEN + " or newer; install it or put its bin folder on PATH";
        for (String folder : System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
            for (String name : List.of("mvn", "mvn.cmd")) {
                Path command = Path.of(folder, name);
                if (Files.isRegularFile(command) && Files.isExecutable(command)) {
                    String found = mavenVersion(command.toString());
                    if (comparable(found).compareTo(comparable(WANTED_MAVEN)) < 0) {
                        throw new Refusal(1, "Maven is too old: found=" + found + remedy);
                    }
                    return command.toString();
                }
            }
        }
        throw new Refusal(1, "Maven is missing: found=none" + remedy);
    }

    private String mavenVersion(String command) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        run(lines::add, command, "-B", "--version");
        Matcher version = Pattern.compile("Apache Maven ([0-9.]+)").matcher(String.join("\n", lines));
        return version.find() ? version.group(1) : "unknown";
    }

    private static String comparable(String version) {
        StringBuilder padded = new StringBuilder();
        for (String number : version.replaceAll("[^0-9.]", "0").split("\\.")) {
            padded.append("0".repeat(Math.max(0, 5 - number.length())))
                    .append(number)
                    .append('.');
        }
        return padded.toString();
    }

    /** Runs a command in the project's folder on this launcher's JDK; hands on each line of its output as it comes. */
    private int run(Consumer<String> lines, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (BufferedReader output = process.inputReader()) {
            // Maven resets a terminal's colours even where it was asked to use none.
            output.lines()
                    .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                    .filter(line -> !line.isBlank())
                    .forEach(lines);
        }
        return process.waitFor();
    }

    /** Changes when a source, a resource or a pom changes, comes or goes, or when the project was moved. */
    private String fingerprint() throws IOException {
        List<String> lines = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isOfNoConcern(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path relative = root.relativize(file);
                if (file.endsWith("pom.xml") || IS_SOURCE.test(relative)) {
                    lines.add(relative + " " + attributes.size() + " " + attributes.lastModifiedTime());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        lines.sort(null);
        return hash(root + "\n" + String.join("\n", lines));
    }

    private boolean isOfNoConcern(Path folder) {
        if (folder.equals(root)) {
            return false;
        }
        String name = folder.getFileName().toString();
        Path parent = folder.getParent().getFileName();
        boolean besideMain = parent != null && parent.toString().equals("src") && !name.equals("main");
        return besideMain || name.equals("target") || name.startsWith(".");
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
