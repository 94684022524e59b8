package alan.esphome;

import alan.esphome.messages.DeviceInfoResponse;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a device says of itself to every client.
 *
 * @param info name and address are needed; whether it encrypts is said by the connection
 * @param entities {@code ListEntities…Response}, one an entity
 */
public record EsphomeDevice(DeviceInfoResponse info, List<Message> entities) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,29}[a-z0-9])?");
    private static final Pattern MAC = Pattern.compile("[0-9A-F]{2}(?::[0-9A-F]{2}){5}");

    /** @throws IllegalArgumentException when the name or the address is none, or something else than an entity is among them */
    public EsphomeDevice {
        if (!NAME.matcher(info.getName()).matches()) {
            throw new IllegalArgumentException("not 1 to 31 small letters, digits and inner hyphens: " + info.getName());
        }
        if (!MAC.matcher(info.getMacAddress()).matches()) {
            throw new IllegalArgumentException("not like AA:BB:CC:DD:EE:FF: " + info.getMacAddress());
        }
        for (Message entity : entities) {
            MessageTypes.number(entity);
            if (entity.getDescriptorForType().findFieldByName("object_id") == null) {
                throw new IllegalArgumentException("no entity: " + entity.getDescriptorForType().getName());
            }
        }
        entities = List.copyOf(entities);
    }

    /** {@return the address as announcements by multicast DNS and the handshake have it: {@code aabbccddeeff}} */
    public String mac() {
        return info.getMacAddress().replace(":", "").toLowerCase(Locale.ROOT);
    }

    /**
     * {@return an entity's key, as ESPHome makes it: FNV-1 with 32 bits}
     *
     * @param objectId of the entity
     */
    public static int key(String objectId) {
        int hash = 0x811C9DC5;
        for (byte each : objectId.getBytes(StandardCharsets.UTF_8)) {
            hash = hash * 0x01000193 ^ each & 0xFF;
        }
        return hash;
    }
}
