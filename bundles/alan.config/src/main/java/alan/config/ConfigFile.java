package alan.config;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in the folder of the configuration, by its name and its letters: what can be told before it is taken apart into keys and values.
 *
 * @param path of the file
 */
record ConfigFile(Path path) {
    private static final List<String> READ = List.of(".cfg", ".config");
    private static final long SEEN_AFTER_MILLIS = 10_000;
    private static final Pattern NEARLY_READ = Pattern.compile("(?i).+\\.(cfg|config)(\\.txt)?");

    /** A backslash that is not itself escaped, a u, and not four hexadecimal digits. */
    private static final Pattern BAD_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

    /** {@return whether FileInstall takes it for a configuration} */
    boolean isRead() {
        return Files.isRegularFile(path) && READ.stream().anyMatch(name()::endsWith);
    }

    /** {@return whether somebody will have meant it for a configuration} */
    boolean isNearlyRead() {
        return Files.isRegularFile(path) && !isRead() && NEARLY_READ.matcher(name()).matches();
    }

    /** {@return whether FileInstall, which looks once a second, must have come by since it was written} */
    boolean isOld() {
        return path.toFile().lastModified() < System.currentTimeMillis() - SEEN_AFTER_MILLIS;
    }

    private String name() {
        return path.getFileName().toString();
    }

    private String stem() {
        return name().substring(0, name().lastIndexOf('.'));
    }

    /** {@return the PID that it configures: what stands before the first dash, which parts it from the name of one of many} */
    String pid() {
        int dash = stem().indexOf('-');
        return dash > 0 ? stem().substring(0, dash) : stem();
    }

    /** {@return whether it is one of many} */
    boolean isOneOfMany() {
        return stem().indexOf('-') > 0;
    }

    /** {@return that the file is not read, and under which name it would be} */
    Text misnamed() {
        String right = name().toLowerCase(Locale.ROOT).replaceFirst("\\.(cfg|config)(\\.txt)?$", ".cfg");
        return Text.of("%s is not read because of its name: call it %s.", path, right);
    }

    /** {@return that nothing here is configured by a file of this name, and perhaps which name was meant} @param known what can be configured */
    Text unknown(Collection<Designation> known) {
        Optional<String> near = Nearest.of(pid(), known.stream().map(Designation::pid).toList());
        return near.map(pid -> Text.of("No component here reads %s. Did you mean %s?", path, pid + name().substring(pid().length())))
                .orElseGet(() -> Text.of("No component here reads %s: correct its name, install what reads it, or remove it.", path));
    }

    /** {@return whether the name fits how many there may be of what it configures} @param designation of its PID */
    Optional<Text> wrongNumber(Designation designation) {
        if (designation.factory() == isOneOfMany()) {
            return Optional.empty();
        }
        return Optional.of(designation.factory()
                ? Text.of("There may be many of %s, so %s needs a name of its own: call it %s-NAME.cfg.", pid(), path, pid())
                : Text.of("There is only one %s: put what %s says into %s.cfg, and remove it.", pid(), path, pid()));
    }

    /** {@return what is wrong with the letters, so that FileInstall cannot read the file or reads something else} */
    Optional<Text> illegible() {
        try {
            byte[] bytes = Files.readAllBytes(path);
            String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (content.startsWith("\uFEFF")) {
                return Optional.of(Text.of("%s begins with a byte order mark, which becomes part of its first line: save it as UTF-8 without one.",
                        path));
            }
            return badEscape(content);
        } catch (CharacterCodingException e) {
            return Optional.of(Text.of("%s is not written in UTF-8, so letters beyond ASCII are lost: save it as UTF-8.", path));
        } catch (IOException e) {
            return Optional.of(Text.of("%s cannot be read: check its permissions.", path));
        }
    }

    private Optional<Text> badEscape(String content) {
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean comment = lines.get(i).stripLeading().startsWith("#") || lines.get(i).stripLeading().startsWith("!");
            if (!comment && BAD_ESCAPE.matcher(lines.get(i)).find()) {
                return Optional.of(Text.of("%s cannot be read because of its line %d: after \\u come four hexadecimal digits, and a backslash"
                        + " itself is written twice.", path, i + 1));
            }
        }
        return Optional.empty();
    }
}
