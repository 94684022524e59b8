package alan.home;

import alan.api.AlanException;
import alan.api.home.HomeStatus;
import alan.wyoming.EventReader;
import alan.wyoming.EventWriter;
import alan.wyoming.WyomingEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node's server stands, told to another process on the same machine: a headless node has no shell, so a single command asks it. The node leaves its address in
 * its data folder, and answers an event of our own on its port, to this machine only; where it has no port, it leaves the reason.
 */
final class StatusExchange implements Publisher {
    /** Type of both events. */
    static final String TYPE = "alan-status";

    private static final Logger LOG = LoggerFactory.getLogger(StatusExchange.class);
    private static final String FILE = "home.address";
    /** Before the process and its problem. */
    private static final String PROBLEM = "problem";
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_DATA = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new ToStringSerializer(Instant.class))
                    .addDeserializer(Instant.class, new InstantDeserializer()))
            .build();

    private final Path file;
    /** What stands in the file if nobody else has written into it; {@code null} if nothing does. */
    private volatile String left;

    /** @param data folder of the node */
    StatusExchange(Path data) {
        this.file = data.resolve(FILE);
    }

    @Override
    public void publish(InetAddress address, int port) {
        InetAddress host = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        leave(host.getHostAddress() + " " + port);
    }

    @Override
    public void fails(String why) {
        // A shell beside a node finds the port taken by it; what the node has left stands.
        if (ask().isPresent()) {
            return;
        }
        leave(PROBLEM + " " + ProcessHandle.current().pid() + " " + why);
    }

    private void leave(String line) {
        try {
            Files.writeString(file, line + "\n");
            left = line;
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so alan:home in another process will not find this node", file, e);
        }
    }

    @Override
    public void withdraw() {
        String own = left;
        left = null;
        try {
            if (own != null && Files.exists(file) && Files.readString(file).strip().equals(own)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.debug("{} could not be deleted", file, e);
        }
    }

    /** {@return how the node's server stands; empty if none answers, such as after one that was killed} */
    Optional<HomeStatus> ask() {
        try {
            String[] address = Files.readString(file).strip().split(" ", 3);
            if (address[0].equals(PROBLEM)) {
                boolean runs = ProcessHandle.of(Long.parseLong(address[1])).isPresent();
                return runs ? Optional.of(HomeStatus.silent(address[2])) : Optional.empty();
            }
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), PATIENCE_MILLIS);
                new EventWriter(socket.getOutputStream()).write(new WyomingEvent(TYPE));
                WyomingEvent answer = new EventReader(socket.getInputStream(), MOST_DATA, 0).read();
                return answer != null && answer.is(TYPE) ? Optional.of(JSON.treeToValue(answer.data(), HomeStatus.class)) : Optional.empty();
            }
        } catch (IOException | AlanException | RuntimeException e) {
            LOG.debug("No node tells how its server stands", e);
            return Optional.empty();
        }
    }

    /** {@return the answer} @param status as it is told */
    static WyomingEvent answer(HomeStatus status) {
        return new WyomingEvent(TYPE, JSON.<ObjectNode>valueToTree(status));
    }

    /** {@return whether a client is a process of this machine} */
    static boolean isHere(Socket socket) {
        return socket.getInetAddress().isLoopbackAddress() || socket.getInetAddress().equals(socket.getLocalAddress());
    }

    private static final class InstantDeserializer extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
