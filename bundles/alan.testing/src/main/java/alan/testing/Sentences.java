package alan.testing;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds every sentence that a bundle says to people in its sources, and compares them with its translations: as {@code xgettext} and {@code msgfmt --check} would.
 *
 * <p>Needs nothing but a JDK, so {@code java Sentences.java bundles/alan.audio} tells what a bundle lacks.
 */
public final class Sentences {
    private static final Set<String> EXCEPTIONS = Set.of("AlanException", "NothingHeardException", "CommandFailed", "UsageException");
    private static final Set<String> METHODS = Set.of("Text.of", "Text.tr", "tr", "CommandFailed.usage");
    private static final Set<String> PRINTS = Set.of("print", "println", "printf");
    private static final Set<String> HELP = Set.of("description", "header", "footer", "headerHeading", "descriptionHeading", "optionListHeading");
    private static final Set<String> HELP_ANNOTATIONS = Set.of("Command", "Option", "Parameters");
    private static final Pattern SPECIFIER = Pattern.compile("%(?:(\\d+)\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?([a-zA-Z%])");

    private final Map<String, String> said = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** {@return every sentence of a bundle, with the place where it is said, and whatever is wrong with how} @param bundle its folder */
    public static Sentences of(Path bundle) {
        Sentences sentences = new Sentences();
        sentences.scan(bundle.resolve("src/main/java"));
        return sentences;
    }

    /** {@return the sentences, with the place of each} */
    public Map<String, String> said() {
        return said;
    }

    /**
     * {@return what is wrong with a bundle's sentences and their translations, a line each; empty when all is well}
     *
     * @param bundle its folder
     * @param language {@code es}
     */
    public static List<String> problems(Path bundle, String language) {
        Sentences sentences = of(bundle);
        Map<String, String> translated = new HashMap<>();
        Path resources = bundle.resolve("src/main/resources");
        for (Path file : files(resources, "/" + language + ".po")) {
            translated.putAll(entries(read(file)));
        }
        List<String> problems = new ArrayList<>(sentences.problems);
        sentences.said.forEach((sentence, place) -> {
            String translation = translated.get(sentence);
            if (translation == null || translation.isEmpty()) {
                problems.add(place + ": has no " + language + " translation: " + quoted(sentence));
            } else if (!specifiers(sentence).equals(specifiers(translation))) {
                problems.add(place + ": the translation has other % arguments: " + quoted(sentence) + " / " + quoted(translation));
            }
        });
        translated.keySet().stream().filter(id -> !id.isEmpty() && !sentences.said.containsKey(id))
                .forEach(id -> problems.add(bundle.getFileName() + ": nobody says this any more: " + quoted(id)));
        return problems;
    }

    /** Prints what is wrong. @param bundles folders */
    public static void main(String... bundles) {
        int wrong = 0;
        for (String bundle : bundles) {
            for (String problem : problems(Path.of(bundle), "es")) {
                System.out.println(problem);
                wrong++;
            }
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** By argument, which conversion; the order is free when arguments are numbered. */
    private static Set<String> specifiers(String pattern) {
        Set<String> all = new TreeSet<>();
        Matcher matcher = SPECIFIER.matcher(pattern);
        int next = 1;
        while (matcher.find()) {
            if (!matcher.group(2).equals("%") && !matcher.group(2).equals("n")) {
                int index = matcher.group(1) == null ? next++ : Integer.parseInt(matcher.group(1));
                all.add(index + matcher.group(2));
            }
        }
        return all;
    }

    private void scan(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = files(sources, ".java");
        if (files.isEmpty()) {
            return;
        }
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, problem -> { }, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Finder(unit, Trees.instance(task).getSourcePositions()).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> entries(String po) {
        Map<String, String> entries = new HashMap<>();
        // Possessive, so that a long text takes no deep stack.
        String string = "((?:\\s*+\"(?:[^\"\\\\]++|\\\\.)*+\")++)";
        Matcher matcher = Pattern.compile("(?m)^msgid" + string + "\\s+msgstr" + string).matcher(po);
        while (matcher.find()) {
            if (entries.put(joined(matcher.group(1)), joined(matcher.group(2))) != null) {
                throw new IllegalArgumentException("twice in one file: " + matcher.group(1));
            }
        }
        return entries;
    }

    private static String joined(String strings) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"").matcher(strings);
        while (matcher.find()) {
            text.append(matcher.group(1).translateEscapes());
        }
        return text.toString();
    }

    /** Walks one file. */
    private final class Finder extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, ExpressionTree> constants = new HashMap<>();

        Finder(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void ignored) {
                    if (variable.getInitializer() != null && variable.getModifiers().getFlags().toString().contains("final")) {
                        constants.put(variable.getName().toString(), variable.getInitializer());
                    }
                    return super.visitVariable(variable, ignored);
                }
            }.scan(tree, null);
            return super.visitCompilationUnit(tree, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void nothing) {
            if (EXCEPTIONS.contains(simple(tree.getIdentifier().toString()))) {
                take(tree, tree.getArguments());
            }
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
            if (METHODS.contains(tree.getMethodSelect().toString())) {
                take(tree, tree.getArguments());
            }
            if (PRINTS.contains(simple(tree.getMethodSelect().toString()))) {
                for (ExpressionTree argument : tree.getArguments()) {
                    printed(tree, argument);
                }
            }
            return super.visitMethodInvocation(tree, nothing);
        }

        private void printed(Tree place, ExpressionTree argument) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void ignored) {
                    if (literal.getValue() instanceof String text && text.matches("(?s).*\\p{L}{3}.*")) {
                        problems.add(where(place) + ": is printed without translation; use Text.tr: " + quoted(text));
                    }
                    return null;
                }

                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void ignored) {
                    // What another call makes of it is its own affair.
                    return null;
                }
            }.scan(argument, null);
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, Void nothing) {
            if (HELP_ANNOTATIONS.contains(simple(tree.getAnnotationType().toString()))) {
                for (ExpressionTree argument : tree.getArguments()) {
                    if (argument instanceof AssignmentTree set && HELP.contains(set.getVariable().toString())) {
                        help(tree, set.getExpression());
                    }
                }
            }
            return super.visitAnnotation(tree, nothing);
        }

        private void help(Tree place, ExpressionTree value) {
            List<? extends ExpressionTree> lines = value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
            for (ExpressionTree line : lines) {
                for (String text : texts(line)) {
                    said.putIfAbsent(text, where(place));
                }
            }
        }

        private void take(Tree place, List<? extends ExpressionTree> arguments) {
            List<? extends ExpressionTree> left = arguments;
            if (!left.isEmpty() && left.get(0).toString().endsWith(".class")) {
                left = left.subList(1, left.size());
            }
            if (left.isEmpty()) {
                return;
            }
            List<String> texts = texts(left.get(0));
            if (texts.isEmpty() && left.get(0) instanceof BinaryTree) {
                problems.add(where(place) + ": is put together, so it cannot be translated; use %s: " + left.get(0));
            }
            for (String text : texts) {
                said.putIfAbsent(text, where(place));
                int highest = specifiers(text).stream().mapToInt(each -> Integer.parseInt(each.replaceAll("\\D", ""))).max().orElse(0);
                if (highest > left.size() - 1) {
                    problems.add(where(place) + ": has fewer arguments than its pattern wants: " + quoted(text));
                }
            }
        }

        /** {@return the strings that an expression may be; empty if it is not constant} */
        private List<String> texts(Tree expression) {
            if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return List.of(text);
            } else if (expression instanceof ParenthesizedTree inner) {
                return texts(inner.getExpression());
            } else if (expression instanceof ConditionalExpressionTree choice) {
                List<String> both = new ArrayList<>(texts(choice.getTrueExpression()));
                both.addAll(texts(choice.getFalseExpression()));
                return both;
            } else if (expression instanceof IdentifierTree name && constants.containsKey(name.getName().toString())) {
                return texts(constants.get(name.getName().toString()));
            } else if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                List<String> left = texts(sum.getLeftOperand());
                List<String> right = texts(sum.getRightOperand());
                return left.size() == 1 && right.size() == 1 ? List.of(left.get(0) + right.get(0)) : List.of();
            }
            return List.of();
        }

        private String where(Tree tree) {
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            String name = unit.getSourceFile().getName();
            return name.substring(name.lastIndexOf('/') + 1) + ":" + line;
        }

        private String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }
}
