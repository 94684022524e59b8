package alan.tts.csm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.device.Device;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import alan.api.text.Text;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import alan.tts.csm.tensor.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which device CSM takes, where there is a GPU but ONNX Runtime is the one that Alan ships, which has no CUDA. */
class OnnxBackendsIT {
    private static final Device.Processor PROCESSOR = new Device.Processor("", 2, List.of());
    private static final Device.Gpu GPU = new Device.Gpu(0, "NVIDIA Test", 8L << 30, 8L << 30, "550.54", "12.4");

    private final List<Need> needs = new ArrayList<>();
    /** Whether it is believed that CUDA can be used, whatever is said. */
    private boolean credulous;

    private final Devices devices = new Devices() {
        @Override
        public List<Device> list() {
            return List.of(PROCESSOR, GPU);
        }

        @Override
        public DeviceChoice choose(String wish, Need need) throws AlanException {
            needs.add(need);
            if (wish.equals("cpu") || wish.equals("auto") && need.withoutCuda() != null && !(credulous && needs.size() == 1)) {
                return new DeviceChoice(PROCESSOR, need.withoutCuda() == null ? Text.of("asked for") : need.withoutCuda());
            }
            if (need.withoutCuda() != null && !(credulous && needs.size() == 1)) {
                throw new AlanException("No, since %s.", need.withoutCuda());
            }
            return new DeviceChoice(GPU, Text.of("asked for"));
        }
    };

    private Backend open(String device, Precision precision) throws AlanException {
        return new OnnxBackends(devices).open(new BackendOptions(device, precision, 1), Progress.NONE);
    }

    @Test
    void autoTakesTheProcessorAndSaysWhatIsMissing() throws Exception {
        Backend backend = open("auto", null);
        assertThat(backend.device()).isEqualTo("cpu");
        assertThat(backend.precision()).isEqualTo(Precision.INT8);
        assertThat(backend.reason().english()).isEqualTo("ONNX Runtime 1.29.0 for CUDA is not installed (docs/csm.md says how)");
    }

    @Test
    void aGpuThatIsNamedIsRefusedWithWhatIsMissing() {
        assertThatThrownBy(() -> open("cuda:0", null)).isInstanceOf(AlanException.class)
                .hasMessage("No, since ONNX Runtime 1.29.0 for CUDA is not installed (docs/csm.md says how).");
    }

    @Test
    void aGpuOnWhichNothingCanBeComputedIsNotTaken() throws Exception {
        credulous = true;
        assertThat(open("auto", null).reason().english()).isEqualTo("ONNX Runtime cannot compute on it (Alan's log says why)");
        needs.clear();
        assertThatThrownBy(() -> open("cuda:0", null)).isInstanceOf(AlanException.class)
                .hasMessage("No, since ONNX Runtime cannot compute on it (Alan's log says why).");
    }

    @Test
    void theTrialSucceedsWhereSomethingCanBeComputed() {
        assertThat(Trial.problem(new Setup("cpu", Setup.NONE, Precision.FP16, 1))).isNull();
    }

    @Test
    void aPrecisionThatIsAskedForIsTheProcessors() throws Exception {
        assertThat(open("auto", Precision.INT4).reason().english()).isEqualTo("ONNX Runtime computes CSM in int4 on the processor only");
        assertThatThrownBy(() -> open("cuda:0", Precision.FP32)).hasMessage("No, since ONNX Runtime computes CSM in fp32 on the processor only.");
        assertThat(open("cpu", Precision.FP32).precision()).isEqualTo(Precision.FP32);
    }
}
