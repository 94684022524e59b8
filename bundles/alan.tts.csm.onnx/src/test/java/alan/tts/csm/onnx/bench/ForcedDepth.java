package alan.tts.csm.onnx.bench;

import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Ops;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The depth decoder with its codes given instead of drawn, so that what it says of a codebook can be compared whatever it would have said of those
 * before. It is {@link DepthDecoder} but for its draws, each of which is an input: {@link #GIVEN} and the codebook, [B, 1].
 */
final class ForcedDepth implements Definition {
    /** Input. */
    static final String GIVEN = "given.";

    private final DepthDecoder depth;

    /** @param checkpoint without problems */
    ForcedDepth(Checkpoint checkpoint) {
        depth = new DepthDecoder(checkpoint, true);
    }

    @Override
    public void define(Ops ops) {
        int[] codebook = {0};
        depth.define((Ops) Proxy.newProxyInstance(Ops.class.getClassLoader(), new Class<?>[] {Ops.class}, (self, method, arguments) -> {
            if (method.getName().equals("draw")) {
                return ops.ints(GIVEN + codebook[0]++, Ops.ANY, 1);
            }
            try {
                return method.invoke(ops, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
