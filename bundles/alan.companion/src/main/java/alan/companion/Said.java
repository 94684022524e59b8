package alan.companion;

import alan.api.audio.Pcm;
import alan.api.tts.Sample;
import java.util.List;

/**
 * Something that was said in a conversation, and how it sounded.
 *
 * @param voice that said it; {@link #PERSON} for the person
 * @param text what was said
 * @param sound how, without a mark
 */
record Said(String voice, String text, Pcm sound) {
    /** Who asks. No voice has such a name. */
    static final String PERSON = "";

    /** What an engine's own default voice is called here. */
    static final String DEFAULT = "default voice";

    /** Number of who speaks now, see {@link Sample}. */
    static final int SPEAKING = 0;

    private static final int ASKING = 1;
    private static final int OTHERS = 2;

    /** {@return samples of it, numbered for a voice that speaks next} @param all what was said @param voice that speaks next */
    static List<Sample> samples(List<Said> all, String voice) {
        return all.stream().map(each -> new Sample(each.voice.equals(voice) ? SPEAKING : each.voice.equals(PERSON) ? ASKING : OTHERS, each.text, each.sound))
                .toList();
    }
}
