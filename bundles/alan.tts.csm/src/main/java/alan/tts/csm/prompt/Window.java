package alan.tts.csm.prompt;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a voice's samples and of the conversation goes into the model's positions, together with a sentence and the frames of its answer. The
 * voice's samples always do; of the conversation, the newest turns that fit.
 *
 * @param segments of the prompt, in their order: the voice's, the conversation's, the sentence
 * @param leftOut how many turns of the conversation did not fit, the oldest
 * @param room positions that are left for frames
 */
public record Window(List<Segment> segments, int leftOut, int room) {
    /**
     * Chooses.
     *
     * @param positions of the model
     * @param voice samples of the voice
     * @param conversation turns before the sentence, the oldest first
     * @param sentence to be spoken
     * @param frames that it may take
     * @return what goes in; there is room for at least so many frames
     * @throws AlanException when the voice and the sentence alone are too much
     */
    public static Window of(int positions, List<Segment> voice, List<Segment> conversation, Segment sentence, int frames) throws AlanException {
        int fixed = positions(voice) + sentence.positions();
        if (fixed + frames > positions) {
            throw new AlanException("The samples of the voice take %s of the model's %s positions and the sentence %s, which leaves less than the %s that"
                    + " it needs to be spoken: shorten the samples or the sentence.", positions(voice), positions, sentence.positions(), frames);
        }
        int left = positions - fixed - frames;
        int first = conversation.size();
        while (first > 0 && conversation.get(first - 1).positions() <= left) {
            first--;
            left -= conversation.get(first).positions();
        }
        List<Segment> segments = new ArrayList<>(voice);
        segments.addAll(conversation.subList(first, conversation.size()));
        segments.add(sentence);
        return new Window(List.copyOf(segments), first, left + frames);
    }

    private static int positions(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::positions).sum();
    }
}
