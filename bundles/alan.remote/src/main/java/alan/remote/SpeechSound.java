package alan.remote;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.EngineKind;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Speech. The first {@link #sampleRate} or {@link #read} asks, one endpoint after the other; from its first sound on it is one endpoint's. */
final class SpeechSound implements PcmStream {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Nobody speaks slower than a character a second; what is longer is not this text. */
    private static final double SECONDS_A_CHARACTER = 1;
    private static final double SPARE_SECONDS = 60;

    private final List<Endpoint> endpoints;
    private final SpeechRequest request;
    private final Lifeline life;
    private final RateMemory rates;
    private Endpoint endpoint;
    private SpeechReader reader;
    private AlanException failure;
    private float[] first;

    /**
     * @param endpoints to ask, in order
     * @param request what to say
     * @param life ends it
     * @param rates remembers the rates of voices
     */
    SpeechSound(List<Endpoint> endpoints, SpeechRequest request, Lifeline life, RateMemory rates) {
        this.endpoints = endpoints;
        this.request = request;
        this.life = life;
        this.rates = rates;
    }

    /** {@inheritDoc} Waits for the endpoint. When there is no sound, {@link #read} says why, and this is a usual rate. */
    @Override
    public int sampleRate() {
        if (reader == null && failure == null) {
            try {
                Streams.run(life, this::begin);
            } catch (AlanException e) {
                failure = e;
            }
        }
        return reader == null ? RateMemory.USUAL : reader.rate();
    }

    @Override
    public float[] read() throws AlanException {
        sampleRate();
        if (failure != null) {
            throw failure;
        }
        return Streams.run(life, this::pull);
    }

    private Void begin() throws AlanException, InterruptedException {
        reader = new Failover(EngineKind.TTS, endpoints, life).first(this::open);
        rates.put(endpoint, reader.rate());
        return null;
    }

    private float[] pull() throws AlanException, InterruptedException {
        float[] block = first;
        first = null;
        if (block == null) {
            try {
                block = reader.next();
            } catch (EndpointException e) {
                endpoint.health(EngineKind.TTS).failed(e);
                throw e;
            }
        }
        if (block == null) {
            life.close();
        }
        return block;
    }

    private SpeechReader open(Endpoint candidate) throws EndpointException, InterruptedException {
        Deadline deadline = Deadline.in(candidate.settings().first());
        Exchange exchange = candidate.post(life, deadline, candidate.api("/audio/speech"), body(candidate.settings()));
        ByteSource bytes = new ByteSource(exchange::read, deadline, candidate.settings().idle());
        double most = SPARE_SECONDS + SECONDS_A_CHARACTER * request.text().length();
        SpeechReader opened = new SpeechReader(candidate, bytes, exchange.header("content-type").toLowerCase(Locale.ROOT), most);
        first = opened.next();
        if (first == null && request.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
            throw candidate.faults().notUnderstood(Text.of("it sent no sound"));
        }
        endpoint = candidate;
        return opened;
    }

    /** @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">Create speech</a> */
    private byte[] body(EndpointSettings settings) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", settings.model(EngineKind.TTS));
        body.put("input", request.text());
        String voice = EndpointVoices.choose(settings, request.voice(), request.language());
        if (!voice.isEmpty()) {
            body.put("voice", voice);
        }
        body.put("response_format", settings.pcmRate() == 0 ? "wav" : "pcm");
        try {
            double speed = Double.parseDouble(request.options().getOrDefault("speed", "1"));
            if (speed != 1) {
                body.put("speed", speed);
            }
        } catch (NumberFormatException e) {
            // As options that are not known: ignored.
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        life.close();
    }
}
