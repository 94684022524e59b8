package alan.listen.wake;

import alan.api.AlanException;
import alan.api.listen.WakeWord.Detection;
import alan.api.listen.WakeWord.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Listens to one stream for some wake words, all with the same features. */
final class StreamDetector implements Detector {
    private final Frames frames = new Frames();
    private final Features features;
    private final List<Ear> ears;
    private final Watcher watcher;
    private boolean closed;

    /** What tells a phrase by the features. */
    @FunctionalInterface
    interface Scorer {
        /** {@return the score of the last frame, from 0 to 1} */
        double score(Features features) throws AlanException;
    }

    /** One wake word of the stream. */
    private record Ear(String name, Scorer scorer, Trigger trigger) {}

    /** Told the score of each word in each frame, for measurements. */
    @FunctionalInterface
    interface Watcher {
        void score(String name, long frame, double score);
    }

    /**
     * @param features of a new stream
     * @param words names and what tells them
     * @param threshold score from which a word counts as said
     * @param refractory frames after a detection in which the word is not said again
     * @param watcher told all scores
     */
    StreamDetector(Features features, Map<String, Scorer> words, double threshold, long refractory, Watcher watcher) {
        this.features = features;
        this.watcher = watcher;
        this.ears = words.entrySet().stream().map(word -> new Ear(word.getKey(), word.getValue(), new Trigger(threshold, refractory))).toList();
    }

    @Override
    public List<Detection> hear(float[] block) throws AlanException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        List<Detection> said = new ArrayList<>();
        int at = 0;
        while (at < block.length) {
            at = frames.take(block, at);
            if (frames.full()) {
                features.add(frames.samples());
                listen(frames.count(), said);
            }
        }
        return said;
    }

    private void listen(long frame, List<Detection> said) throws AlanException {
        for (Ear ear : ears) {
            double score = ear.scorer().score(features);
            watcher.score(ear.name(), frame, score);
            if (ear.trigger().said(frame, score)) {
                said.add(new Detection(ear.name(), frame * Frames.FRAME, score));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
