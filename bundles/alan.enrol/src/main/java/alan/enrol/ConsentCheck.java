package alan.enrol;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.SpeechToText;
import alan.api.voice.Consent;
import alan.api.voice.Enrolment.Challenge;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.api.watermark.Watermark;
import alan.enrol.consent.Challenges;
import alan.enrol.consent.Reading;
import alan.enrol.quality.OtherSpeakers;
import alan.enrol.segments.Hearing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Listens to somebody who reads a sentence: which words, and whose voice. */
final class ConsentCheck {
    private static final String HOLDER = "a consent";
    /** More of a voice's segments say no more about how it sounds. */
    private static final int SEGMENTS = 12;
    private static final double LONGEST_READING = 60;

    private final Engines engines;
    private final AudioFiles files;
    private final VoiceProfiles profiles;
    private final Watermark watermark;

    /** @param watermark knows what an Alan has spoken; {@code null} if nobody does */
    ConsentCheck(Engines engines, AudioFiles files, VoiceProfiles profiles, Watermark watermark) {
        this.engines = engines;
        this.files = files;
        this.profiles = profiles;
        this.watermark = watermark;
    }

    /**
     * Checks a reading.
     *
     * @param posed what was to be read
     * @param reading the sound, any rate
     * @return what a receipt says
     * @throws AlanException when it is not the sentence, or not the voice
     */
    VoiceProfiles.Evidence check(Challenges.Posed posed, Pcm reading) throws AlanException {
        Challenge challenge = posed.challenge();
        Pcm sound = speech(reading);
        String heard = hear(sound, challenge.language());
        if (!Reading.of(challenge.sentence(), posed.words(), heard).same(posed.words().size())) {
            throw new AlanException("That was not the sentence; I heard: \"%s\". Ask for a new sentence and read it slowly, close to the microphone.", heard);
        }
        if (watermark != null && watermark.detect(reading).isPresent()) {
            throw new AlanException("That was spoken by an Alan, as a mark in its sound says; a person must read the sentence.");
        }
        double similarity = similarity(challenge.voice(), sound);
        return new VoiceProfiles.Evidence(Consent.State.READ, challenge.sentence(), heard, similarity);
    }

    /** {@return what is heard of a line, and whether it is that line} */
    alan.api.voice.Enrolment.Reading read(String line, Pcm reading, Locale language) throws AlanException {
        String heard = hear(speech(reading), language);
        return new alan.api.voice.Enrolment.Reading(heard, Reading.of(line, List.of(), heard).same(0));
    }

    /** {@return the reading at 16 kHz, from the first word to the last; silence if there is none} */
    private Pcm speech(Pcm reading) throws AlanException {
        if (reading.seconds() > LONGEST_READING) {
            throw new AlanException("The reading lasts longer than %d seconds; read the sentence and nothing else.", (int) LONGEST_READING);
        }
        if (reading.samples().length == 0) {
            return new Pcm(SpeechToText.SAMPLE_RATE, new float[0]);
        }
        Pcm pcm = files.resample(reading, VoiceActivity.SAMPLE_RATE);
        try (Lease<VoiceActivity> lease = engines.lease(VoiceActivity.class, null, HOLDER)) {
            List<Speech> speech = lease.engine().find(pcm);
            return speech.isEmpty() ? pcm.slice(0, 0) : pcm.slice(speech.get(0).from(), speech.get(speech.size() - 1).to());
        }
    }

    private String hear(Pcm sound, Locale language) throws AlanException {
        if (sound.samples().length == 0) {
            return "";
        }
        try (Lease<SpeechToText> lease = engines.lease(SpeechToText.class, language.getLanguage(), HOLDER)) {
            return new Hearing(lease.engine(), sound).hear(new Speech(0, sound.samples().length), language.getLanguage()).text();
        }
    }

    private double similarity(String voice, Pcm sound) throws AlanException {
        VoiceProfile profile = profiles.get(voice);
        try (Lease<SpeakerEncoder> lease = engines.lease(SpeakerEncoder.class, null, HOLDER)) {
            SpeakerEncoder encoder = lease.engine();
            List<float[]> vectors = new ArrayList<>();
            List<VoiceSegment> longest = profile.segments().stream()
                    .sorted(Comparator.comparingDouble(VoiceSegment::seconds).reversed()).limit(SEGMENTS).toList();
            for (VoiceSegment segment : longest) {
                if (vectors.isEmpty() || segment.seconds() >= SpeakerEncoder.LEAST_SECONDS * 2) {
                    vectors.add(encoder.embed(files.resample(profiles.sound(voice, segment.number()), SpeakerEncoder.SAMPLE_RATE)));
                }
            }
            double similarity = SpeakerEncoder.similarity(encoder.embed(sound), OtherSpeakers.sum(vectors));
            if (similarity < encoder.threshold()) {
                throw new AlanException("That did not sound like the voice %s (%.2f, and %.2f is the least); whoever speaks in its recording"
                        + " must read the sentence, in the same place and with the same microphone if possible.", voice, similarity, encoder.threshold());
            }
            return Math.max(0, similarity);
        }
    }
}
