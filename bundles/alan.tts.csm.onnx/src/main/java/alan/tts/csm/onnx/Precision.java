package alan.tts.csm.onnx;

/** In what the weights of matrix products are computed. */
public enum Precision {
    /** 32-bit floats, as the reference implementation does by default. */
    FP32,
    /** 8-bit integers: a quarter of what is read from memory, which is what takes the time. */
    INT8
}
