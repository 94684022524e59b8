package alan.tts.csm.codec;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.List;
import java.util.Map;

/** Makes sound of an utterance's frames as they come. However they are portioned, the sound is the same. */
public final class FrameDecoder implements AutoCloseable {
    private final CsmConfig config;
    private final Program decoder;
    private final Program.State state;

    /**
     * @param config of the model
     * @param decoder {@link MimiDecoder}, ready
     * @param frames that the utterance may have at most
     */
    public FrameDecoder(CsmConfig config, Program decoder, int frames) {
        this.config = config;
        this.decoder = decoder;
        this.state = decoder.state(1, frames * MimiConfig.POSITIONS_A_FRAME);
    }

    /**
     * {@return the sound of the next frames} As many samples as the frames have, mono, at the model's rate. Codes for which the codec has no sound,
     * of which the heads know three, count as its last.
     *
     * @param frames one or more, each of as many codes as the model has codebooks
     * @throws AlanException when it cannot be computed
     */
    public float[] decode(List<int[]> frames) throws AlanException {
        int semantic = config.mimi().semanticCodebooks();
        int acoustic = config.codebooks() - semantic;
        int[] first = new int[frames.size() * semantic];
        int[] rest = new int[frames.size() * acoustic];
        for (int i = 0; i < frames.size(); i++) {
            for (int codebook = 0; codebook < config.codebooks(); codebook++) {
                int code = Math.min(frames.get(i)[codebook], config.mimi().codebookSize() - 1);
                if (codebook < semantic) {
                    first[i * semantic + codebook] = code;
                } else {
                    rest[i * acoustic + codebook - semantic] = code;
                }
            }
        }
        return ((Floats) decoder.run(Map.of(
                MimiDecoder.SEMANTIC, new Ints(first, 1, frames.size(), semantic),
                MimiDecoder.ACOUSTIC, new Ints(rest, 1, frames.size(), acoustic)),
                state, MimiConfig.POSITIONS_A_FRAME * frames.size()).get(MimiDecoder.SOUND)).data();
    }

    @Override
    public void close() {
        state.close();
    }
}
