package alan.esphome;

/** Bits in numbers of messages. */
public final class Flags {
    /** Of {@code DeviceInfoResponse}: the device has questions. */
    public static final int VOICE_ASSISTANT = 1;
    /** It can take the answer's sound over the connection, rather than from a URL. */
    public static final int VOICE_SPEAKER = 1 << 1;
    /** It sends sound over the connection, rather than by UDP. */
    public static final int VOICE_API_AUDIO = 1 << 2;
    /** It wants to know of timers. */
    public static final int VOICE_TIMERS = 1 << 3;
    /** It makes announcements, and has wake words to choose from. */
    public static final int VOICE_ANNOUNCE = 1 << 4;
    /** It listens for an answer after an announcement. */
    public static final int VOICE_START_CONVERSATION = 1 << 5;

    /** Of {@code SubscribeVoiceAssistantRequest}: the client takes sound over the connection. The client's value, which is not that of ESPHome's list. */
    public static final int SUBSCRIBE_API_AUDIO = 1 << 2;

    /** Of {@code VoiceAssistantRequest}: the client is to tell when the speaker has finished. */
    public static final int REQUEST_USE_VAD = 1;
    /** The client is to wait for a wake word first. */
    public static final int REQUEST_USE_WAKE_WORD = 1 << 1;

    /** Of {@code ListEntitiesMediaPlayerResponse}: it can pause. */
    public static final int PLAYER_PAUSE = 1;
    /** Its volume can be set. */
    public static final int PLAYER_VOLUME_SET = 1 << 2;
    /** It can be muted. */
    public static final int PLAYER_VOLUME_MUTE = 1 << 3;
    /** It plays what it gets a URL of. */
    public static final int PLAYER_PLAY_MEDIA = 1 << 9;
    /** Its volume can be turned up and down. */
    public static final int PLAYER_VOLUME_STEP = 1 << 10;
    /** It can stop. */
    public static final int PLAYER_STOP = 1 << 12;
    /** It can go on. */
    public static final int PLAYER_PLAY = 1 << 14;
    /** Home Assistant's media can be chosen from. */
    public static final int PLAYER_BROWSE_MEDIA = 1 << 17;
    /** It can play something over what it is playing. */
    public static final int PLAYER_MEDIA_ANNOUNCE = 1 << 20;

    private Flags() {}
}
