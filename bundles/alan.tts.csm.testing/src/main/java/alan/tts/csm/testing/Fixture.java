package alan.tts.csm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A checkpoint and what the reference implementation made of it.
 *
 * @param checkpoint opened
 * @param expected of it
 */
public record Fixture(Checkpoint checkpoint, Expected expected) {
    /** Where those of the repository lie, from the folder of a backend's bundle. */
    public static final Path FOLDER = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures");
    /** System property: a folder that {@code fixtures.py} has written, to be compared instead of those in the repository. */
    private static final String ANOTHER = "alan.csm.checkpoint";

    /** {@return the folders of all fixtures} */
    public static Stream<Path> all() {
        return folders("plain", "original", "sharded", "bfloat16", "stops");
    }

    /** {@return the folders of those that have clips} */
    public static Stream<Path> withClips() {
        return folders("plain", "original", "sharded");
    }

    private static Stream<Path> folders(String... names) {
        return isAnother() ? Stream.of(Path.of(System.getProperty(ANOTHER))) : Stream.of(names).map(FOLDER::resolve);
    }

    /** {@return whether it is not those of the repository that are compared} */
    public static boolean isAnother() {
        return System.getProperty(ANOTHER) != null;
    }

    /** {@return a fixture} @param folder of it */
    public static Fixture open(Path folder) throws Exception {
        return new Fixture(Checkpoint.open(folder), Expected.of(folder));
    }

    /** {@return the sizes of its network} */
    public CsmConfig config() {
        return checkpoint.config();
    }

    /** {@return the codes of a frame that the reference drew} @param index of the frame */
    public int[] frame(int index) {
        return Arrays.copyOfRange(expected.ints("frames"), index * config().codebooks(), (index + 1) * config().codebooks());
    }

    /** {@return the prompt, put together from its texts and clips} */
    public Prompt prompt() {
        List<Segment> segments = new ArrayList<>();
        int[] ids = expected.ints("prompt.ids");
        int start = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == config().endText()) {
                int[] text = Arrays.copyOfRange(ids, start, i + 1);
                List<int[]> frames = clip(segments.size());
                segments.add(new Segment(text, frames));
                start = i + 1 + (frames.isEmpty() ? 0 : frames.size() + 1);
            }
        }
        Prompt prompt = Prompt.of(segments, config().codebooks());
        assertThat(prompt.positions()).isEqualTo(ids.length);
        return prompt;
    }

    /** {@return the reference's codes of a clip, frame by frame; empty if there is none} @param index of the clip */
    public List<int[]> clip(int index) {
        String name = "clip." + index + ".codes";
        if (!expected.has(name)) {
            return List.of();
        }
        int[] byCodebook = expected.ints(name);
        int count = expected.size(name, 1);
        return IntStream.range(0, count)
                .mapToObj(frame -> IntStream.range(0, config().codebooks()).map(codebook -> byCodebook[codebook * count + frame]).toArray())
                .toList();
    }

    /** {@return what the depth decoder is given to take the likeliest codes} @param backbone what the backbone gave */
    public Map<String, Value> greedy(Map<String, Value> backbone) {
        return Map.of(
                Backbone.STATE, backbone.get(Backbone.STATE),
                Backbone.LOGITS, backbone.get(Backbone.LOGITS),
                DepthDecoder.NOISE, new Floats(new float[config().codebooks()], 1, config().codebooks(), 1),
                DepthDecoder.TEMPERATURE, new Floats(new float[] {1}, 1, 1));
    }

    /** {@return floats that a program gave} @param out of a run @param name of the output */
    public static float[] floats(Map<String, Value> out, String name) {
        return ((Floats) out.get(name)).data();
    }
}
