package alan.tts.csm.onnx;

import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;

/**
 * A value of a graph.
 *
 * @param name within the graph
 * @param shape as far as it is known, {@link Ops#ANY} elsewhere
 */
record Symbol(String name, int... shape) implements Tensor {
    int dimension(int index) {
        return shape[index < 0 ? shape.length + index : index];
    }

    /** {@return the shape with another dimension} @param index of it, from the end if negative @param size of it */
    int[] with(int index, int size) {
        int[] changed = shape.clone();
        changed[index < 0 ? shape.length + index : index] = size;
        return changed;
    }
}
