package alan.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.device.Device;
import alan.api.device.Device.Gpu;
import alan.api.device.Device.Processor;
import alan.api.device.DeviceChoice;
import alan.api.device.Need;
import alan.api.text.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRegisterTest {
    private static final long GIBI = 1L << 30;

    @TempDir
    Path folder;

    private final ScriptedNvml nvml = new ScriptedNvml();
    private Path cpuinfo;

    @BeforeEach
    void processor() throws Exception {
        cpuinfo = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                model name\t: A Processor @ 2.00GHz
                flags\t\t: fpu avx2 avx512f amx_tile avx512_vnni amx_bf16

                processor\t: 1
                model name\t: A Processor @ 2.00GHz
                """);
    }

    private DeviceRegister devices() {
        return new DeviceRegister(nvml, cpuinfo, null);
    }

    private void twoCards() {
        nvml.cards.put("GPU-a", new Nvml.Card("NVIDIA One", 8 * GIBI, 2 * GIBI));
        nvml.cards.put("GPU-b", new Nvml.Card("NVIDIA Two", 80 * GIBI, 70 * GIBI));
    }

    private static void is(DeviceChoice choice, String id, String reason) {
        assertThat(choice.device().id()).isEqualTo(id);
        assertThat(choice.reason().english()).isEqualTo(reason);
    }

    private void refused(DeviceRegister devices, String wish, Need need, String sentence) {
        assertThatThrownBy(() -> devices.choose(wish, need)).isInstanceOf(AlanException.class).hasMessage(sentence);
    }

    @Test
    void processorAndGpusAreListedWithWhatMattersOfThem() {
        twoCards();
        assertThat(devices().list()).containsExactly(
                new Processor("A Processor @ 2.00GHz", Runtime.getRuntime().availableProcessors(),
                        List.of("avx2", "avx512f", "avx512_vnni", "amx_bf16")),
                new Gpu(0, "NVIDIA One", 8 * GIBI, 2 * GIBI, "550.54.15", "12.4"),
                new Gpu(1, "NVIDIA Two", 80 * GIBI, 70 * GIBI, "550.54.15", "12.4"));
    }

    @Test
    void aSystemThatTellsNothingStillHasAProcessor() {
        List<Device> found = new DeviceRegister(nvml, folder.resolve("nothing"), null).list();
        assertThat(found).containsExactly(new Processor("", Runtime.getRuntime().availableProcessors(), List.of()));
    }

    @Test
    void gpusAreReadAnewEachTimeAndTheLibraryIsClosedAgain() {
        twoCards();
        DeviceRegister devices = devices();
        devices.list();
        nvml.cards.put("GPU-a", new Nvml.Card("NVIDIA One", 8 * GIBI, 1 * GIBI));
        assertThat(((Gpu) devices.list().get(1)).free()).isEqualTo(GIBI);
        assertThat(nvml.opened).isEqualTo(2);
        assertThat(nvml.closed).isEqualTo(2);
    }

    @Test
    void thisMachineIsReadWithoutHarmWhateverItHas() {
        assertThat(new DeviceRegister().list().get(0).id()).isEqualTo("cpu");
    }

    @Test
    void autoTakesTheGpuWithMostRoom() throws Exception {
        twoCards();
        is(devices().choose("auto", Need.cuda(6 * GIBI)), "cuda:1", "cuda:1 (NVIDIA Two) was found, with 70.0 GiB free");
    }

    @Test
    void autoTakesTheProcessorAndSaysWhy() throws Exception {
        is(devices().choose("auto", Need.cuda(0)), "cpu", "the processor computes, since the NVIDIA driver knows no GPU");
        twoCards();
        is(devices().choose("auto", Need.processor(Text.of("its library is not there"))), "cpu",
                "the processor computes, since its library is not there");
        is(devices().choose("auto", Need.cuda(90 * GIBI)), "cpu",
                "the processor computes, since 90.0 GiB are needed and cuda:1 (NVIDIA Two) has 70.0 free");
        nvml.silent = Text.of("no NVIDIA driver was found");
        is(devices().choose("auto", Need.cuda(0)), "cpu", "the processor computes, since no NVIDIA driver was found");
    }

    @Test
    void aDeviceThatIsNamedIsTaken() throws Exception {
        twoCards();
        is(devices().choose(" cpu ", Need.cuda(0)), "cpu", "the processor was asked for");
        is(devices().choose("cuda", Need.cuda(0)), "cuda:0", "cuda:0 (NVIDIA One) was asked for");
        is(devices().choose("cuda:1", Need.cuda(70 * GIBI)), "cuda:1", "cuda:1 (NVIDIA Two) was asked for");
    }

    @Test
    void aDeviceThatIsNamedAndCannotBeIsRefused() {
        twoCards();
        refused(devices(), "cuda:2", Need.cuda(0), "There is no device cuda:2 here; there are: cpu, cuda:0, cuda:1.");
        refused(devices(), "cuda:0", Need.cuda(3 * GIBI), "The device cuda:0 (NVIDIA One) has too little memory: 3.0 GiB are needed and "
                + "2.0 are free; end what uses it, or set the device to auto or cpu.");
        refused(devices(), "cuda:0", Need.processor(Text.of("its library is not there")),
                "The device cuda:0 cannot be used, since its library is not there; set the device to auto or cpu.");
        nvml.silent = Text.of("no NVIDIA driver was found");
        refused(devices(), "cuda:0", Need.cuda(0),
                "The device cuda:0 cannot be used, since no NVIDIA driver was found; set the device to auto or cpu.");
    }

    @Test
    void aWishThatNobodyUnderstandsIsRefusedWithWhatCanBeWritten() {
        for (String wish : List.of("gpu", "", "cuda:", "cuda:x", "cuda:-1", "CUDA:0")) {
            refused(devices(), wish, Need.cuda(0), "There is no device \"" + wish + "\": write auto, cpu or cuda:N, such as cuda:0.");
        }
    }

    @Test
    void whatCudaDoesNotSeeIsNotThere() throws Exception {
        twoCards();
        assertThat(names("1")).containsExactly("NVIDIA Two");
        assertThat(names("GPU-b, 0")).containsExactly("NVIDIA Two", "NVIDIA One");
        assertThat(names("0,7,1")).containsExactly("NVIDIA One");
        assertThat(names("")).isEmpty();
        refused(new DeviceRegister(nvml, cpuinfo, "-1"), "cuda:0", Need.cuda(0),
                "The device cuda:0 cannot be used, since CUDA_VISIBLE_DEVICES=-1 hides every GPU; set the device to auto or cpu.");
    }

    private List<String> names(String visible) {
        return new DeviceRegister(nvml, cpuinfo, visible).list().stream().skip(1).map(device -> ((Gpu) device).name()).toList();
    }

    @Test
    void reasonsAreSaidInSpanish() throws Exception {
        twoCards();
        assertThat(devices().choose("auto", Need.cuda(90 * GIBI)).reason().say(Locale.forLanguageTag("es")))
                .isEqualTo("calcula el procesador, porque hacen falta 90,0 GiB y cuda:1 (NVIDIA Two) tiene 70,0 libres");
    }
}
