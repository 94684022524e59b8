package alan.home;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.Persona;
import alan.api.companion.Sentences;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import alan.api.companion.TurnRequest;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Hears what it is told to, makes sound that is a function of the text, and answers with the question in capitals. */
final class FakeCompanion implements Companion {
    static final int RATE = 22_050;
    static final int PER_CHARACTER = 500;

    final List<Pcm> heard = new CopyOnWriteArrayList<>();
    final List<String> languages = new CopyOnWriteArrayList<>();
    final List<SpeechRequest> spoken = new CopyOnWriteArrayList<>();
    final List<String> works = new CopyOnWriteArrayList<>();
    final List<TurnRequest> asked = new CopyOnWriteArrayList<>();
    final Map<String, List<String>> history = new ConcurrentHashMap<>();
    /** Sounds, turns and recordings that are being worked on. */
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();
    /** By sentence, question, or {@code hear}: waited at before it is worked on. */
    final Map<String, Gate> gates = new ConcurrentHashMap<>();
    /** By sentence: its rate, where it is not {@link #RATE}. */
    final Map<String, Integer> rates = new ConcurrentHashMap<>();
    volatile List<String> segments = List.of(" Hello.", " Is it noon?");
    /** By sentence or question: how it fails. */
    final Map<String, AlanException> failures = new ConcurrentHashMap<>();
    volatile AlanException failure;
    volatile RuntimeException bug;
    volatile int perCharacter = PER_CHARACTER;

    private void begin(String what) throws AlanException {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            if (failure != null) {
                throw failure;
            }
            if (failures.containsKey(what)) {
                throw failures.get(what);
            }
            if (bug != null) {
                throw bug;
            }
            Gate gate = gates.get(what);
            if (gate != null && !gate.pass()) {
                throw new AlanException("It was stopped.");
            }
        } catch (AlanException | RuntimeException e) {
            open.decrementAndGet();
            throw e;
        }
    }

    @Override
    public Transcript hear(Pcm recording, String language) throws AlanException {
        return hear(recording, language, segment -> { });
    }

    @Override
    public Transcript hear(Pcm recording, String language, Consumer<Segment> told) throws AlanException {
        heard.add(recording);
        languages.add(String.valueOf(language));
        begin("hear");
        try {
            List<Segment> all = segments.stream().map(text -> new Segment(text, 0, 100, List.of())).toList();
            all.forEach(told);
            if (all.isEmpty()) {
                throw new NothingHeardException("Nobody speaks.");
            }
            return new Transcript(String.join("", segments).strip(), "en", all);
        } finally {
            open.decrementAndGet();
        }
    }

    static float[] sound(String text, int perCharacter) {
        float[] sound = new float[text.length() * perCharacter];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (text.charAt(i / perCharacter) % 64 - 32) / 64f;
        }
        return sound;
    }

    @Override
    public PcmStream say(SpeechRequest request, String work, Consumer<Text> notice) throws AlanException {
        begin(request.text());
        spoken.add(request);
        works.add(work);
        return new Sound(sound(request.text(), perCharacter), rates.getOrDefault(request.text(), RATE));
    }

    private final class Sound implements PcmStream {
        private final float[] sound;
        private final int rate;
        private int at;
        private boolean closed;

        Sound(float[] sound, int rate) {
            this.sound = sound;
            this.rate = rate;
        }

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public synchronized float[] read() {
            if (closed || at >= sound.length) {
                return null;
            }
            float[] block = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 5000));
            at += block.length;
            return block;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    @Override
    public Sentences sentences() {
        return new Sentences() {
            private String left = "";

            @Override
            public List<String> feed(String piece) {
                left += piece;
                List<String> done = new ArrayList<>();
                for (int at = left.indexOf(". "); at >= 0; at = left.indexOf(". ")) {
                    done.add(left.substring(0, at + 1).strip());
                    left = left.substring(at + 2);
                }
                return done;
            }

            @Override
            public List<String> finish() {
                return left.isBlank() ? List.of() : List.of(left.strip());
            }
        };
    }

    @Override
    public Turn begin(TurnRequest request) throws AlanException {
        asked.add(request);
        begin(request.text());
        Deque<String> pieces = new ArrayDeque<>(List.of(request.text().toUpperCase().split("(?<= )")));
        List<String> before = history.computeIfAbsent(String.valueOf(request.conversation()), id -> new CopyOnWriteArrayList<>());
        pieces.add(" (" + before.size() + " before)");
        before.add(request.text());
        return new Turn() {
            private boolean closed;

            @Override
            public synchronized TurnEvent next() {
                return closed || pieces.isEmpty() ? null : new TurnEvent.Written(pieces.poll());
            }

            @Override
            public TurnRecord record() {
                throw new UnsupportedOperationException();
            }

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    @Override
    public List<Persona> personas() {
        return List.of();
    }

    @Override
    public List<TurnRecord> recent() {
        return List.of();
    }

    @Override
    public void forget(String conversation) {
        history.remove(conversation);
    }
}
