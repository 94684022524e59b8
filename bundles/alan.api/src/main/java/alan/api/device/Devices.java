package alan.api.device;

import alan.api.AlanException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What can compute here. All engines choose by this one, so that a setting {@code device} means the same everywhere. */
@ProviderType
public interface Devices {
    /** A wish: a GPU if there is one that will do, else the processor. */
    String AUTO = "auto";

    /** {@return what there is at this moment: the processor, then GPUs by their index} Free memory is read anew each time. */
    List<Device> list();

    /**
     * Chooses a device.
     *
     * @param wish {@code auto}, {@code cpu}, {@code cuda:N}, or {@code cuda} for {@code cuda:0}
     * @param need what the engine can use
     * @return the device, which with {@code auto} is the processor where no GPU will do; of several GPUs the one with the most free memory
     * @throws AlanException when the wish cannot be read, or is for a GPU that is not there, cannot be used by the engine or has too little
     *     memory
     */
    DeviceChoice choose(String wish, Need need) throws AlanException;
}
