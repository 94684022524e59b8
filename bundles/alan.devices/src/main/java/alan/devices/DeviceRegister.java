package alan.devices;

import alan.api.AlanException;
import alan.api.device.Device;
import alan.api.device.Device.Gpu;
import alan.api.device.Device.Processor;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds devices and chooses among them. Nothing is kept: memory comes and goes, and a driver may be updated. */
@Component(name = "alan.devices")
public final class DeviceRegister implements Devices {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegister.class);
    private static final String CUDA = "cuda";
    private static final double GIBI = 1 << 30;

    private final Nvml.Source nvml;
    private final Path cpuinfo;
    private final String visible;

    /** Of this machine. */
    @Activate
    public DeviceRegister() {
        this(NativeNvml::open, Path.of("/proc/cpuinfo"), System.getenv("CUDA_VISIBLE_DEVICES"));
    }

    /** @param nvml tells of GPUs @param cpuinfo tells of the processor @param visible {@code CUDA_VISIBLE_DEVICES}; {@code null} if it is not set */
    DeviceRegister(Nvml.Source nvml, Path cpuinfo, String visible) {
        this.nvml = nvml;
        this.cpuinfo = cpuinfo;
        this.visible = visible;
    }

    @Override
    public List<Device> list() {
        List<Device> devices = new ArrayList<>();
        devices.add(processor());
        devices.addAll(Gpus.read(nvml, visible).list());
        return devices;
    }

    private Processor processor() {
        return ProcessorReader.read(cpuinfo);
    }

    @Override
    public DeviceChoice choose(String wish, Need need) throws AlanException {
        String wanted = wish.strip();
        DeviceChoice choice;
        if (wanted.equals(Device.CPU)) {
            choice = new DeviceChoice(processor(), Text.of("the processor was asked for"));
        } else if (wanted.equals(AUTO)) {
            choice = best(need);
        } else if (wanted.matches(CUDA + "(:\\d{1,3})?")) {
            choice = exactly(wanted.equals(CUDA) ? 0 : Integer.parseInt(wanted.substring(CUDA.length() + 1)), need);
        } else {
            throw new AlanException("There is no device \"%s\": write auto, cpu or cuda:N, such as cuda:0.", wish);
        }
        LOG.info("{} was wanted, {} is taken: {}", wanted, choice.device().id(), choice.reason().english());
        return choice;
    }

    private DeviceChoice best(Need need) {
        Gpus gpus = Gpus.read(nvml, visible);
        if (gpus.list().isEmpty()) {
            return new DeviceChoice(processor(), Text.of("the processor computes, since %s", gpus.why()));
        }
        if (need.withoutCuda() != null) {
            return new DeviceChoice(processor(), Text.of("the processor computes, since %s", need.withoutCuda()));
        }
        Gpu roomiest = gpus.list().stream()
                .max(Comparator.comparingLong(Gpu::free).thenComparing(Gpu::index, Comparator.reverseOrder())).orElseThrow();
        if (need.bytes() > roomiest.free()) {
            return new DeviceChoice(processor(), Text.of("the processor computes, since %.1f GiB are needed and %s (%s) has %.1f free",
                    need.bytes() / GIBI, roomiest.id(), roomiest.name(), roomiest.free() / GIBI));
        }
        return new DeviceChoice(roomiest, Text.of("%s (%s) was found, with %.1f GiB free", roomiest.id(), roomiest.name(), roomiest.free() / GIBI));
    }

    private DeviceChoice exactly(int index, Need need) throws AlanException {
        String id = CUDA + ":" + index;
        Gpus gpus = Gpus.read(nvml, visible);
        if (gpus.list().isEmpty()) {
            throw new AlanException("The device %s cannot be used, since %s; set the device to auto or cpu.", id, gpus.why());
        }
        if (index >= gpus.list().size()) {
            throw new AlanException("There is no device %s here; there are: %s.", id,
                    list().stream().map(Device::id).collect(Collectors.joining(", ")));
        }
        if (need.withoutCuda() != null) {
            throw new AlanException("The device %s cannot be used, since %s; set the device to auto or cpu.", id, need.withoutCuda());
        }
        Gpu gpu = gpus.list().get(index);
        if (need.bytes() > gpu.free()) {
            throw new AlanException("The device %s (%s) has too little memory: %.1f GiB are needed and %.1f are free; end what uses it, "
                    + "or set the device to auto or cpu.", id, gpu.name(), need.bytes() / GIBI, gpu.free() / GIBI);
        }
        return new DeviceChoice(gpu, Text.of("%s (%s) was asked for", id, gpu.name()));
    }
}
