package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.network.DepthDecoder;
import alan.tts.csm.network.MimiDecoder;
import alan.tts.csm.network.MimiEncoder;
import alan.tts.csm.tensor.Definition;
import alan.tts.csm.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written down for a GPU. An operator that the CUDA provider lacks would be computed on the processor, its numbers sent there and back. */
class CudaOperatorsTest {
    /**
     * Operators that the CUDA provider has, of the version and types that are written.
     *
     * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/OperatorKernels.md">ONNX Runtime: Supported Operators</a>
     */
    private static final Set<String> CUDA = Set.of(
            "Add", "ArgMax", "Cast", "Concat", "Conv", "ConvTranspose", "Div", "Elu", "Expand", "Gather", "GatherElements", "GatherND", "Gelu",
            "Identity", "LayerNormalization", "MatMul", "Mul", "Pad", "Shape", "SimplifiedLayerNormalization", "Slice", "Squeeze", "Sub", "TopK",
            "Transpose", "Unsqueeze", "Where",
            "com.microsoft.FusedMatMul", "com.microsoft.GroupQueryAttention", "com.microsoft.QuickGelu",
            "com.microsoft.SkipSimplifiedLayerNormalization");

    private final Checkpoint checkpoint;

    CudaOperatorsTest() throws Exception {
        checkpoint = Checkpoint.open(Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain"));
    }

    private static Halves record(Definition definition, Graph graph) {
        Halves halves = new Halves(graph, true);
        Initializers weights = new Initializers(graph, halves, Map.of());
        definition.define(new Recorder(graph, halves, weights, Precision.FP16));
        weights.finish();
        return halves;
    }

    @Test
    void everyOperatorThatIsWrittenForAGpuIsOneOfItsOwn() throws Exception {
        for (Definition each : List.of(new Backbone(checkpoint, false), new DepthDecoder(checkpoint, false), new MimiDecoder(checkpoint))) {
            Graph graph = new Graph("any");
            assertThat(record(each, graph).fit()).isTrue();
            List<NodeProto> nodes = ModelProto.parseFrom(graph.bytes()).getGraph().getNodeList();
            assertThat(nodes.stream().map(node -> (node.getDomain().isEmpty() ? "" : node.getDomain() + ".") + node.getOpType()))
                    .isSubsetOf(CUDA).contains("com.microsoft.GroupQueryAttention");
        }
    }

    @Test
    void theNetworkThatLooksForTheNearestCodesIsNotForAGpu() throws Exception {
        assertThat(record(new MimiEncoder(checkpoint), new Graph("any")).fit()).isFalse();
    }
}
