package alan.language;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache OpenNLP's model of 103 languages (runs of one to three letters, multinomial logistic regression). It takes half a second and some 35 MB to
 * load, so it is loaded when it is first asked.
 *
 * @see <a href="https://opennlp.apache.org/docs/">OpenNLP's manual, chapter Language Detector</a>
 */
final class OpenNlp implements Evidence {
    private static final Logger LOG = LoggerFactory.getLogger(OpenNlp.class);
    private static final String MODEL = "langdetect-183.bin";

    private LanguageDetectorME detector;
    private boolean failed;

    /** One thread at a time: OpenNLP does not say that its detector could serve several, and a question takes less than a millisecond. */
    @Override
    public synchronized Map<String, Double> of(String text) {
        if (detector == null && !failed) {
            load();
        }
        Map<String, Double> likely = new HashMap<>();
        if (detector != null) {
            for (Language language : detector.predictLanguages(text)) {
                likely.put(language.getLang(), language.getConfidence());
            }
        }
        return likely;
    }

    private void load() {
        long start = System.nanoTime();
        try (InputStream in = LanguageDetectorModel.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IOException(MODEL + " is missing from lib.opennlp");
            }
            detector = new LanguageDetectorME(new LanguageDetectorModel(in));
            LOG.debug("{} loaded in {} ms", MODEL, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | RuntimeException e) {
            failed = true;
            LOG.error("The languages of texts cannot be told: the model could not be loaded", e);
        }
    }
}
