package alan.companion;

import alan.api.audio.AudioFiles;
import java.util.Set;

/**
 * What all turns share.
 *
 * @param audio resamples
 * @param languages tells the language of texts
 * @param voices finds voices
 * @param people whose voices are kept here
 * @param marks marks what is spoken
 * @param thinkers language models that were seen to begin in the middle of a thought, see {@link Thinking}; safe for use by several threads
 */
record Faculties(AudioFiles audio, Languages languages, Voices voices, People people, Marks marks, Set<String> thinkers) {}
