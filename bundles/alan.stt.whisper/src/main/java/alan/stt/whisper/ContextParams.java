package alan.stt.whisper;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.util.Optional;

/** {@code struct whisper_context_params} of whisper.cpp v1.7.1; see {@link FullParams}. */
@Structure.FieldOrder({
    "use_gpu", "flash_attn", "gpu_device", "dtw_token_timestamps", "dtw_aheads_preset", "dtw_n_top", "n_heads", "heads",
    "dtw_mem_size"
})
public class ContextParams extends Structure implements Structure.ByValue {
    public byte use_gpu;
    public byte flash_attn;
    public int gpu_device;
    public byte dtw_token_timestamps;
    public int dtw_aheads_preset;
    public int dtw_n_top;
    public NativeLong n_heads = new NativeLong();
    public Pointer heads;
    public NativeLong dtw_mem_size = new NativeLong();

    /** Memory for one, all zero. */
    public ContextParams() {
        clear();
    }

    /** {@return what lies there, copied} @param defaults of the native library */
    static ContextParams copyOf(Pointer defaults) {
        ContextParams copy = new ContextParams();
        Memory memory = (Memory) copy.getPointer();
        memory.write(0, defaults.getByteArray(0, copy.size()), 0, copy.size());
        copy.read();
        return copy;
    }

    /** {@return where a field lies, in bytes from the start} @param field its name */
    int offset(String field) {
        return fieldOffset(field);
    }

    /** {@return the first field that does not hold its default; empty when the layout is right} */
    Optional<String> firstUnexpectedDefault() {
        if (use_gpu != 1 || flash_attn != 0 || gpu_device != 0) {
            return Optional.of("use_gpu");
        }
        if (dtw_aheads_preset != 0 || dtw_n_top != -1) {
            return Optional.of("dtw_n_top");
        }
        return dtw_mem_size.longValue() == 1 << 27 ? Optional.empty() : Optional.of("dtw_mem_size");
    }
}
