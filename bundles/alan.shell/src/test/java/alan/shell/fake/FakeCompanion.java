package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.engine.LanguageUnknownException;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A companion that always gives the same answer. */
public final class FakeCompanion implements Companion {
    public static final String HEARD = "What is the moon?";
    public static final int RATE = 22_050;

    public final List<TurnRequest> asked = new ArrayList<>();
    public final List<SpeechRequest> said = new ArrayList<>();
    public final List<String> forgotten = new ArrayList<>();
    public final CountDownLatch waiting = new CountDownLatch(1);
    public long pieceMillis;
    public boolean endless;
    public boolean chatty;
    public int silentTurns;
    public AlanException failure;
    public RuntimeException defect;
    public volatile boolean closed;
    /** What is spoken in recordings. */
    public String language = "en";
    /** How often a recording was written down without a turn. */
    public int hearings;
    /** Thrown instead of an answer, after its sentence was spoken if {@link #honestVoice}. */
    public LanguageUnknownException unknown;
    public boolean honestVoice = true;

    @Override
    public Turn begin(TurnRequest request) throws AlanException {
        asked.add(request);
        if (failure != null) {
            throw failure;
        }
        if (defect != null) {
            throw defect;
        }
        return new FakeTurn(request);
    }

    @Override
    public Transcript hear(Pcm recording, String language) {
        hearings++;
        return transcript(language == null ? this.language : language);
    }

    public static Transcript transcript(String language) {
        List<Segment.Word> words = List.of(
                new Segment.Word("What", 100, 300, 0.98),
                new Segment.Word("is", 300, 420, 0.97),
                new Segment.Word("the", 420, 500, 0.99),
                new Segment.Word("moon?", 500, 1250, 0.875));
        return new Transcript(HEARD, language == null ? "en" : language, List.of(new Segment(" " + HEARD, 100, 1250, words)));
    }

    @Override
    public PcmStream say(SpeechRequest request, String work, Consumer<Text> notice) {
        said.add(request);
        return PcmStream.of(new Pcm(RATE, new float[RATE]));
    }

    @Override
    public List<Persona> personas() {
        return List.of(
                new Persona(
                        "alan", "You are Alan, an everyday companion.\nYou answer in one or two short sentences.", null, null),
                new Persona("pirate", "You are a pirate.", "en_US-joe-medium", "en"));
    }

    @Override
    public List<TurnRecord> recent() {
        return List.of(record("2", "Why?", true), record("1", HEARD, false));
    }

    @Override
    public void forget(String conversation) {
        forgotten.add(conversation);
    }

    public static TurnRecord record(String id, String question, boolean typed) {
        return new TurnRecord(
                id,
                Instant.parse("2026-11-23T10:00:00Z"),
                "alan",
                "en",
                question,
                "The moon is a rock. It shines.",
                List.of("The moon is a rock.", "It shines."),
                Map.of("llm", "llama"),
                new TurnRecord.Timings(
                        typed ? null : 1.5, 0.0, typed ? null : 0.6, 0.21, 1.0, 33, 40, 0.4, 2.0, 0.95, 2.1),
                List.of(),
                List.of(),
                null,
                false);
    }

    private final class FakeTurn implements Turn {
        private final Deque<TurnEvent> events = new ArrayDeque<>();
        private final TurnRequest request;

        FakeTurn(TurnRequest request) {
            this.request = request;
            if (request.utterance() != null) {
                events.add(new TurnEvent.Heard(transcript(request.language())));
            }
            if (unknown != null) {
                if (request.speak() && honestVoice) {
                    events.add(new TurnEvent.Spoken(0, unknown.getMessage(), new Pcm(RATE, new float[RATE / 2])));
                }
                return;
            }
            for (String piece : List.of("The ", "moon ", "is ", "a rock. ", "It shines.")) {
                events.add(new TurnEvent.Written(piece));
            }
            if (request.speak()) {
                events.add(new TurnEvent.Spoken(0, "The moon is a rock.", new Pcm(RATE, new float[RATE])));
                events.add(new TurnEvent.Spoken(1, "It shines.", new Pcm(RATE, new float[RATE])));
            }
        }

        @Override
        public TurnEvent next() throws AlanException {
            if (silentTurns > 0) {
                silentTurns--;
                throw new NothingHeardException("Nobody speaks in this recording.");
            }
            if (chatty) {
                return closed ? null : new TurnEvent.Written("blah ");
            }
            try {
                Thread.sleep(pieceMillis);
            } catch (InterruptedException e) {
                return null;
            }
            if (events.isEmpty() && unknown != null) {
                throw unknown;
            }
            return events.isEmpty() && endless ? await() : events.poll();
        }

        // Does not give way to an interrupt, as native code would not.
        private synchronized TurnEvent await() {
            waiting.countDown();
            boolean interrupted = false;
            while (!closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return null;
        }

        @Override
        public TurnRecord record() {
            return FakeCompanion.record("3", request.text() == null ? HEARD : request.text(), request.text() != null);
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }
}
