package alan.home;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.tts.SpeechRequest;
import alan.wyoming.Events;
import alan.wyoming.Synthesize;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the sentences of one text, a turn in the line for each. An engine is held for as long as a sentence takes to be made, never for as long as a client takes
 * to read it. All of the text has one rate, since Home Assistant believes the first {@code audio-start}, and one mark.
 */
final class Mouth {
    private static final Logger LOG = LoggerFactory.getLogger(Mouth.class);
    /** Silence between sentences, in seconds. */
    private static final double PAUSE = 0.2;

    private final Faculties faculties;
    private final Desk desk;
    private final Synthesize wanted;
    private final String work = UUID.randomUUID().toString();
    private String language;
    private int rate;
    private boolean languageKnown;

    /** @param wanted which voice, or in which language */
    Mouth(Faculties faculties, Desk desk, Synthesize wanted) {
        this.faculties = faculties;
        this.desk = desk;
        this.wanted = wanted;
        this.language = wanted.language();
        this.languageKnown = wanted.language() != null || wanted.voice() != null;
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
        SpeechRequest request = new SpeechRequest(sentence, null, wanted.voice(), language, options);
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
                    send(sound);
                }
                cancellation.check();
            }
        }
    }

    private void send(PcmStream sound) throws AlanException, CancelledException {
        for (float[] block = sound.read(); block != null; block = sound.read()) {
            send(block);
        }
    }

    private void send(float[] block) throws AlanException, CancelledException {
        for (int from = 0; from < block.length; from += SoundFrames.MOST) {
            desk.give(SoundFrames.chunk(rate, block, from));
        }
    }
}
