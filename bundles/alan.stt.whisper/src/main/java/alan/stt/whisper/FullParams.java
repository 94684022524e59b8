package alan.stt.whisper;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.util.Optional;

/**
 * {@code struct whisper_full_params} of whisper.cpp v1.7.1 (include/whisper.h at commit ebca09a3), the version that whisper-jni
 * 1.7.1 was built from. The fields have its names; a C {@code bool} is one byte, and {@code size_t} is as long as {@code long} on
 * every platform that is supported.
 *
 * <p>Public because JNA reads and writes the fields by reflection.
 */
@Structure.FieldOrder({
    "strategy", "n_threads", "n_max_text_ctx", "offset_ms", "duration_ms", "translate", "no_context", "no_timestamps",
    "single_segment", "print_special", "print_progress", "print_realtime", "print_timestamps", "token_timestamps",
    "thold_pt", "thold_ptsum", "max_len", "split_on_word", "max_tokens", "debug_mode", "audio_ctx", "tdrz_enable",
    "suppress_regex", "initial_prompt", "prompt_tokens", "prompt_n_tokens", "language", "detect_language",
    "suppress_blank", "suppress_non_speech_tokens", "temperature", "max_initial_ts", "length_penalty",
    "temperature_inc", "entropy_thold", "logprob_thold", "no_speech_thold", "best_of", "beam_size", "patience",
    "new_segment_callback", "new_segment_callback_user_data", "progress_callback", "progress_callback_user_data",
    "encoder_begin_callback", "encoder_begin_callback_user_data", "abort_callback", "abort_callback_user_data",
    "logits_filter_callback", "logits_filter_callback_user_data", "grammar_rules", "n_grammar_rules", "i_start_rule",
    "grammar_penalty"
})
public class FullParams extends Structure implements Structure.ByValue {
    /** {@code WHISPER_SAMPLING_GREEDY}. */
    static final int GREEDY = 0;

    /** {@code WHISPER_SAMPLING_BEAM_SEARCH}. */
    static final int BEAM_SEARCH = 1;

    public int strategy;
    public int n_threads;
    public int n_max_text_ctx;
    public int offset_ms;
    public int duration_ms;
    public byte translate;
    public byte no_context;
    public byte no_timestamps;
    public byte single_segment;
    public byte print_special;
    public byte print_progress;
    public byte print_realtime;
    public byte print_timestamps;
    public byte token_timestamps;
    public float thold_pt;
    public float thold_ptsum;
    public int max_len;
    public byte split_on_word;
    public int max_tokens;
    public byte debug_mode;
    public int audio_ctx;
    public byte tdrz_enable;
    public Pointer suppress_regex;
    public Pointer initial_prompt;
    public Pointer prompt_tokens;
    public int prompt_n_tokens;
    public Pointer language;
    public byte detect_language;
    public byte suppress_blank;
    public byte suppress_non_speech_tokens;
    public float temperature;
    public float max_initial_ts;
    public float length_penalty;
    public float temperature_inc;
    public float entropy_thold;
    public float logprob_thold;
    public float no_speech_thold;
    public int best_of;
    public int beam_size;
    public float patience;
    public Pointer new_segment_callback;
    public Pointer new_segment_callback_user_data;
    public Pointer progress_callback;
    public Pointer progress_callback_user_data;
    public Pointer encoder_begin_callback;
    public Pointer encoder_begin_callback_user_data;
    public Pointer abort_callback;
    public Pointer abort_callback_user_data;
    public Pointer logits_filter_callback;
    public Pointer logits_filter_callback_user_data;
    public Pointer grammar_rules;
    public NativeLong n_grammar_rules = new NativeLong();
    public NativeLong i_start_rule = new NativeLong();
    public float grammar_penalty;

    /** Memory for one, all zero. */
    public FullParams() {
        clear();
    }

    /** {@return what lies there, copied} @param defaults of the native library */
    static FullParams copyOf(Pointer defaults) {
        FullParams copy = new FullParams();
        Memory memory = (Memory) copy.getPointer();
        memory.write(0, defaults.getByteArray(0, copy.size()), 0, copy.size());
        copy.read();
        return copy;
    }

    /** {@return where a field lies, in bytes from the start} @param field its name */
    int offset(String field) {
        return fieldOffset(field);
    }

    /**
     * Compares with the defaults of {@code whisper_full_default_params(WHISPER_SAMPLING_GREEDY)} (src/whisper.cpp). They are
     * spread over the whole structure, its last field included, so a layout that has moved shows.
     *
     * @return the first field that does not hold its default; empty when the layout is right
     */
    Optional<String> firstUnexpectedDefault() {
        return new Expectations()
                .that("strategy", strategy, GREEDY)
                .that("n_threads", Math.max(1, Math.min(4, n_threads)), n_threads)
                .that("n_max_text_ctx", n_max_text_ctx, 16384)
                .that("duration_ms", duration_ms, 0)
                .that("translate", translate, 0)
                .that("no_context", no_context, 1)
                .that("no_timestamps", no_timestamps, 0)
                .that("print_progress", print_progress, 1)
                .that("print_timestamps", print_timestamps, 1)
                .that("token_timestamps", token_timestamps, 0)
                .that("thold_pt", thold_pt, 0.01f)
                .that("thold_ptsum", thold_ptsum, 0.01f)
                .that("audio_ctx", audio_ctx, 0)
                .that("prompt_n_tokens", prompt_n_tokens, 0)
                .that("detect_language", detect_language, 0)
                .that("suppress_blank", suppress_blank, 1)
                .that("suppress_non_speech_tokens", suppress_non_speech_tokens, 0)
                .that("temperature", temperature, 0f)
                .that("max_initial_ts", max_initial_ts, 1f)
                .that("length_penalty", length_penalty, -1f)
                .that("temperature_inc", temperature_inc, 0.2f)
                .that("entropy_thold", entropy_thold, 2.4f)
                .that("logprob_thold", logprob_thold, -1f)
                .that("no_speech_thold", no_speech_thold, 0.6f)
                .that("best_of", best_of, 5)
                .that("beam_size", beam_size, -1)
                .that("patience", patience, -1f)
                .that("abort_callback", abort_callback == null ? 0 : 1, 0)
                .that("n_grammar_rules", n_grammar_rules.intValue(), 0)
                .that("grammar_penalty", grammar_penalty, 100f)
                .first();
    }

    /** Remembers the first field that differs. */
    private static final class Expectations {
        private String first;

        Expectations that(String field, double actual, double expected) {
            if (first == null && actual != expected) {
                first = field;
            }
            return this;
        }

        Optional<String> first() {
            return Optional.ofNullable(first);
        }
    }
}
