package alan.esphome;

import alan.esphome.messages.AuthenticationRequest;
import alan.esphome.messages.AuthenticationResponse;
import alan.esphome.messages.DeviceInfoRequest;
import alan.esphome.messages.DisconnectRequest;
import alan.esphome.messages.DisconnectResponse;
import alan.esphome.messages.HelloRequest;
import alan.esphome.messages.HelloResponse;
import alan.esphome.messages.ListEntitiesDoneResponse;
import alan.esphome.messages.ListEntitiesRequest;
import alan.esphome.messages.PingRequest;
import alan.esphome.messages.PingResponse;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** What every device answers alike. */
final class Formalities {
    /** Of the protocol. */
    static final int MAJOR = 1;
    /** From 15 on, what a device can do is asked for in a message of its own, of which device information has the same; from 14 on, entities need no names. */
    static final int MINOR = 13;

    private final EsphomeDevice device;
    private final boolean encrypts;

    Formalities(EsphomeDevice device, boolean encrypts) {
        this.device = device;
        this.encrypts = encrypts;
    }

    /** {@return the answers to a message; {@code null} if it is nothing formal} @param message that came */
    List<Message> answers(Message message) {
        if (message instanceof PingRequest) {
            return List.of(PingResponse.getDefaultInstance());
        }
        if (message instanceof HelloRequest) {
            return List.of(HelloResponse.newBuilder().setApiVersionMajor(MAJOR).setApiVersionMinor(MINOR).setName(device.info().getName())
                    .setServerInfo((device.info().getProjectName() + " " + device.info().getProjectVersion()).strip()).build());
        }
        if (message instanceof AuthenticationRequest) {
            // Whoever has the key, or needs none, needs no password either.
            return List.of(AuthenticationResponse.getDefaultInstance());
        }
        if (message instanceof DeviceInfoRequest) {
            return List.of(device.info().toBuilder().setApiEncryptionSupported(encrypts).build());
        }
        if (message instanceof ListEntitiesRequest) {
            List<Message> all = new ArrayList<>(device.entities());
            all.add(ListEntitiesDoneResponse.getDefaultInstance());
            return all;
        }
        if (message instanceof DisconnectRequest) {
            return List.of(DisconnectResponse.getDefaultInstance());
        }
        // To what was asked here; that it came is enough.
        return message instanceof PingResponse || message instanceof DisconnectResponse ? List.of() : null;
    }

    /** {@return whether the connection is over after a message and its answers} */
    static boolean ends(Message message) {
        return message instanceof DisconnectRequest || message instanceof DisconnectResponse;
    }

    /** {@return whether a message may come before the client has said who it is} */
    static boolean early(Message message) {
        return message instanceof HelloRequest || message instanceof AuthenticationRequest || message instanceof PingRequest || message instanceof PingResponse
                || ends(message);
    }
}
