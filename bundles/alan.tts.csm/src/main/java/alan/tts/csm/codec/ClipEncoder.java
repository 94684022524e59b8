package alan.tts.csm.codec;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes frames of a clip. Each clip is by itself: nothing of one is heard in the next. */
public final class ClipEncoder {
    private final CsmConfig config;
    private final Program encoder;

    /**
     * @param config of the model
     * @param encoder {@link MimiEncoder}, ready
     */
    public ClipEncoder(CsmConfig config, Program encoder) {
        this.config = config;
        this.encoder = encoder;
    }

    /**
     * {@return the frames of a clip, each of as many codes as the model has codebooks} The last one is filled up with silence.
     *
     * @param samples one or more, mono, at the model's rate, from −1 to 1
     * @throws AlanException when it cannot be computed
     */
    public List<int[]> encode(float[] samples) throws AlanException {
        Ints codes = (Ints) encoder.run(Map.of(MimiDecoder.SOUND, new Floats(samples, 1, 1, samples.length)), null).get(Backbone.CODES);
        int each = config.codebooks();
        return IntStream.range(0, codes.data().length / each)
                .mapToObj(frame -> Arrays.copyOfRange(codes.data(), frame * each, (frame + 1) * each))
                .toList();
    }
}
