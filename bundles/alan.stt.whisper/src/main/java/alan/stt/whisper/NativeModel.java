package alan.stt.whisper;

import alan.api.AlanException;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A model in native memory. One thread opens it, uses it and closes it; only the {@link #stopFlag} is for others. */
final class NativeModel implements AutoCloseable {
    /** {@code whisper_full} gives it when it has freed the state itself. */
    private static final int STATE_GONE = -7;

    private final Whisper whisper;
    private final WhisperLibrary library;
    private final int threads;
    private final int beam;
    private final StopFlag stop;
    private final int endOfText;
    private Pointer context;
    private Pointer state;
    /** Passes of the encoder that the running call may still make. */
    private int passes;
    /** Held in a field for as long as native code may call it. */
    private final WhisperLibrary.EncoderBegin encoderBegin = (c, s, u) -> (byte) (passes-- > 0 ? 1 : 0);

    private NativeModel(Whisper whisper, Pointer context, int threads, int beam) {
        this.whisper = whisper;
        this.library = whisper.library();
        this.context = context;
        this.threads = threads;
        this.beam = beam;
        this.stop = new StopFlag(whisper, threads);
        this.endOfText = library.whisper_token_eot(context);
    }

    /**
     * Reads a model into memory.
     *
     * @param whisper the library
     * @param file checked by {@link GgmlFile}
     * @param threads to compute with
     * @param beam sequences that are followed at once; 1 for the greedy strategy
     * @return the model
     * @throws AlanException when there is not enough memory, or whisper.cpp finds something wrong with the file
     */
    static NativeModel open(Whisper whisper, Path file, int threads, int beam) throws AlanException {
        ContextParams params = whisper.contextParams();
        params.use_gpu = 0;
        byte[] path = (file.toString() + '\0').getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        Pointer context = whisper.library().whisper_init_from_file_with_params_no_state(path, params);
        if (context == null) {
            throw new AlanException("Whisper could not load the model %s; there may be too little memory, or the model may be damaged"
                    + " (remove it and install it again).", file);
        }
        NativeModel model = new NativeModel(whisper, context, threads, beam);
        try {
            model.ensureState();
            return model;
        } catch (AlanException e) {
            model.close();
            throw e;
        }
    }

    private void ensureState() throws AlanException {
        if (state == null) {
            state = library.whisper_init_state(context);
            if (state == null) {
                throw new AlanException(
                        "There is too little memory for Whisper to work; close other programs or choose a smaller model.");
            }
            stop.install(state);
        }
    }

    /** {@return what makes the running call give up; any thread may raise it} */
    StopFlag stopFlag() {
        return stop;
    }

    /** {@return whether it knows other languages than English} */
    boolean multilingual() {
        return library.whisper_is_multilingual(context) != 0;
    }

    /** {@return its size, for people: {@code base}} */
    String type() {
        return library.whisper_model_type_readable(context);
    }

    /**
     * Which language is spoken.
     *
     * @param samples a window, longer than a second
     * @param allowed Whisper's codes to choose from; empty for all
     * @return the likeliest, and how likely it is that nobody speaks
     * @throws AlanException when whisper.cpp fails or was stopped
     */
    Detection detect(float[] samples, Set<String> allowed) throws AlanException {
        ensureState();
        // Sets the spectrum and the encoder's length for the next call, and computes nothing else.
        FullParams params = params();
        params.audio_ctx = EncoderLength.toDetect(samples.length);
        params.token_timestamps = 0;
        run(params, "en", samples, 0);
        stop.beforeEncoder();
        float[] probabilities = new float[library.whisper_lang_max_id() + 1];
        int best = library.whisper_lang_auto_detect_with_state(context, state, 0, threads, probabilities);
        if (best < 0) {
            throw new AlanException("Whisper could not detect the language (whisper.cpp's error %s); try again, or choose another model.", best);
        }
        float[] logits = logits();
        return Detection.of(probabilities, Detection.languages(logits.length), allowed, logits, library.whisper_token_nosp(context));
    }

    private float[] logits() {
        return library.whisper_get_logits_from_state(state).getFloatArray(0, library.whisper_n_vocab(context));
    }

    /**
     * How likely it is that nobody spoke in what was heard last. The decoder is asked once more, of what the encoder has left: one step, where {@link #detect} needs a pass of the encoder.
     *
     * @return 0 to 1
     * @throws AlanException when whisper.cpp fails or was stopped
     */
    double noSpeech() throws AlanException {
        int[] start = {library.whisper_token_sot(context)};
        int result = library.whisper_decode_with_state(context, state, start, start.length, 0, threads);
        if (result != 0) {
            throw failed(result);
        }
        return Detection.softmax(logits(), library.whisper_token_nosp(context));
    }

    /**
     * Transcribes one window. The encoder looks at little more of it than its sound, and at all of it if what it heard is doubtful.
     *
     * @param samples longer than a second, at most 30 s
     * @param soundMs how much of that is sound, and not what it was made longer by, in ms
     * @param language Whisper's code
     * @return what was understood
     * @throws AlanException when whisper.cpp fails or was stopped
     */
    Heard hear(float[] samples, long soundMs, String language) throws AlanException {
        int length = EncoderLength.toHear(samples.length);
        Heard heard = hear(samples, language, length);
        return length > 0 && heard.doubtful(soundMs) ? hear(samples, language, 0) : heard;
    }

    private Heard hear(float[] samples, String language, int encoderLength) throws AlanException {
        ensureState();
        FullParams params = params();
        params.audio_ctx = encoderLength;
        run(params, language, samples, 1);
        return heard();
    }

    private FullParams params() {
        FullParams params = whisper.fullParams(beam > 1 ? FullParams.BEAM_SEARCH : FullParams.GREEDY);
        params.n_threads = threads;
        params.print_progress = 0;
        params.print_timestamps = 0;
        params.no_context = 1;
        params.token_timestamps = 1;
        params.suppress_non_speech_tokens = 1;
        if (beam > 1) {
            params.beam_size = beam;
        }
        params.encoder_begin_callback = CallbackReference.getFunctionPointer(encoderBegin);
        stop.putInto(params);
        return params;
    }

    private void run(FullParams params, String language, float[] samples, int encoderPasses) throws AlanException {
        Memory code = new Memory(language.length() + 1L);
        code.setString(0, language, StandardCharsets.US_ASCII.name());
        params.language = code;
        passes = encoderPasses;
        if (passes > 0) {
            stop.beforeEncoder();
        }
        int result = library.whisper_full_with_state(context, state, params, samples, samples.length);
        if (result == STATE_GONE) {
            state = null;
        }
        if (result != 0) {
            throw failed(result);
        }
    }

    private static AlanException failed(int result) {
        return new AlanException("Whisper could not transcribe (whisper.cpp's error %s); try again, or choose another model.", result);
    }

    private Heard heard() {
        List<Heard.Passage> passages = new ArrayList<>();
        int segments = library.whisper_full_n_segments_from_state(state);
        for (int i = 0; i < segments; i++) {
            List<Token> tokens = new ArrayList<>();
            int count = library.whisper_full_n_tokens_from_state(state, i);
            for (int j = 0; j < count; j++) {
                TokenData data = library.whisper_full_get_token_data_from_state(state, i, j);
                if (data.id < endOfText) {
                    tokens.add(new Token(text(data.id), data.p, data.t0 * 10, data.t1 * 10));
                }
            }
            passages.add(new Heard.Passage(
                    library.whisper_full_get_segment_t0_from_state(state, i) * 10,
                    library.whisper_full_get_segment_t1_from_state(state, i) * 10,
                    tokens));
        }
        return new Heard(passages);
    }

    private byte[] text(int token) {
        Pointer text = library.whisper_token_to_str(context, token);
        return text.getByteArray(0, (int) text.indexOf(0, (byte) 0));
    }

    /** Frees everything. Does nothing the second time. */
    @Override
    public void close() {
        if (state != null) {
            library.whisper_free_state(state);
            state = null;
        }
        if (context != null) {
            library.whisper_free(context);
            context = null;
        }
    }
}
