package alan.enrol;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Speech;
import alan.api.stt.NothingHeardException;
import alan.api.stt.SpeechToText;
import alan.api.text.Text;
import alan.api.voice.Enrolment;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceSegment;
import alan.enrol.quality.OtherSpeakers;
import alan.enrol.quality.Quality;
import alan.enrol.segments.Cutter;
import alan.enrol.segments.Evenness;
import alan.enrol.segments.HeardStretch;
import alan.enrol.segments.Hearing;
import alan.enrol.sound.SpokenSound;
import alan.enrol.text.ExactText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a draft of one recording. */
final class DraftMaker {
    /** Words below this probability may be others. */
    static final double DOUBTFUL = 0.5;

    private static final Logger LOG = LoggerFactory.getLogger(DraftMaker.class);
    private static final String HOLDER = "a new voice";
    /** What is done before anything is written down, as a share of all. */
    private static final double PREPARED = 0.15;

    private final Engines engines;
    private final AudioFiles files;
    private final Consumer<Double> progress;

    /**
     * @param engines listen
     * @param files resamples
     * @param progress told how far it is, 0 to 1
     */
    DraftMaker(Engines engines, AudioFiles files, Consumer<Double> progress) {
        this.engines = engines;
        this.files = files;
        this.progress = progress;
    }

    /** As {@link Enrolment#draft}. */
    VoiceDraft make(Pcm recording, String text, String language) throws AlanException {
        check(recording);
        SpokenSound sound = listen(recording);
        progress.accept(PREPARED / 3);
        Map<Finding.Kind, Double> measures = Quality.measures(sound);
        progress.accept(PREPARED / 2);
        Cutter.Cut cut;
        List<HeardStretch> heard;
        try (Lease<SpeechToText> lease = engines.lease(SpeechToText.class, language, HOLDER)) {
            Hearing hearing = new Hearing(lease.engine(), sound.listening());
            cut = new Cutter(sound, stretch -> hearing.hear(stretch, language).words()).cut();
            progress.accept(PREPARED);
            heard = hear(hearing, cut.kept(), language);
        }
        speakers(sound, cut.kept(), measures);
        List<Text> leftOut = new ArrayList<>();
        cut.tooShort().forEach(each -> leftOut.add(Text.of("At %s: too short by itself.", time(each))));
        List<HeardStretch> understood = new ArrayList<>();
        for (HeardStretch each : heard) {
            if (each.words().isEmpty()) {
                leftOut.add(Text.of("At %s: nothing was understood.", time(each.place())));
            } else {
                understood.add(each);
            }
        }
        if (understood.isEmpty()) {
            throw new NothingHeardException("Somebody speaks in the recording, but no word could be understood.");
        }
        ExactText exact = text == null ? null : new ExactText(text, understood);
        List<VoiceDraft.Segment> segments = segments(sound, understood, exact, leftOut);
        progress.accept(1.0);
        return new VoiceDraft(segments, Quality.findings(measures), exact == null ? List.of() : exact.differences(), leftOut);
    }

    private static void check(Pcm recording) throws AlanException {
        if (recording.seconds() > Enrolment.MOST_SECONDS) {
            throw new AlanException("The recording lasts %d minutes, and %d is the most that a voice is made of; cut two or three good ones out of it.",
                    Math.round(recording.seconds() / 60), Enrolment.MOST_SECONDS / 60);
        }
        if (recording.samples().length == 0) {
            throw new NothingHeardException("The recording is empty.");
        }
    }

    private SpokenSound listen(Pcm recording) throws AlanException {
        Pcm listening = files.resample(recording, VoiceActivity.SAMPLE_RATE);
        List<Speech> speech;
        try (Lease<VoiceActivity> lease = engines.lease(VoiceActivity.class, null, HOLDER)) {
            speech = lease.engine().find(listening);
        }
        if (speech.isEmpty()) {
            throw new NothingHeardException("Nobody speaks in the recording; check that it is the right file.");
        }
        return new SpokenSound(recording, listening, speech);
    }

    private List<HeardStretch> hear(Hearing hearing, List<Speech> stretches, String language) throws AlanException {
        String known = language;
        if (known == null) {
            // One person's recording is in one language, which is surest where most is said.
            Speech longest = stretches.stream().max(Comparator.comparingInt(each -> each.to() - each.from())).orElseThrow();
            known = hearing.hear(longest, null).language();
        }
        List<HeardStretch> heard = new ArrayList<>();
        for (Speech each : stretches) {
            heard.add(hearing.hear(each, known));
            progress.accept(PREPARED + (0.9 - PREPARED) * heard.size() / stretches.size());
        }
        return heard;
    }

    private void speakers(SpokenSound sound, List<Speech> stretches, Map<Finding.Kind, Double> measures) {
        try (Lease<SpeakerEncoder> lease = engines.lease(SpeakerEncoder.class, null, HOLDER)) {
            measures.put(Finding.Kind.SPEAKERS, new OtherSpeakers(lease.engine(), sound.listening()).percent(stretches));
        } catch (AlanException e) {
            // Nothing else depends on it, and a consent will say what to install.
            LOG.info("Whether more than one person speaks was not looked at: {}", e.getMessage());
        }
    }

    private List<VoiceDraft.Segment> segments(SpokenSound sound, List<HeardStretch> heard, ExactText exact, List<Text> leftOut) throws AlanException {
        Evenness evenness = new Evenness(sound, files);
        List<VoiceDraft.Segment> segments = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            HeardStretch stretch = heard.get(i);
            ExactText.Part part = exact == null ? new ExactText.Part(stretch.text(), doubtful(stretch)) : exact.of(i);
            if (part.text().isEmpty()) {
                leftOut.add(Text.of("At %s: the text has no words for it.", time(stretch.place())));
                continue;
            }
            Pcm even = evenness.of(stretch.place());
            segments.add(new VoiceDraft.Segment(new VoiceSegment(segments.size() + 1, part.text(), stretch.language(), even.seconds(),
                    part.doubtful(), sound.snr(stretch.place())), even));
        }
        return segments;
    }

    private static List<String> doubtful(HeardStretch stretch) {
        return stretch.words().stream().filter(word -> word.probability() < DOUBTFUL)
                .map(word -> word.text().replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "")).filter(word -> !word.isEmpty()).toList();
    }

    private static String time(Speech place) {
        return ExactText.time(place.from() * 1000L / VoiceActivity.SAMPLE_RATE);
    }
}
