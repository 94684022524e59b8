package alan.devices;

import alan.api.text.Text;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** NVML as the driver brings it, through JNA. It counts its starts itself, so that several may use it at a time. */
final class NativeNvml implements Nvml {
    private final NvmlLibrary library;

    private NativeNvml(NvmlLibrary library) {
        this.library = library;
    }

    /** {@return the driver's own library, started} @throws Silent when there is no driver, or none that answers */
    static Nvml open() throws Silent {
        NvmlLibrary library;
        try {
            // Where there is no driver there is no such library either, which is how most machines are.
            library = Native.load(Platform.isWindows() ? "nvml" : "libnvidia-ml.so.1", NvmlLibrary.class);
        } catch (LinkageError e) {
            throw new Silent(Text.of("no NVIDIA driver was found"), e);
        }
        check(library, library::nvmlInit_v2);
        return new NativeNvml(library);
    }

    /** A call that returns a status. */
    @FunctionalInterface
    private interface Call {
        int status();
    }

    private static void check(NvmlLibrary library, Call call) throws Silent {
        try {
            int status = call.status();
            if (status != NvmlLibrary.SUCCESS) {
                throw new Silent(Text.of("the NVIDIA driver does not answer (%s)", library.nvmlErrorString(status)), null);
            }
        } catch (UnsatisfiedLinkError e) {
            throw new Silent(Text.of("the NVIDIA driver is too old for Alan"), e);
        }
    }

    @Override
    public String driver() throws Silent {
        byte[] version = new byte[NvmlLibrary.BUFFER];
        check(library, () -> library.nvmlSystemGetDriverVersion(version, version.length));
        return Native.toString(version);
    }

    @Override
    public int cuda() throws Silent {
        IntByReference version = new IntByReference();
        check(library, () -> library.nvmlSystemGetCudaDriverVersion_v2(version));
        return version.getValue();
    }

    @Override
    public int count() throws Silent {
        IntByReference count = new IntByReference();
        check(library, () -> library.nvmlDeviceGetCount_v2(count));
        return count.getValue();
    }

    @Override
    public Card card(int index) throws Silent {
        PointerByReference device = new PointerByReference();
        check(library, () -> library.nvmlDeviceGetHandleByIndex_v2(index, device));
        return card(device.getValue());
    }

    @Override
    public Card card(String uuid) throws Silent {
        PointerByReference device = new PointerByReference();
        int[] status = new int[1];
        check(library, () -> {
            status[0] = library.nvmlDeviceGetHandleByUUID(uuid, device);
            return status[0] == NvmlLibrary.NOT_FOUND || status[0] == NvmlLibrary.INVALID_ARGUMENT ? NvmlLibrary.SUCCESS : status[0];
        });
        return status[0] == NvmlLibrary.SUCCESS ? card(device.getValue()) : null;
    }

    private Card card(Pointer device) throws Silent {
        byte[] name = new byte[NvmlLibrary.BUFFER];
        check(library, () -> library.nvmlDeviceGetName(device, name, name.length));
        NvmlLibrary.Memory memory = new NvmlLibrary.Memory();
        check(library, () -> library.nvmlDeviceGetMemoryInfo(device, memory));
        return new Card(Native.toString(name), memory.total, memory.free);
    }

    @Override
    public void close() {
        library.nvmlShutdown();
    }
}
