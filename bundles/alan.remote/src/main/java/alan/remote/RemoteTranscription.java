package alan.remote;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.engine.EngineKind;
import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.api.stt.Transcription;
import alan.api.text.LanguageDetector;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A transcription. The first {@link #next} asks, one endpoint after the other, and waits for the whole text: servers give it in one piece. */
final class RemoteTranscription implements Transcription {
    /** An hour's words with their times take a few MiB. */
    private static final int LONGEST = 16 << 20;
    private static final String VERBOSE = "response_format";
    private static final String WORDS = "timestamp_granularities";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Endpoint> endpoints;
    private final Pcm utterance;
    private final LanguageDetector detector;
    private final Lifeline life;
    private volatile String language;
    private Endpoint endpoint;
    private Iterator<Segment> segments;

    /**
     * @param endpoints to ask, in order
     * @param utterance to write down
     * @param language ISO 639-1; {@code null} to detect it
     * @param detector for servers that do not say what language they heard; may be {@code null}
     * @param life ends it
     */
    RemoteTranscription(List<Endpoint> endpoints, Pcm utterance, String language, LanguageDetector detector, Lifeline life) {
        this.endpoints = endpoints;
        this.utterance = utterance;
        this.language = language;
        this.detector = detector;
        this.life = life;
    }

    @Override
    public Segment next() throws AlanException {
        if (segments == null) {
            Transcript transcript = Streams.run(life, () -> new Failover(EngineKind.STT, endpoints, life).first(this::open));
            if (transcript == null) {
                return null;
            }
            segments = transcript.segments().iterator();
            language = language(transcript);
        }
        if (life.reason() != null) {
            throw new AlanException(life.reason());
        } else if (life.ended()) {
            return null;
        }
        if (!segments.hasNext()) {
            life.close();
            return null;
        }
        return segments.next();
    }

    /**
     * {@return as asked for, as the server says, as the endpoint is for one language only, or as the text looks; {@code null} if all that says
     * nothing}
     */
    private String language(Transcript transcript) {
        if (language != null || transcript.language() != null) {
            return language != null ? language : transcript.language();
        }
        if (endpoint.settings().languages().size() == 1) {
            return endpoint.settings().languages().iterator().next();
        }
        return detector == null ? null : detector.detect(transcript.text()).orElse(null);
    }

    @Override
    public String language() {
        return language;
    }

    private Transcript open(Endpoint candidate) throws EndpointException, InterruptedException {
        // Servers answer when they have heard everything, so the sound's own length is allowed for.
        Deadline deadline = Deadline.in(candidate.settings().first().plus(utterance.duration()));
        while (true) {
            List<String> optional = new ArrayList<>();
            Multipart form = form(candidate, optional);
            try {
                Exchange exchange = candidate.open(life, deadline, candidate.api("/audio/transcriptions"), form.type(),
                        form.with(new WavUpload(utterance)));
                Transcript transcript = read(candidate, new ByteSource(exchange::read, deadline, candidate.settings().idle()));
                endpoint = candidate;
                return transcript;
            } catch (EndpointException e) {
                if (!candidate.dialect().learn(e.refusal(), optional)) {
                    throw e;
                }
            }
        }
    }

    /** @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">Create transcription</a> */
    private Multipart form(Endpoint candidate, List<String> optional) {
        Multipart form = new Multipart();
        form.add("model", candidate.settings().model(EngineKind.STT));
        if (language != null) {
            form.add("language", language);
        }
        boolean verbose = candidate.dialect().has(VERBOSE);
        form.add("response_format", verbose ? "verbose_json" : "json");
        if (verbose) {
            optional.add(VERBOSE);
            if (candidate.dialect().has(WORDS)) {
                optional.add(WORDS);
                form.add(WORDS + "[]", "segment");
                form.add(WORDS + "[]", "word");
            }
        }
        return form;
    }

    private Transcript read(Endpoint candidate, ByteSource bytes) throws EndpointException, InterruptedException {
        byte[] all;
        try {
            all = bytes.readAll(LONGEST);
        } catch (TimeoutException e) {
            throw candidate.faults().late(bytes.patience());
        } catch (IOException e) {
            throw candidate.faults().notReached(e);
        }
        if (all == null) {
            throw candidate.faults().notUnderstood(Text.of("it sent a text without end"));
        }
        JsonNode document;
        try {
            document = JSON.readTree(all);
        } catch (JsonProcessingException e) {
            throw candidate.faults().notUnderstood(what(all));
        } catch (IOException e) {
            throw candidate.faults().notReached(e);
        }
        String error = candidate.said(document).message();
        if (!error.isEmpty()) {
            throw candidate.faults().failed(error);
        } else if (!document.path("text").isTextual() && document.path("segments").isMissingNode()) {
            throw candidate.faults().notUnderstood(Text.of("it sent something that is no transcript"));
        }
        return new TranscriptReader(utterance.duration().toMillis()).read(document);
    }

    private static Text what(byte[] all) {
        return all.length > 0 && all[0] == '<' ? Text.of("it sent a web page") : Text.of("it sent something that is no JSON");
    }

    @Override
    public void close() {
        life.close();
    }
}
