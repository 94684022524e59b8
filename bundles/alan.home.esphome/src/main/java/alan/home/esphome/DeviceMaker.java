package alan.home.esphome;

import alan.esphome.EsphomeDevice;
import alan.esphome.Flags;
import alan.esphome.messages.DeviceInfoResponse;
import alan.esphome.messages.EntityCategory;
import alan.esphome.messages.ListEntitiesMediaPlayerResponse;
import alan.esphome.messages.ListEntitiesSwitchResponse;
import alan.esphome.messages.MediaPlayerFormatPurpose;
import alan.esphome.messages.MediaPlayerSupportedFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What this machine says of itself as a device. */
final class DeviceMaker {
    /** The switch that closes the microphone. */
    static final int MUTE = EsphomeDevice.key("mute");
    /** The speaker. */
    static final int PLAYER = EsphomeDevice.key("media_player");

    /** Rate that sound is wanted in: that of CSM's and Kokoro's voices, in Hz. */
    private static final int SAMPLE_RATE = 24_000;

    private static final int MOST_NAME = 31;
    /** Unicast, and given by nobody but its owner (IEEE 802). */
    private static final int LOCAL = 0x02;

    private DeviceMaker() {}

    /**
     * {@return what is said}
     *
     * @param name for people
     * @param version of Alan
     * @param identity of this installation, from which come an address and a name that stay the same
     */
    static EsphomeDevice make(String name, String version, byte[] identity) {
        byte[] hash = hash(identity);
        String mac = String.format(Locale.ROOT, "%02X:%02X:%02X:%02X:%02X:%02X", LOCAL, hash[0], hash[1], hash[2], hash[3], hash[4]);
        DeviceInfoResponse info = DeviceInfoResponse.newBuilder().setName(hostName(name, mac)).setFriendlyName(name).setMacAddress(mac).setModel("Alan").setManufacturer("Alan")
                .setProjectName("Alan.satellite").setProjectVersion(version).setEsphomeVersion("2025.12.0")
                .setVoiceAssistantFeatureFlags(
                        Flags.VOICE_ASSISTANT | Flags.VOICE_API_AUDIO | Flags.VOICE_TIMERS | Flags.VOICE_ANNOUNCE | Flags.VOICE_START_CONVERSATION)
                .build();
        return new EsphomeDevice(info, List.of(
                ListEntitiesSwitchResponse.newBuilder().setObjectId("mute").setKey(MUTE).setName("Mute").setIcon("mdi:microphone-off")
                        .setEntityCategory(EntityCategory.ENTITY_CATEGORY_CONFIG).build(),
                ListEntitiesMediaPlayerResponse.newBuilder().setObjectId("media_player").setKey(PLAYER).setName("Media player")
                        .setFeatureFlags(Flags.PLAYER_PLAY_MEDIA | Flags.PLAYER_STOP | Flags.PLAYER_VOLUME_SET | Flags.PLAYER_VOLUME_STEP | Flags.PLAYER_BROWSE_MEDIA
                                | Flags.PLAYER_MEDIA_ANNOUNCE)
                        .addSupportedFormats(wav(MediaPlayerFormatPurpose.MEDIA_PLAYER_FORMAT_PURPOSE_DEFAULT))
                        .addSupportedFormats(wav(MediaPlayerFormatPurpose.MEDIA_PLAYER_FORMAT_PURPOSE_ANNOUNCEMENT)).build()));
    }

    private static MediaPlayerSupportedFormat wav(MediaPlayerFormatPurpose purpose) {
        return MediaPlayerSupportedFormat.newBuilder().setFormat("wav").setSampleRate(SAMPLE_RATE).setNumChannels(1).setSampleBytes(2).setPurpose(purpose).build();
    }

    private static byte[] hash(byte[] identity) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("satellite " + new String(identity, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** {@return a host name: the name's letters, as far as they are ASCII, and the end of the address} */
    private static String hostName(String name, String mac) {
        String end = "-" + mac.replace(":", "").substring(6).toLowerCase(Locale.ROOT);
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String begin = plain.isEmpty() ? "alan" : plain;
        return begin.substring(0, Math.min(begin.length(), MOST_NAME - end.length())).replaceAll("-$", "") + end;
    }
}
