package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The numbers are those of a C compiler for x86-64 ({@code offsetof}, {@code sizeof}) with whisper.h of v1.7.1. */
@EnabledIfSystemProperty(named = "sun.arch.data.model", matches = "64")
class FullParamsTest {
    private static final int SIZE = 264;

    @Test
    void fieldsLieWhereTheCompilerPutsThem() {
        FullParams params = new FullParams();
        assertThat(params.size()).isEqualTo(SIZE);
        Map.ofEntries(
                        Map.entry("strategy", 0), Map.entry("n_threads", 4), Map.entry("translate", 20),
                        Map.entry("no_context", 21),
                        Map.entry("print_progress", 25), Map.entry("token_timestamps", 28), Map.entry("thold_pt", 32),
                        Map.entry("split_on_word", 44), Map.entry("max_tokens", 48), Map.entry("audio_ctx", 56),
                        Map.entry("suppress_regex", 64), Map.entry("prompt_tokens", 80), Map.entry("prompt_n_tokens", 88),
                        Map.entry("language", 96), Map.entry("detect_language", 104),
                        Map.entry("suppress_non_speech_tokens", 106),
                        Map.entry("temperature", 108), Map.entry("entropy_thold", 124), Map.entry("no_speech_thold", 132),
                        Map.entry("best_of", 136), Map.entry("beam_size", 140), Map.entry("patience", 144),
                        Map.entry("new_segment_callback", 152), Map.entry("encoder_begin_callback", 184),
                        Map.entry("abort_callback", 200), Map.entry("abort_callback_user_data", 208),
                        Map.entry("n_grammar_rules", 240), Map.entry("grammar_penalty", 256))
                .forEach((field, offset) -> assertThat(params.offset(field)).as(field).isEqualTo(offset));
    }

    @Test
    void theOtherStructuresAreLaidOutLikeTheCompilersToo() {
        ContextParams context = new ContextParams();
        assertThat(context.size()).isEqualTo(48);
        assertThat(context.offset("gpu_device")).isEqualTo(4);
        assertThat(context.offset("n_heads")).isEqualTo(24);
        assertThat(context.offset("dtw_mem_size")).isEqualTo(40);
        TokenData token = new TokenData();
        assertThat(token.size()).isEqualTo(56);
        assertThat(token.offset("p")).isEqualTo(8);
        assertThat(token.offset("t0")).isEqualTo(24);
        assertThat(token.offset("vlen")).isEqualTo(48);
    }

    @Test
    void theDefaultsOfTheRightVersionAreAccepted() {
        assertThat(FullParams.copyOf(defaults()).firstUnexpectedDefault()).isEmpty();
    }

    @Test
    void aFieldMoreInTheMiddleIsNoticed() {
        Memory moved = new Memory(SIZE);
        moved.clear();
        moved.write(0, defaults().getByteArray(0, 108), 0, 108);
        moved.write(112, defaults().getByteArray(108, SIZE - 112), 0, SIZE - 112);
        assertThat(FullParams.copyOf(moved).firstUnexpectedDefault()).contains("max_initial_ts");
    }

    @Test
    void oneThresholdOfAnotherVersionIsNoticed() {
        Memory other = defaults();
        other.setFloat(124, 2.8f);
        assertThat(FullParams.copyOf(other).firstUnexpectedDefault()).contains("entropy_thold");
    }

    /** As {@code whisper_full_default_params} fills it in. */
    private static Memory defaults() {
        Memory memory = new Memory(SIZE);
        memory.clear();
        memory.setInt(4, 4);
        memory.setInt(8, 16384);
        for (int flag : new int[] {21, 25, 27, 105}) {
            memory.setByte(flag, (byte) 1);
        }
        float[][] floats = {
            {32, 0.01f}, {36, 0.01f}, {112, 1f}, {116, -1f}, {120, 0.2f}, {124, 2.4f}, {128, -1f}, {132, 0.6f}, {144, -1f},
            {256, 100f}
        };
        for (float[] entry : floats) {
            memory.setFloat((long) entry[0], entry[1]);
        }
        memory.setInt(136, 5);
        memory.setInt(140, -1);
        return memory;
    }
}
