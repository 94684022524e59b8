package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.PcmStream;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.speech.Delivery;
import alan.tts.csm.speech.Speaker;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.testing.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrix products in bf16. */
@Timeout(120)
class NarrowIT {

    private static float[] states(Checkpoint checkpoint, Prompt prompt, Precision precision) throws Exception {
        try (Program backbone = Backends.of(1, precision).program("backbone", new Backbone(checkpoint, true));
                Program.State state = backbone.state(1, prompt.positions())) {
            Map<String, Value> out = backbone.run(prompt.inputs(checkpoint.config()), state, prompt.positions());
            return ((Value.Floats) out.get(Backbone.STATES)).data();
        }
    }

    /** The 8 bits of a bf16's fraction round by 1/512 at most; what many roundings add up to is about as much in each of a few layers. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "original", "bfloat16"})
    void statesAreThoseOf32BitsButForRounding(String fixture) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(Fixture.FOLDER.resolve(fixture));
        Prompt prompt;
        try (CsmTokenizer tokenizer = CsmTokenizer.open(Fixture.FOLDER.resolve(fixture), checkpoint.config())) {
            prompt = Prompt.of(List.of(new Segment(tokenizer.encode(0, "How exact is it?"), List.of())), checkpoint.config().codebooks());
        }
        float[] exact = states(checkpoint, prompt, Precision.FP32);
        float[] rounded = states(checkpoint, prompt, Precision.BF16);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < exact.length; i++) {
            difference += Math.pow(exact[i] - rounded[i], 2);
            size += Math.pow(exact[i], 2);
        }
        assertThat(Math.sqrt(difference / size)).isBetween(1e-4, 2e-2);
    }

    @Test
    void aTextIsSpokenTheSameEachTime() throws Exception {
        try (CsmModel model = new CsmModel(Fixture.FOLDER.resolve("plain"), Backends.of(2, Precision.BF16)); Speaker speaker = new Speaker(model, 4, 0)) {
            Delivery delivery = new Delivery(0, new Sampling(0.9, 50, 7, false), 3, List.of());
            float[] first = say(speaker, delivery);
            assertThat(first.length).isGreaterThan(24_000);
            assertThat(say(speaker, delivery)).containsExactly(first);
        }
    }

    private static float[] say(Speaker speaker, Delivery delivery) throws Exception {
        try (PcmStream stream = speaker.speak(List.of("Half as many bits."), delivery)) {
            return stream.readAll().samples();
        }
    }
}
