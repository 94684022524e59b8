package alan.tts.csm.checkpoint;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.tts.csm.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A CSM checkpoint as it lies in a folder: sizes, and where each tensor is. Nothing of the weights has been read.
 *
 * @param folder of it
 * @param config its sizes
 * @param layout how it names and orders its tensors
 * @param tensors by transformers' names, whatever the layout
 * @param problems what is missing of it, or has the wrong shape or type; a usable checkpoint has none
 * @param foreign names of tensors, as stored, that CSM does not have
 */
public record Checkpoint(Path folder, CsmConfig config, Layout layout, Map<String, StoredTensor> tensors, List<Text> problems, List<String> foreign) {
    /**
     * Looks at a checkpoint. One with problems is returned, too.
     *
     * @param folder with {@code config.json} and safetensors
     * @return what it is
     * @throws AlanException when it is no CSM checkpoint, or a file of it is damaged
     */
    public static Checkpoint look(Path folder) throws AlanException {
        Map<String, StoredTensor> stored = CheckpointFiles.tensors(folder);
        CsmConfig config = new CsmConfigReader(folder).read();
        Layout layout = Layout.of(stored.keySet())
                .orElseThrow(() -> new AlanException("The folder %s holds no CSM checkpoint: its tensors are others.", folder));
        Map<String, StoredTensor> tensors = new TreeMap<>();
        List<Text> problems = new ArrayList<>();
        TreeSet<String> foreign = new TreeSet<>(stored.keySet());
        foreign.removeIf(Checkpoint::isOfNoUse);
        Schema.of(config).forEach((name, shape) -> {
            List<String> names = layout.stored(name);
            StoredTensor tensor = names.stream().map(stored::get).filter(Objects::nonNull).findFirst().orElse(null);
            if (tensor == null) {
                problems.add(Text.of("the tensor %s is missing", names.get(0)));
            } else if (!tensor.shape().equals(shape)) {
                problems.add(Text.of("the tensor %s is %s instead of %s", tensor.name(), tensor.dimensions(), StoredTensor.dimensions(shape)));
            } else if (!tensor.type().isWeight()) {
                problems.add(Text.of("the tensor %s is of type %s instead of F32, F16 or BF16", tensor.name(), tensor.type().name()));
            } else {
                tensors.put(name, tensor);
            }
            foreign.removeAll(names);
        });
        return new Checkpoint(folder, config, layout, tensors, List.copyOf(problems), List.copyOf(foreign));
    }

    /**
     * Opens a checkpoint that is to be used.
     *
     * @param folder with {@code config.json} and safetensors
     * @return what it is, without problems
     * @throws AlanException as {@link #look}, or when something of it is missing or has the wrong shape or type
     */
    public static Checkpoint open(Path folder) throws AlanException {
        Checkpoint checkpoint = look(folder);
        List<Text> problems = checkpoint.problems();
        if (!problems.isEmpty()) {
            Text shown = problems.get(0);
            throw problems.size() == 1
                    ? new AlanException("The checkpoint in %s cannot be used: %s.", folder, shown)
                    : new AlanException("The checkpoint in %s cannot be used: %s, and %s more like this; alan:csm-info %s lists them.",
                            folder, shown, problems.size() - 1, folder);
        }
        return checkpoint;
    }

    /** What training leaves, and what is computed anew: it is neither needed nor foreign. */
    private static boolean isOfNoUse(String name) {
        return name.endsWith(".codebook.initialized") || name.endsWith(".inv_freq") || name.endsWith("audio_tokens_offsets");
    }

    /** {@return numbers of all its tensors, the tied ones once} */
    public long parameters() {
        return tensors.values().stream().mapToLong(tensor -> tensor.bytes() / tensor.type().bytes()).sum();
    }
}
