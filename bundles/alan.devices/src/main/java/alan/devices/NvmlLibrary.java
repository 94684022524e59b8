package alan.devices;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The part of NVML that is needed here.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/">NVML API Reference Guide</a>
 */
interface NvmlLibrary extends Library {
    /** {@code NVML_SUCCESS}. */
    int SUCCESS = 0;
    /** {@code NVML_ERROR_INVALID_ARGUMENT}. */
    int INVALID_ARGUMENT = 2;
    /** {@code NVML_ERROR_NOT_FOUND}. */
    int NOT_FOUND = 6;
    /** Enough for a name or a version ({@code NVML_DEVICE_NAME_V2_BUFFER_SIZE}, {@code NVML_SYSTEM_DRIVER_VERSION_BUFFER_SIZE}). */
    int BUFFER = 96;

    /** {@code nvmlMemory_t}. */
    @FieldOrder({"total", "free", "used"})
    class Memory extends Structure {
        /** Bytes. */
        public long total;
        /** Bytes. */
        public long free;
        /** Bytes. */
        public long used;
    }

    int nvmlInit_v2();

    int nvmlShutdown();

    String nvmlErrorString(int status);

    int nvmlSystemGetDriverVersion(byte[] version, int length);

    int nvmlSystemGetCudaDriverVersion_v2(IntByReference version);

    int nvmlDeviceGetCount_v2(IntByReference count);

    int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference device);

    int nvmlDeviceGetHandleByUUID(String uuid, PointerByReference device);

    int nvmlDeviceGetName(Pointer device, byte[] name, int length);

    int nvmlDeviceGetMemoryInfo(Pointer device, Memory memory);
}
