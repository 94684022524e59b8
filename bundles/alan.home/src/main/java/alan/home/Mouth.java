package alan.home;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Sentences;
import alan.api.tts.Sample;
import alan.api.tts.SpeechContext;
import alan.api.tts.SpeechRequest;
import alan.wyoming.Events;
import alan.wyoming.SoundFrames;
import alan.wyoming.Synthesize;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the sentences of one text, a turn in the line for each. An engine is held for as long as a sentence takes to be made, never for as long as a client takes
 * to read it. All of the text has one rate, since Home Assistant believes the first {@code audio-start}, and one mark. An engine that imitates is given what it has
 * said of the text already, so that it goes on in the same way.
 */
final class Mouth {
    private static final Logger LOG = LoggerFactory.getLogger(Mouth.class);
    /** Silence between sentences, in seconds. */
    private static final double PAUSE = 0.2;
    /** Of what was said already; an engine takes as much of it as it has room for. */
    private static final double SHOWN_SECONDS = 30;

    private final Faculties faculties;
    private final Desk desk;
    private final Synthesize wanted;
    private final String work = UUID.randomUUID().toString();
    private String language;
    private int rate;
    private boolean languageKnown;
    private final boolean imitates;
    private final Deque<Sample> said = new ArrayDeque<>();

    /** @param wanted which voice, or in which language */
    Mouth(Faculties faculties, Desk desk, Synthesize wanted) {
        this.faculties = faculties;
        this.desk = desk;
        this.wanted = wanted;
        this.language = wanted.language();
        this.imitates = faculties.services().imitates(wanted.voice());
        this.languageKnown = wanted.language() != null || wanted.voice() != null;
    }

    /** {@return who cuts the text} */
    Sentences sentences() {
        Sentences cutter = faculties.companion().sentences();
        return imitates ? new JoinedSentences(cutter) : cutter;
    }

    /** Finds out what language the text is in, once, if neither that nor a voice was named: else a voice could change from sentence to sentence. */
    void listen(String text) {
        if (!languageKnown) {
            languageKnown = true;
            language = faculties.language(text);
        }
    }

    /**
     * Speaks a sentence: some chunks.
     *
     * @param place in the line
     * @param sentence to speak
     * @param start whether an {@code audio-start} comes first
     */
    void speak(Line.Place place, String sentence, boolean start) throws AlanException, CancelledException, InterruptedException {
        desk.awaitRoom();
        Map<String, String> options = wanted.speaker() == null ? Map.of() : Map.of("speaker", wanted.speaker());
        SpeechRequest request = new SpeechRequest(sentence, null, wanted.voice(), language, options, new SpeechContext(List.of(), List.copyOf(said)));
        Cancellation cancellation = desk.cancellation();
        try (Line.Turn turn = place.turn()) {
            cancellation.check();
            try (PcmStream made = cancellation.hold(faculties.companion().say(request, work, notice -> LOG.info("{}", notice.english())))) {
                boolean first = rate == 0;
                rate = first ? made.sampleRate() : rate;
                if (start) {
                    desk.send(Events.audioStart(SoundFrames.format(rate)));
                }
                if (!first) {
                    send(new float[(int) Math.round(PAUSE * rate)]);
                }
                try (PcmStream sound = faculties.audio().resample(made, rate)) {
                    keep(sentence, send(sound));
                }
                cancellation.check();
            }
        }
    }

    /** {@return the sound, if an engine is to be shown it} */
    private List<float[]> send(PcmStream sound) throws AlanException, CancelledException {
        List<float[]> blocks = new ArrayList<>();
        for (float[] block = sound.read(); block != null; block = sound.read()) {
            send(block);
            if (imitates) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private void keep(String sentence, List<float[]> blocks) {
        int length = blocks.stream().mapToInt(block -> block.length).sum();
        if (length == 0) {
            return;
        }
        FloatBuffer all = FloatBuffer.allocate(length);
        blocks.forEach(all::put);
        said.add(new Sample(0, sentence, new Pcm(rate, all.array())));
        while (said.size() > 1 && said.stream().mapToDouble(each -> each.sound().seconds()).sum() > SHOWN_SECONDS) {
            said.removeFirst();
        }
    }

    private void send(float[] block) throws AlanException, CancelledException {
        for (int from = 0; from < block.length; from += SoundFrames.MOST) {
            desk.give(SoundFrames.chunk(rate, block, from));
        }
    }
}
