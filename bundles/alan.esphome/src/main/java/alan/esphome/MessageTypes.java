package alan.esphome;

import alan.api.text.Text;
import alan.esphome.messages.AuthenticationRequest;
import alan.esphome.messages.AuthenticationResponse;
import alan.esphome.messages.DeviceInfoRequest;
import alan.esphome.messages.DeviceInfoResponse;
import alan.esphome.messages.DisconnectRequest;
import alan.esphome.messages.DisconnectResponse;
import alan.esphome.messages.HelloRequest;
import alan.esphome.messages.HelloResponse;
import alan.esphome.messages.ListEntitiesDoneResponse;
import alan.esphome.messages.ListEntitiesMediaPlayerResponse;
import alan.esphome.messages.ListEntitiesRequest;
import alan.esphome.messages.ListEntitiesSelectResponse;
import alan.esphome.messages.ListEntitiesSensorResponse;
import alan.esphome.messages.ListEntitiesSwitchResponse;
import alan.esphome.messages.ListEntitiesTextSensorResponse;
import alan.esphome.messages.MediaPlayerCommandRequest;
import alan.esphome.messages.MediaPlayerStateResponse;
import alan.esphome.messages.PingRequest;
import alan.esphome.messages.PingResponse;
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
import alan.esphome.messages.VoiceAssistantConfigurationRequest;
import alan.esphome.messages.VoiceAssistantConfigurationResponse;
import alan.esphome.messages.VoiceAssistantEventResponse;
import alan.esphome.messages.VoiceAssistantRequest;
import alan.esphome.messages.VoiceAssistantResponse;
import alan.esphome.messages.VoiceAssistantSetConfiguration;
import alan.esphome.messages.VoiceAssistantTimerEventResponse;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers of messages on the wire. */
final class MessageTypes {
    private static final Map<Integer, Message> BY_NUMBER = Map.ofEntries(
            Map.entry(1, HelloRequest.getDefaultInstance()),
            Map.entry(2, HelloResponse.getDefaultInstance()),
            Map.entry(3, AuthenticationRequest.getDefaultInstance()),
            Map.entry(4, AuthenticationResponse.getDefaultInstance()),
            Map.entry(5, DisconnectRequest.getDefaultInstance()),
            Map.entry(6, DisconnectResponse.getDefaultInstance()),
            Map.entry(7, PingRequest.getDefaultInstance()),
            Map.entry(8, PingResponse.getDefaultInstance()),
            Map.entry(9, DeviceInfoRequest.getDefaultInstance()),
            Map.entry(10, DeviceInfoResponse.getDefaultInstance()),
            Map.entry(11, ListEntitiesRequest.getDefaultInstance()),
            Map.entry(16, ListEntitiesSensorResponse.getDefaultInstance()),
            Map.entry(17, ListEntitiesSwitchResponse.getDefaultInstance()),
            Map.entry(18, ListEntitiesTextSensorResponse.getDefaultInstance()),
            Map.entry(19, ListEntitiesDoneResponse.getDefaultInstance()),
            Map.entry(20, SubscribeStatesRequest.getDefaultInstance()),
            Map.entry(25, SensorStateResponse.getDefaultInstance()),
            Map.entry(26, SwitchStateResponse.getDefaultInstance()),
            Map.entry(27, TextSensorStateResponse.getDefaultInstance()),
            Map.entry(33, SwitchCommandRequest.getDefaultInstance()),
            Map.entry(52, ListEntitiesSelectResponse.getDefaultInstance()),
            Map.entry(53, SelectStateResponse.getDefaultInstance()),
            Map.entry(54, SelectCommandRequest.getDefaultInstance()),
            Map.entry(63, ListEntitiesMediaPlayerResponse.getDefaultInstance()),
            Map.entry(64, MediaPlayerStateResponse.getDefaultInstance()),
            Map.entry(65, MediaPlayerCommandRequest.getDefaultInstance()),
            Map.entry(89, SubscribeVoiceAssistantRequest.getDefaultInstance()),
            Map.entry(90, VoiceAssistantRequest.getDefaultInstance()),
            Map.entry(91, VoiceAssistantResponse.getDefaultInstance()),
            Map.entry(92, VoiceAssistantEventResponse.getDefaultInstance()),
            Map.entry(106, VoiceAssistantAudio.getDefaultInstance()),
            Map.entry(115, VoiceAssistantTimerEventResponse.getDefaultInstance()),
            Map.entry(119, VoiceAssistantAnnounceRequest.getDefaultInstance()),
            Map.entry(120, VoiceAssistantAnnounceFinished.getDefaultInstance()),
            Map.entry(121, VoiceAssistantConfigurationRequest.getDefaultInstance()),
            Map.entry(122, VoiceAssistantConfigurationResponse.getDefaultInstance()),
            Map.entry(123, VoiceAssistantSetConfiguration.getDefaultInstance()));

    private static final Map<Descriptor, Integer> NUMBERS = BY_NUMBER.entrySet().stream()
            .collect(Collectors.toMap(each -> each.getValue().getDescriptorForType(), Map.Entry::getKey));

    private MessageTypes() {}

    /** {@return the number of a message} @param message one of the protocol's */
    static int number(Message message) {
        Integer number = NUMBERS.get(message.getDescriptorForType());
        if (number == null) {
            throw new IllegalArgumentException(message.getDescriptorForType().getName() + " has no number, since it only comes within other messages");
        }
        return number;
    }

    /**
     * {@return what a frame holds; {@code null} if it is a message that is not known here}
     *
     * @param frame that came
     * @throws EsphomeException when it does not hold that
     */
    static Message read(Frame frame) throws EsphomeException {
        Message type = BY_NUMBER.get(frame.type());
        if (type == null) {
            return null;
        }
        try {
            return type.getParserForType().parseFrom(frame.body());
        } catch (InvalidProtocolBufferException e) {
            throw new EsphomeException(EsphomeException.Reason.BAD_MESSAGE, Text.of("A message of type %s cannot be read.", type.getDescriptorForType().getName()));
        }
    }
}
