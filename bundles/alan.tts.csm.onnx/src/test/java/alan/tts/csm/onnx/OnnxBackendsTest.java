package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ONNX Runtime is not asked for. */
class OnnxBackendsTest {
    @ParameterizedTest
    @EnumSource(names = {"BF16", "FP16"})
    void aPrecisionThatItDoesNotComputeInIsNamed(Precision precision) {
        assertThatThrownBy(() -> new OnnxBackends().open(new BackendOptions("cpu", precision, 1), Progress.NONE)).isInstanceOf(AlanException.class)
                .hasMessage("CSM on ONNX Runtime does not compute in %s; set \"precision\" to fp32, int8 or int4.", precision.id());
    }
}
