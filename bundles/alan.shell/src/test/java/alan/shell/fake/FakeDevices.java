package alan.shell.fake;

import alan.api.device.Device;
import alan.api.device.DeviceChoice;
import alan.api.device.Devices;
import alan.api.device.Need;
import java.util.List;

/** Devices that a test makes up. */
public final class FakeDevices implements Devices {
    public List<Device> found = List.of();

    @Override
    public List<Device> list() {
        return found;
    }

    @Override
    public DeviceChoice choose(String wish, Need need) {
        throw new UnsupportedOperationException();
    }
}
