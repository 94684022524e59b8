package alan.api.device;

import alan.api.text.Text;

/**
 * What an engine that asks for a device can use.
 *
 * @param withoutCuda why it cannot use a GPU by NVIDIA, a sentence without a full stop ("ONNX Runtime's CUDA provider is not installed");
 *     {@code null} if it can
 * @param bytes of a GPU's memory that it takes; 0 if that is not known
 */
public record Need(Text withoutCuda, long bytes) {
    /** {@return of an engine that a GPU can compute} @param bytes of memory that it takes there; 0 if that is not known */
    public static Need cuda(long bytes) {
        return new Need(null, bytes);
    }

    /** {@return of an engine that only the processor can compute} @param why as {@link #withoutCuda} */
    public static Need processor(Text why) {
        return new Need(why, 0);
    }
}
