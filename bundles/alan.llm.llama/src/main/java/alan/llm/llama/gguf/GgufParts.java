package alan.llm.llama.gguf;

import static alan.llm.llama.gguf.GgufMetadata.INT32;
import static alan.llm.llama.gguf.GgufMetadata.UINT16;
import static alan.llm.llama.gguf.GgufProblem.damaged;
import static alan.llm.llama.gguf.GgufProblem.foreign;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The further files of a model that was split: {@code NAME-00001-of-00003.gguf} and so on. The library finds them by that name and reads them as it
 * reads the first.
 */
final class GgufParts {
    private static final Pattern NAME = Pattern.compile("(.+)-00001-of-(\\d{5})\\.gguf", Pattern.DOTALL);
    private static final String COUNT = "split.count";
    private static final String NUMBER = "split.no";
    private static final String TENSORS = "split.tensors.count";

    private GgufParts() {}

    /**
     * Checks the other files of a model, if it has any, and adds their tensors to the first's.
     *
     * @param path of the first
     * @param first what is in it
     */
    static void join(Path path, GgufReader.Part first) throws IOException, GgufProblem {
        long count = first.metadata().number(COUNT, UINT16, 0);
        if (count <= 1) {
            return;
        }
        long number = first.metadata().number(NUMBER, UINT16, 0);
        if (number != 0) {
            throw foreign(Text.of("it is part %s of %s, and the first one is needed", number + 1, count));
        }
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches() || Integer.parseInt(name.group(2)) != count) {
            throw foreign(Text.of("it is the first of %s parts, and its name does not end in %s", count,
                    String.format(Locale.ROOT, "-00001-of-%05d.gguf", count)));
        }
        for (int i = 1; i < count; i++) {
            String other = String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", name.group(1), i + 1, count);
            first.tensors().addAll(read(path.resolveSibling(other), i).tensors());
        }
        if (first.metadata().number(TENSORS, INT32, -1) != first.tensors().all().size()) {
            throw damaged(Text.of("its parts have %s tensors together and should have %s",
                    first.tensors().all().size(), first.metadata().number(TENSORS, INT32, -1)));
        }
    }

    private static GgufReader.Part read(Path path, int number) throws IOException, GgufProblem {
        if (!Files.isRegularFile(path)) {
            throw damaged(Text.of("its part %s is missing", path.getFileName()));
        }
        try (FileChannel channel = FileChannel.open(path)) {
            GgufReader.Part part = GgufReader.readPart(new GgufInput(channel));
            if (part.metadata().number(NUMBER, UINT16, -1) != number) {
                throw damaged(Text.of("its part %s is part %s of something", path.getFileName(), part.metadata().number(NUMBER, UINT16, -1) + 1));
            }
            return part;
        } catch (GgufProblem problem) {
            throw damaged(Text.of("in its part %s, %s", path.getFileName(), problem));
        }
    }
}
