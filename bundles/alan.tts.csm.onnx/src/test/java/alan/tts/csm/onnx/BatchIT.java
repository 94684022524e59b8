package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.generate.FrameLoop;
import alan.tts.csm.generate.FrameLoop.Sentence;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.prompt.CsmTokenizer;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentences that are spoken together: each as if it were alone. */
class BatchIT {
    private static final Path FIXTURE = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    private static final int FRAMES = 20;

    private Checkpoint checkpoint;
    private Program backbone;
    private Program depth;
    private List<Sentence> sentences;

    @BeforeEach
    void open() throws Exception {
        checkpoint = Checkpoint.open(FIXTURE);
        Backend backend = Backends.of(1, Precision.FP32);
        backbone = backend.program("backbone", new Backbone(checkpoint, false));
        depth = backend.program("depth", new DepthDecoder(checkpoint, false));
        sentences = List.of(
                sentence("Short.", Sampling.likeliest()),
                sentence("A sentence that is a good deal longer than the first one.", new Sampling(0.9, 50, 7, false)),
                sentence("¿Y esta?", new Sampling(1.2, 5, 8, false)));
    }

    @AfterEach
    void close() {
        depth.close();
        backbone.close();
    }

    private Sentence sentence(String text, Sampling sampling) throws Exception {
        try (CsmTokenizer tokenizer = CsmTokenizer.open(FIXTURE, checkpoint.config())) {
            return new Sentence(Prompt.of(List.of(new Segment(tokenizer.encode(0, text), List.of())), checkpoint.config().codebooks()), sampling);
        }
    }

    private List<List<int[]>> speak(List<Sentence> together, int secondEndsAfter) throws Exception {
        List<List<int[]>> spoken = new ArrayList<>();
        together.forEach(each -> spoken.add(new ArrayList<>()));
        try (FrameLoop loop = new FrameLoop(checkpoint.config(), backbone, depth, together)) {
            for (int i = 0; i < FRAMES; i++) {
                int[][] frames = loop.next();
                for (int j = 0; j < frames.length; j++) {
                    if (frames[j] != null) {
                        spoken.get(j).add(frames[j]);
                    }
                }
                if (i + 1 == secondEndsAfter) {
                    loop.end(1);
                }
            }
        }
        return spoken;
    }

    @Test
    void aSentencesCodesDoNotDependOnItsMates() throws Exception {
        List<List<int[]>> together = speak(sentences, 0);
        for (int i = 0; i < sentences.size(); i++) {
            List<int[]> alone = speak(List.of(sentences.get(i)), 0).get(0);
            assertThat(together.get(i)).hasSize(FRAMES).usingElementComparator(Arrays::compare).isEqualTo(alone);
        }
    }

    @Test
    void oneThatEndsLeavesTheOthersAsTheyWere() throws Exception {
        List<List<int[]>> together = speak(sentences, 0);
        List<List<int[]>> ended = speak(sentences, 7);
        assertThat(ended.get(1)).hasSize(7).usingElementComparator(Arrays::compare).isEqualTo(together.get(1).subList(0, 7));
        assertThat(ended.get(0)).usingElementComparator(Arrays::compare).isEqualTo(together.get(0));
        assertThat(ended.get(2)).usingElementComparator(Arrays::compare).isEqualTo(together.get(2));
    }

    @Test
    void theSameSeedGivesTheSameCodesAndAnotherOneOthers() throws Exception {
        List<int[]> first = speak(List.of(sentences.get(1)), 0).get(0);
        assertThat(speak(List.of(sentences.get(1)), 0).get(0)).usingElementComparator(Arrays::compare).isEqualTo(first);
        Sentence other = new Sentence(sentences.get(1).prompt(), new Sampling(0.9, 50, 9, false));
        assertThat(speak(List.of(other), 0).get(0)).usingElementComparator(Arrays::compare).isNotEqualTo(first);
    }
}
