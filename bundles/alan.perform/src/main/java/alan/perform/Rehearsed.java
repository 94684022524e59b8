package alan.perform;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.tts.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was said so far, as an engine is shown it: the newest lines, two minutes of sound at most. */
final class Rehearsed {
    /** Seconds of sound: more than any engine has room for. */
    private static final double MOST = 120;

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsed.class);

    private final List<Take> takes;
    private final AudioFiles files;
    private final Deque<Heard> heard = new ArrayDeque<>();

    private record Heard(Take take, Pcm sound) {}

    /** @param takes of the performance @param files reads the sound of those that are whole */
    Rehearsed(List<Take> takes, AudioFiles files) {
        this.takes = takes;
        this.files = files;
    }

    /**
     * Takes up lines that were made by an earlier run.
     *
     * @param work has them
     * @param kept how many of the first there should be
     * @return how many there are; a file that a power cut has spoilt, and those after it, are to be made anew
     */
    int takeUp(WorkFolder work, int kept) {
        for (int i = 0; i < kept; i++) {
            try {
                add(work, i);
            } catch (AlanException e) {
                LOG.warn("{} is made anew", work.file(i), e);
                return i;
            }
        }
        return kept;
    }

    /** Adds a line that has just been made. As it was written, since that is what a later run would read. */
    void add(WorkFolder work, int index) throws AlanException {
        add(new Heard(takes.get(index), files.read(work.file(index), 0)));
    }

    private void add(Heard last) {
        heard.add(last);
        // Added up anew each time: a sum that goes up and down would round in another way after an interruption.
        while (heard.stream().mapToDouble(each -> each.sound().seconds()).sum() > MOST) {
            heard.remove();
        }
    }

    /** {@return the conversation before a line, the oldest first} The voice of the line is speaker 0, the others are numbered as they come in the script. */
    List<Sample> before(Take next) {
        Set<String> voices = new LinkedHashSet<>(List.of(next.role().name()));
        takes.forEach(take -> voices.add(take.role().name()));
        List<String> numbers = List.copyOf(voices);
        List<Sample> conversation = new ArrayList<>();
        for (Heard each : heard) {
            conversation.add(new Sample(numbers.indexOf(each.take().role().name()), each.take().line().text(), each.sound()));
        }
        return conversation;
    }
}
