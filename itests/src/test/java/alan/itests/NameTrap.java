package alan.itests;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A name server that knows no name and writes down every one that it is asked for (RFC 1035). Whoever wants to reach somebody outside asks it first, whatever language
 * he is written in.
 */
public final class NameTrap {
    private static final int PORT = 53;
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;

    private NameTrap() {}

    /** Runs until it is killed. @param arguments the file for the names; it is made once the trap is set */
    public static void main(String... arguments) throws Exception {
        Path log = Path.of(arguments[0]);
        try (DatagramSocket socket = new DatagramSocket(PORT, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Files.createFile(log);
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                byte[] message = packet.getData();
                Files.writeString(log, name(message) + "\n", StandardOpenOption.APPEND);
                // An answer, with the question as it came.
                message[2] |= (byte) 0x80;
                message[3] = (byte) (message[3] & 0xF0 | NO_SUCH_NAME);
                socket.send(packet);
            }
        }
    }

    private static String name(byte[] message) {
        StringBuilder name = new StringBuilder();
        for (int at = HEADER; message[at] != 0; at += message[at] + 1) {
            name.append(new String(message, at + 1, message[at], StandardCharsets.US_ASCII)).append('.');
        }
        return name.toString();
    }
}
