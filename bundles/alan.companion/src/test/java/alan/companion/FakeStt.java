package alan.companion;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.stt.Segment;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

final class FakeStt extends FakeEngine implements SpeechToText {
    volatile String text = " What is the time?";
    volatile String language = "en";
    volatile Gate gate;
    volatile Step before = NOTHING;
    final List<Pcm> utterances = new CopyOnWriteArrayList<>();
    final List<String> languages = new CopyOnWriteArrayList<>();

    private final Deque<String> next = new ConcurrentLinkedDeque<>();

    /** From now on, one after the other; after that {@link #text}. */
    void hears(String... texts) {
        next.addAll(List.of(texts));
    }

    @Override
    public Transcription transcribe(Pcm utterance, String wanted) {
        utterances.add(utterance);
        languages.add(String.valueOf(wanted));
        String heard = next.isEmpty() ? text : next.poll();
        return new Transcription() {
            private volatile boolean closed;
            private boolean done;

            @Override
            public Segment next() throws AlanException {
                if (gate != null) {
                    gate.pass(() -> closed);
                }
                if (closed || done) {
                    return null;
                }
                before.run();
                done = true;
                return heard.isEmpty() ? null : new Segment(heard, 100, 500, List.of(new Segment.Word("What", 100, 200, 0.9)));
            }

            @Override
            public String language() {
                return language;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
