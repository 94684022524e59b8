package alan.api.device;

import alan.api.text.Text;

/**
 * A device that was chosen.
 *
 * @param device what computes
 * @param reason why this one, for people, a sentence without a full stop: "the processor computes, since no NVIDIA driver was found"
 */
public record DeviceChoice(Device device, Text reason) {}
