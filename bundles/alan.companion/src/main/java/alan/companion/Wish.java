package alan.companion;

import alan.api.tts.Sample;
import java.util.List;
import java.util.Map;

/**
 * How something is to be spoken.
 *
 * @param choice who speaks
 * @param language of the text, ISO 639-1; {@code null} if it is not known
 * @param options what only some engines know
 * @param fixed whether somebody asked for just this engine or voice, so that it speaks or nobody does
 * @param before what was said before, the oldest first; who speaks now is speaker 0
 * @param goesOn whether each sentence is spoken as what follows those before it, rather than by itself
 * @param takes of each sentence, see {@link Takes}
 * @param work that it is part of, see {@link alan.api.companion.Companion#say(alan.api.tts.SpeechRequest, String)}; {@code null} for none
 */
record Wish(Voices.Choice choice, String language, Map<String, String> options, boolean fixed, List<Sample> before, boolean goesOn, int takes,
        String work) {}
