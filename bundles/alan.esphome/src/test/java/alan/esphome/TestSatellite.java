package alan.esphome;

import alan.esphome.messages.DeviceInfoResponse;
import alan.esphome.messages.ListEntitiesMediaPlayerResponse;
import alan.esphome.messages.ListEntitiesSelectResponse;
import alan.esphome.messages.ListEntitiesSensorResponse;
import alan.esphome.messages.ListEntitiesSwitchResponse;
import alan.esphome.messages.ListEntitiesTextSensorResponse;
import alan.esphome.messages.MediaPlayerCommandRequest;
import alan.esphome.messages.MediaPlayerFormatPurpose;
import alan.esphome.messages.MediaPlayerState;
import alan.esphome.messages.MediaPlayerStateResponse;
import alan.esphome.messages.MediaPlayerSupportedFormat;
import alan.esphome.messages.SelectCommandRequest;
import alan.esphome.messages.SelectStateResponse;
import alan.esphome.messages.SensorStateResponse;
import alan.esphome.messages.SubscribeStatesRequest;
import alan.esphome.messages.SubscribeVoiceAssistantRequest;
import alan.esphome.messages.SwitchCommandRequest;
import alan.esphome.messages.SwitchStateResponse;
import alan.esphome.messages.TextSensorStateResponse;
import alan.esphome.messages.VoiceAssistantAnnounceFinished;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantAudioSettings;
import alan.esphome.messages.VoiceAssistantConfigurationRequest;
import alan.esphome.messages.VoiceAssistantConfigurationResponse;
import alan.esphome.messages.VoiceAssistantRequest;
import alan.esphome.messages.VoiceAssistantResponse;
import alan.esphome.messages.VoiceAssistantWakeWord;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A device without microphone and speaker that does as it is told by a client, one client at a time, and has a question as soon as somebody would answer. */
final class TestSatellite implements AutoCloseable {
    static final int MUTE = EsphomeDevice.key("mute");
    static final int PLAYER = EsphomeDevice.key("player");
    static final int PIPELINE = EsphomeDevice.key("pipeline");
    static final int LOAD = EsphomeDevice.key("load");
    static final int ENGINE = EsphomeDevice.key("engine");
    static final int CHUNKS = 30;
    static final EsphomeDevice DEVICE = new EsphomeDevice(
            DeviceInfoResponse.newBuilder().setName("alan-kitchen").setFriendlyName("Alan (Küche)").setMacAddress("02:FC:00:00:0A:01").setModel("Alan")
                    .setManufacturer("Alan's house").setProjectName("alan.companion").setProjectVersion("0.1.0").setSuggestedArea("Kitchen")
                    .setVoiceAssistantFeatureFlags(Flags.VOICE_ASSISTANT | Flags.VOICE_SPEAKER | Flags.VOICE_API_AUDIO | Flags.VOICE_TIMERS | Flags.VOICE_ANNOUNCE
                            | Flags.VOICE_START_CONVERSATION)
                    .build(),
            List.of(ListEntitiesSwitchResponse.newBuilder().setObjectId("mute").setKey(MUTE).setName("Mute").setIcon("mdi:microphone-off").build(),
                    ListEntitiesMediaPlayerResponse.newBuilder().setObjectId("player").setKey(PLAYER).setName("Player")
                            .setFeatureFlags(Flags.PLAYER_PLAY_MEDIA | Flags.PLAYER_STOP | Flags.PLAYER_VOLUME_SET | Flags.PLAYER_VOLUME_MUTE | Flags.PLAYER_MEDIA_ANNOUNCE)
                            .addSupportedFormats(MediaPlayerSupportedFormat.newBuilder().setFormat("wav").setSampleRate(48_000).setNumChannels(1).setSampleBytes(2)
                                    .setPurpose(MediaPlayerFormatPurpose.MEDIA_PLAYER_FORMAT_PURPOSE_ANNOUNCEMENT))
                            .build(),
                    ListEntitiesSelectResponse.newBuilder().setObjectId("pipeline").setKey(PIPELINE).setName("Pipeline").addOptions("a").addOptions("b").build(),
                    ListEntitiesSensorResponse.newBuilder().setObjectId("load").setKey(LOAD).setName("Load").setUnitOfMeasurement("%").build(),
                    ListEntitiesTextSensorResponse.newBuilder().setObjectId("engine").setKey(ENGINE).setName("Engine").build()));

    /** What clients said that is nothing formal, and why connections ended. */
    final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    /** Put after each connection. */
    static final Object OVER = "over";

    private final ServerSocket server;
    private final EsphomeKey key;
    private final Thread thread = new Thread(this::serve, "satellite");
    private volatile EsphomeConnection connection;

    TestSatellite(EsphomeKey key) throws IOException {
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.key = key;
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                connection = new EsphomeConnection(socket.getInputStream(), socket.getOutputStream(), socket, DEVICE, key);
                heard.add(connection.accept(Duration.ofMinutes(2)));
                for (Message message = connection.read(); message != null; message = connection.read()) {
                    heard.add(message);
                    act(message);
                }
            } catch (IOException | EsphomeException e) {
                heard.add(e);
            }
            heard.add(OVER);
        }
    }

    private void send(Message.Builder... messages) throws IOException {
        for (Message.Builder message : messages) {
            connection.send(message.build());
        }
    }

    private void act(Message message) throws IOException {
        if (message instanceof SubscribeStatesRequest) {
            send(SwitchStateResponse.newBuilder().setKey(MUTE),
                    MediaPlayerStateResponse.newBuilder().setKey(PLAYER).setState(MediaPlayerState.MEDIA_PLAYER_STATE_IDLE).setVolume(1),
                    SelectStateResponse.newBuilder().setKey(PIPELINE).setState("a"), SensorStateResponse.newBuilder().setKey(LOAD).setState(12.5f),
                    TextSensorStateResponse.newBuilder().setKey(ENGINE).setMissingState(true));
        } else if (message instanceof SwitchCommandRequest command) {
            send(SwitchStateResponse.newBuilder().setKey(command.getKey()).setState(command.getState()));
        } else if (message instanceof SelectCommandRequest command) {
            send(SelectStateResponse.newBuilder().setKey(command.getKey()).setState(command.getState()));
        } else if (message instanceof MediaPlayerCommandRequest command) {
            send(MediaPlayerStateResponse.newBuilder().setKey(command.getKey()).setVolume(command.getHasVolume() ? command.getVolume() : 1)
                    .setState(command.getAnnouncement() ? MediaPlayerState.MEDIA_PLAYER_STATE_ANNOUNCING : MediaPlayerState.MEDIA_PLAYER_STATE_IDLE));
        } else if (message instanceof VoiceAssistantConfigurationRequest) {
            send(VoiceAssistantConfigurationResponse.newBuilder().setMaxActiveWakeWords(1).addActiveWakeWords("alan")
                    .addAvailableWakeWords(VoiceAssistantWakeWord.newBuilder().setId("alan").setWakeWord("Alan").addTrainedLanguages("en").addTrainedLanguages("es"))
                    .addAvailableWakeWords(VoiceAssistantWakeWord.newBuilder().setId("hey_alan").setWakeWord("Hey Alan")));
        } else if (message instanceof SubscribeVoiceAssistantRequest request && request.getSubscribe()) {
            send(VoiceAssistantRequest.newBuilder().setStart(true).setConversationId("c1").setFlags(Flags.REQUEST_USE_VAD).setWakeWordPhrase("Alan")
                    .setAudioSettings(VoiceAssistantAudioSettings.newBuilder().setNoiseSuppressionLevel(2).setAutoGain(31).setVolumeMultiplier(1)));
        } else if (message instanceof VoiceAssistantResponse) {
            for (int i = 0; i < CHUNKS; i++) {
                send(VoiceAssistantAudio.newBuilder().setData(chunk(i)));
            }
            send(VoiceAssistantAudio.newBuilder().setEnd(true));
        } else if (message instanceof VoiceAssistantAnnounceRequest) {
            send(VoiceAssistantAnnounceFinished.newBuilder().setSuccess(true));
        }
    }

    /** {@return 32 ms of something} @param number of the chunk */
    static ByteString chunk(int number) {
        byte[] chunk = new byte[1024];
        Arrays.fill(chunk, (byte) (200 + number));
        return ByteString.copyFrom(chunk);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        if (connection != null) {
            connection.close();
        }
        thread.join();
    }
}
