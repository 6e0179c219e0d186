package io.garrick.serialization.index;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Writes the index of the classes that are marked as messages. A compiler that compiles some of the classes again gets them right in the index, and what it
 * does not compile stays there for as long as there is a class file, with the mark.
 */
public final class MessageProcessor extends AbstractProcessor {

    /** By name: the compiler may have this class and not that one. */
    private static final String MARK = "io.garrick.serialization.Message";

    private static final String MARK_IN_CLASS_FILE = "L" + MARK.replace('.', '/') + ";";

    private final Set<String> compiled = new TreeSet<>();
    private final SortedSet<String> marked = new TreeSet<>();

    /** For the compiler. */
    public MessageProcessor() {}

    /** All: the class whose mark was taken away has none that would make the compiler call. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        round.getRootElements().forEach(root -> addName(root, compiled));
        TypeElement mark = processingEnv.getElementUtils().getTypeElement(MARK);
        if (mark != null) {
            round.getElementsAnnotatedWith(mark).forEach(type -> addName(type, marked));
        }
        if (round.processingOver() && !round.errorRaised()) {
            merge();
        }
        return false;
    }

    private void addName(Element element, Set<String> names) {
        if (element instanceof TypeElement) {
            names.add(processingEnv
                    .getElementUtils()
                    .getBinaryName((TypeElement) element)
                    .toString());
        }
    }

    private void merge() {
        try {
            SortedSet<String> before = before();
            SortedSet<String> now = new TreeSet<>(marked);
            for (String name : before) {
                if (!isCompiled(name) && isStillMarked(name)) {
                    now.add(name);
                }
            }
            if (!now.equals(before)) {
                write(now);
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "index of messages cannot be written: path=" + MessageIndex.PATH + " problem=" + e);
        }
    }

    private SortedSet<String> before() throws IOException {
        try (InputStream in = output("", MessageIndex.PATH).openInputStream()) {
            return MessageIndex.read(in, MessageIndex.PATH);
        } catch (NoSuchFileException | FileNotFoundException none) {
            return new TreeSet<>();
        }
    }

    /** Whether the source of the class was there, so that what it says goes. */
    private boolean isCompiled(String name) {
        int end = name.indexOf('$', 1);
        while (end > 0 && !compiled.contains(name.substring(0, end))) {
            end = name.indexOf('$', end + 1);
        }
        return end > 0 || compiled.contains(name);
    }

    /** By its file, since it need not be on the class path of the compiler that made it. */
    private boolean isStillMarked(String name) throws IOException {
        int point = name.lastIndexOf('.');
        try (InputStream in = output(point < 0 ? "" : name.substring(0, point), name.substring(point + 1) + ".class")
                .openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(MARK_IN_CLASS_FILE);
        } catch (NoSuchFileException | FileNotFoundException gone) {
            return false;
        }
    }

    private FileObject output(String folder, String file) throws IOException {
        return processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, folder, file);
    }

    private void write(SortedSet<String> names) throws IOException {
        FileObject file = processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", MessageIndex.PATH);
        try (OutputStream out = file.openOutputStream()) {
            out.write(MessageIndex.text(names).getBytes(StandardCharsets.UTF_8)); // whatever -encoding says
        }
    }
}
