package alan.tts.csm.checkpoint;

/**
 * Sizes and special numbers of a CSM model.
 *
 * @param codebooks of a frame
 * @param audioVocabulary codes that a codebook's head knows; some of the last have no sound
 * @param textVocabulary text tokens
 * @param positions of a prompt and the answer together
 * @param beginText id of the token before a segment's text
 * @param endText id of the token after it
 * @param backbone over the frames
 * @param depth over the codebooks of one frame
 * @param mimi the codec
 */
public record CsmConfig(
        int codebooks,
        int audioVocabulary,
        int textVocabulary,
        int positions,
        int beginText,
        int endText,
        TransformerConfig backbone,
        TransformerConfig depth,
        MimiConfig mimi) {
    /** The code whose frame, in every codebook, ends an utterance. */
    public static final int END = 0;
}
