package alan.listen.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.listen.SpeakerEncoder;
import alan.listen.speaker.People.Recording;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures how well real speakers are told apart, and prints it: pairs of utterances of 3 s and of 6 s, of one person from two recordings and of two
 * people; as they are, and one of the two through another room and microphone ({@link Channel}). {@code docs/ARCHITECTURE.md} has the figures and the
 * threshold that was taken from them.
 *
 * <p>{@code -Dalan.pieces=3} takes up to three utterances of each recording instead of one; {@code -Dalan.speakers=FOLDER} measures one's own ({@link People}).
 */
class EqualErrorRateIT {
    private static final int PIECES = Integer.getInteger("alan.pieces", 1);
    private static final int[] SECONDS = {3, 6};
    /** Women and men whose voices nobody would mistake for one another's. */
    private static final List<String> CLEAR_CUT = List.of("emma", "freeman", "geralt", "halle", "myself", "weaver");

    /**
     * An utterance.
     *
     * @param recording that it is of
     * @param plain its vector
     * @param elsewhere its vector from the other room
     */
    private record Utterance(Recording recording, float[] plain, float[] elsewhere) {
        boolean isOf(Utterance other) {
            return recording.speaker().equals(other.recording.speaker());
        }

        boolean isFrom(Utterance other) {
            return isOf(other) && recording.file().equals(other.recording.file());
        }
    }

    @Test
    void speakersAreToldApart() throws Exception {
        CampplusEncoder encoder = new CampplusEncoder(new OneModel(TestModels.fetch("campplus")), "campplus", 1);
        encoder.load();
        try {
            List<Recording> recordings = People.recordings();
            for (int seconds : SECONDS) {
                List<Utterance> utterances = utterances(encoder, recordings, seconds);
                EqualError plain = print(seconds + " s", utterances, false);
                EqualError elsewhere = print(seconds + " s, one of them elsewhere", utterances, true);
                if (System.getProperty(People.OWN, "").isEmpty()) {
                    // Far from what is measured: this finds a broken engine, not a good one.
                    assertThat(plain.rate()).isLessThan(0.05);
                    assertThat(elsewhere.rate()).isLessThan(0.15);
                    checkClearCut(utterances);
                }
            }
        } finally {
            encoder.unload();
        }
    }

    private static List<Utterance> utterances(SpeakerEncoder encoder, List<Recording> recordings, int seconds) throws AlanException {
        int length = seconds * SpeakerEncoder.SAMPLE_RATE;
        List<Utterance> utterances = new ArrayList<>();
        for (Recording recording : recordings) {
            int pieces = Math.min(PIECES, recording.sound().samples().length / length);
            for (int i = 0; i < pieces; i++) {
                Pcm piece = recording.sound().slice(i * length, (i + 1) * length);
                utterances.add(new Utterance(recording, encoder.embed(piece), encoder.embed(Channel.through(piece, utterances.size()))));
            }
        }
        return utterances;
    }

    private static double similarity(Utterance one, Utterance other, boolean elsewhere) {
        return SpeakerEncoder.similarity(one.plain(), elsewhere ? other.elsewhere() : other.plain());
    }

    private static EqualError print(String what, List<Utterance> utterances, boolean elsewhere) {
        List<Double> same = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Double> sentence = new ArrayList<>();
        for (int i = 0; i < utterances.size(); i++) {
            for (int j = elsewhere ? 0 : i + 1; j < utterances.size(); j++) {
                Utterance one = utterances.get(i);
                Utterance two = utterances.get(j);
                double similarity = similarity(one, two, elsewhere);
                if (one.isOf(two) && !one.isFrom(two)) {
                    same.add(similarity);
                } else if (!one.isOf(two)) {
                    other.add(similarity);
                    if (one.recording().file().equals(two.recording().file())) {
                        sentence.add(similarity);
                    }
                }
            }
        }
        report(what, EqualError.of(same, other));
        if (!System.getProperty(People.OWN, "").isEmpty()) {
            report(what + ", pairs of two with one sentence", EqualError.of(same, sentence));
        }
        return EqualError.of(same, other);
    }

    private static void report(String what, EqualError error) {
        if (error.same().length == 0 || error.other().length == 0) {
            System.out.printf("%s: too few recordings of that length%n", what);
            return;
        }
        System.out.printf("%s: equal error rate %.2f %% at %.3f, of %d pairs of one and %d of two; at %.2f %.2f %% of one refused, %.2f %% of two accepted%n",
                what, 100 * error.rate(), error.threshold(), error.same().length, error.other().length, CampplusEncoder.THRESHOLD,
                100 * error.refused(CampplusEncoder.THRESHOLD), 100 * error.accepted(CampplusEncoder.THRESHOLD));
    }

    private static void checkClearCut(List<Utterance> utterances) {
        List<Utterance> clear = utterances.stream().filter(utterance -> CLEAR_CUT.contains(utterance.recording().speaker())).toList();
        assertThat(clear).hasSizeGreaterThan(2 * CLEAR_CUT.size());
        for (Utterance one : clear) {
            for (Utterance other : clear) {
                String pair = one.recording().speaker() + "/" + one.recording().file() + " and " + other.recording().speaker() + "/" + other.recording().file();
                if (one.isOf(other)) {
                    assertThat(similarity(one, other, false)).as(pair).isGreaterThanOrEqualTo(CampplusEncoder.THRESHOLD);
                } else {
                    assertThat(similarity(one, other, false)).as(pair).isLessThan(CampplusEncoder.THRESHOLD);
                }
            }
        }
    }
}
