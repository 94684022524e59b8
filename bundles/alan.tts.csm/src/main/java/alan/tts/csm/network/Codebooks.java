package alan.tts.csm.network;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.MimiConfig;
import alan.tts.csm.tensor.Ops;
import alan.tts.csm.tensor.Tensor;
import alan.tts.csm.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * One of Mimi's two groups of codebooks, each of which says what those before it left over. Training keeps of each row the sum of what fell to it
 * and how often something did; the row is their quotient.
 */
final class Codebooks {
    private static final double LEAST_USAGE = 1e-5;

    private final Weight input;
    private final Weight output;
    private final Weight rows;
    private final Weight biases;
    private final int count;
    private final int size;

    /** @param weights of the model @param name {@code semantic} or {@code acoustic} @param mimi sizes @param count of codebooks that are used */
    Codebooks(Weights weights, String name, MimiConfig mimi, int count) throws AlanException {
        String prefix = "codec_model.quantizer." + name + "_residual_vector_quantizer.";
        int dimension = mimi.codebookDimension();
        int state = mimi.transformer().size();
        this.count = count;
        this.size = mimi.codebookSize();
        this.input = weights.get(prefix + "input_proj.weight").reshaped(dimension, state);
        this.output = weights.get(prefix + "output_proj.weight").reshaped(state, dimension);
        float[] all = new float[count * size * dimension];
        float[] halves = new float[count * size];
        for (int i = 0; i < count; i++) {
            float[] sums = weights.read(prefix + "layers." + i + ".codebook.embed_sum");
            float[] usage = weights.read(prefix + "layers." + i + ".codebook.cluster_usage");
            for (int row = 0; row < size; row++) {
                double squares = 0;
                for (int j = 0; j < dimension; j++) {
                    float number = (float) (sums[row * dimension + j] / Math.max(usage[row], LEAST_USAGE));
                    all[(i * size + row) * dimension + j] = number;
                    squares += (double) number * number;
                }
                halves[i * size + row] = (float) (-squares / 2);
            }
        }
        this.rows = Weight.computed("codebooks." + name, all, (long) count * size, dimension);
        this.biases = Weight.computed("codebooks.bias." + name, halves, count, size);
    }

    /** {@return the states that codes stand for} @param ops to compute with @param codes [B, T, count] */
    Tensor decode(Ops ops, Tensor codes) {
        return ops.linear(ops.embedSum(rows, codes, size), output);
    }

    /** {@return the codes of states, each [B, T]} @param ops to compute with @param states [B, T, size] */
    List<Tensor> encode(Ops ops, Tensor states) {
        List<Tensor> codes = new ArrayList<>();
        Tensor left = ops.linear(states, input);
        for (int i = 0; i < count; i++) {
            Weight codebook = rows.reshaped(count, size, rows.shape().get(1)).part(i);
            codes.add(ops.nearest(left, codebook, biases.part(i)));
            if (i < count - 1) {
                left = ops.subtract(left, ops.embed(codebook, codes.get(i)));
            }
        }
        return codes;
    }

    /** {@return how many there are} */
    int count() {
        return count;
    }
}
