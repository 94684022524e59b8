package alan.tts.csm.command;

import alan.api.text.Text;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.checkpoint.TransformerConfig;
import alan.tts.csm.tensor.StoredTensor;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a checkpoint is. Weights that are missing or wrong are not counted.
 *
 * @param folder of it
 * @param usable whether it can speak
 * @param layout {@code transformers} or {@code original}
 * @param parameters numbers of all its weights, those that networks share once
 * @param bytes that these take on disk
 * @param tensors how many weights there are of each type
 * @param backbone over the frames, with the embeddings that the depth decoder shares
 * @param depthDecoder over the codebooks of a frame
 * @param mimi the codec; the sizes are those of either of its two transformers
 * @param positions of a prompt and the answer together
 * @param codebooks of a frame
 * @param codes that the networks know for each
 * @param textTokens that the networks know
 * @param sampleRate of the sound, in Hz
 * @param framesPerSecond of the sound
 * @param tokenizer whether {@code tokenizer.json} is there
 * @param problems why it cannot speak
 * @param foreign tensors that CSM does not have
 */
record CheckpointReport(
        String folder,
        boolean usable,
        String layout,
        long parameters,
        long bytes,
        Map<String, Integer> tensors,
        Network backbone,
        Network depthDecoder,
        Network mimi,
        int positions,
        int codebooks,
        int codes,
        int textTokens,
        int sampleRate,
        double framesPerSecond,
        boolean tokenizer,
        List<String> problems,
        List<String> foreign) {
    private static final String TOKENIZER = "tokenizer.json";
    private static final int SHOWN = 20;

    /**
     * A network.
     *
     * @param layers of its transformer
     * @param size of a state
     * @param inner size of its feed-forward networks
     * @param heads of queries
     * @param keyValueHeads heads of keys and values
     * @param headSize numbers of a head
     * @param parameters of all of it
     * @param bytes that these take on disk
     */
    record Network(int layers, int size, int inner, int heads, int keyValueHeads, int headSize, long parameters, long bytes) {
        private static Network of(TransformerConfig config, Checkpoint checkpoint, Predicate<String> names) {
            List<StoredTensor> tensors = checkpoint.tensors().entrySet().stream()
                    .filter(each -> names.test(each.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            return new Network(config.layers(), config.size(), config.inner(), config.heads(), config.keyValueHeads(), config.headSize(),
                    tensors.stream().mapToLong(each -> each.bytes() / each.type().bytes()).sum(),
                    tensors.stream().mapToLong(StoredTensor::bytes).sum());
        }

        private String told() {
            return Text.tr("layers %,d, width %,d, heads %,d (of keys %,d), feed-forward %,d; parameters %,d, %s",
                    layers, size, heads, keyValueHeads, inner, parameters, Units.bytes(bytes));
        }
    }

    /** {@return the report about a checkpoint} @param checkpoint with or without problems */
    static CheckpointReport of(Checkpoint checkpoint) {
        CsmConfig config = checkpoint.config();
        MimiConfig mimi = config.mimi();
        boolean tokenizer = Files.exists(checkpoint.folder().resolve(TOKENIZER));
        List<String> problems = new ArrayList<>(checkpoint.problems().stream().map(Text::toString).toList());
        if (!tokenizer) {
            problems.add(Text.tr("%s is missing", TOKENIZER));
        }
        Map<String, Integer> types = new TreeMap<>();
        checkpoint.tensors().values().forEach(tensor -> types.merge(tensor.type().name(), 1, Integer::sum));
        Predicate<String> codec = name -> name.startsWith("codec_model.");
        Predicate<String> depth = name -> name.startsWith("depth_decoder.");
        return new CheckpointReport(checkpoint.folder().toString(), problems.isEmpty(), checkpoint.layout().name().toLowerCase(Locale.ROOT),
                checkpoint.parameters(), checkpoint.tensors().values().stream().mapToLong(StoredTensor::bytes).sum(), types,
                Network.of(config.backbone(), checkpoint, codec.or(depth).negate()), Network.of(config.depth(), checkpoint, depth),
                Network.of(mimi.transformer(), checkpoint, codec), config.positions(), config.codebooks(), config.audioVocabulary(),
                config.textVocabulary(), mimi.sampleRate(), mimi.sampleRate() / (double) mimi.frameSize(), tokenizer, List.copyOf(problems),
                checkpoint.foreign());
    }

    /** Prints it for people. @param out where to */
    void print(PrintStream out) {
        Labels labels = new Labels();
        labels.add(Text.tr("folder:"), folder);
        labels.add(Text.tr("layout:"), layout);
        labels.add(Text.tr("weights:"), Text.tr("parameters %,d, %s", parameters, Units.bytes(bytes)));
        labels.add(Text.tr("precision:"), String.join(", ", tensors.entrySet().stream()
                .map(each -> Text.tr("%s (tensors: %,d)", each.getKey(), each.getValue())).toList()));
        labels.add(Text.tr("backbone:"), backbone.told());
        labels.add(Text.tr("depth decoder:"), depthDecoder.told());
        labels.add("Mimi:", mimi.told());
        labels.add(Text.tr("positions:"), Text.tr("%,d, or %,.1f s of sound", positions, positions / framesPerSecond));
        labels.add(Text.tr("frames:"), Text.tr("%,.1f a second, codebooks %,d, codes of each %,d", framesPerSecond, codebooks, codes));
        labels.add(Text.tr("sound:"), Text.tr("%,d Hz", sampleRate));
        labels.add(Text.tr("tokenizer:"), tokenizer ? TOKENIZER : Text.tr("none"));
        labels.add(Text.tr("problems:"), problems.isEmpty() ? Text.tr("none") : problems.size());
        labels.add(Text.tr("foreign tensors:"), foreign.isEmpty() ? Text.tr("none") : foreign.size());
        labels.print(out);
        list(out, Text.tr("Problems:"), problems);
        list(out, Text.tr("Foreign tensors:"), foreign);
    }

    private static void list(PrintStream out, String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        lines.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
        if (lines.size() > SHOWN) {
            out.println("  " + Text.tr("and %,d more", lines.size() - SHOWN));
        }
    }
}
