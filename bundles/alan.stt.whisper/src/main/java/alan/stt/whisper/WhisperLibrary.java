package alan.stt.whisper;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of whisper.cpp v1.7.1 that are used, under their own names; include/whisper.h says what they do. A context and
 * its state may be touched by one thread at a time.
 */
interface WhisperLibrary extends Library {
    Pointer whisper_context_default_params_by_ref();

    void whisper_free_context_params(Pointer params);

    Pointer whisper_full_default_params_by_ref(int strategy);

    void whisper_free_params(Pointer params);

    Pointer whisper_init_from_file_with_params_no_state(byte[] path, ContextParams params);

    Pointer whisper_init_state(Pointer context);

    void whisper_free(Pointer context);

    void whisper_free_state(Pointer state);

    int whisper_full_with_state(Pointer context, Pointer state, FullParams params, float[] samples, int count);

    int whisper_lang_auto_detect_with_state(Pointer context, Pointer state, int offsetMs, int threads, float[] probabilities);

    int whisper_decode_with_state(Pointer context, Pointer state, int[] tokens, int count, int past, int threads);

    Pointer whisper_get_logits_from_state(Pointer state);

    int whisper_is_multilingual(Pointer context);

    int whisper_lang_max_id();

    String whisper_lang_str(int id);

    int whisper_n_vocab(Pointer context);

    int whisper_n_text_ctx(Pointer context);

    String whisper_model_type_readable(Pointer context);

    int whisper_token_eot(Pointer context);

    int whisper_token_nosp(Pointer context);

    int whisper_token_sot(Pointer context);

    Pointer whisper_token_to_str(Pointer context, int token);

    int whisper_full_n_segments_from_state(Pointer state);

    long whisper_full_get_segment_t0_from_state(Pointer state, int segment);

    long whisper_full_get_segment_t1_from_state(Pointer state, int segment);

    int whisper_full_n_tokens_from_state(Pointer state, int segment);

    TokenData whisper_full_get_token_data_from_state(Pointer state, int segment, int token);

    /** {@code whisper_encoder_begin_callback}. */
    interface EncoderBegin extends Callback {
        /**
         * Called before each pass of the encoder.
         *
         * @param context of the call
         * @param state of the call
         * @param userData what was given
         * @return 0 to leave {@code whisper_full}, which then returns 0
         */
        byte invoke(Pointer context, Pointer state, Pointer userData);
    }

    /** {@code ggml_abort_callback}. */
    interface Abort extends Callback {
        /**
         * Asks whether to give up.
         *
         * @param data what was given
         * @return 1 to give up
         */
        byte invoke(Pointer data);
    }
}
