package alan.tts.csm.djl;

import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;

/**
 * A variable of a script.
 *
 * @param name within the script
 * @param integer whether it is of integers; otherwise of 32-bit floats
 * @param shape as far as it is known, {@link Ops#ANY} elsewhere
 */
record Symbol(String name, boolean integer, int... shape) implements Tensor {
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
