package alan.tts.csm.command;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.generate.Sampling;
import java.security.SecureRandom;
import picocli.CommandLine.Option;

/** How codes are drawn. */
final class SamplingOptions {
    @Option(names = "--greedy", description = "Always the likeliest code; --seed, --temperature and --topk are of no account then.")
    private boolean greedy;

    @Option(names = "--seed", paramLabel = "N",
            description = "The same seed gives the same codes. Without it, another one each time; codes.json has it.")
    private Long seed;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "" + Sampling.TEMPERATURE,
            description = "More than 0; larger is more varied. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(names = "--topk", paramLabel = "K", defaultValue = "" + Sampling.TOP_K,
            description = "How many of the likeliest codes come into question. Default: ${DEFAULT-VALUE}.")
    private int topK;

    /**
     * {@return how codes are to be drawn}
     *
     * @param config of the model
     * @throws AlanException when a number cannot be
     */
    Sampling sampling(CsmConfig config) throws AlanException {
        if (greedy) {
            return Sampling.likeliest();
        }
        // As the networks have it, in 32 bits.
        if (!((float) temperature > 0) || !Float.isFinite((float) temperature)) {
            throw new AlanException("--temperature must be more than 0, and %s is not; try 0.9.", temperature);
        }
        if (topK < 1 || topK > config.audioVocabulary()) {
            throw new AlanException("--topk must be from 1 to %s, for this model has so many codes, and %s is not.", config.audioVocabulary(), topK);
        }
        // Few enough digits for whoever reads JSON's numbers as doubles.
        return new Sampling(temperature, topK, seed != null ? seed : new SecureRandom().nextInt(Integer.MAX_VALUE), false);
    }
}
