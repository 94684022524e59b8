package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.esphome.messages.MessagesProto;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantWakeWord;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code messages.bin} is what Home Assistant's client writes, with every field filled, and {@code messages.txt} what it means; {@code messages.py} beside them made both. */
class MessagesTest {
    static final Path REFERENCE = Path.of("src", "test", "resources", "alan", "esphome");
    private static final TextFormat.Parser TEXT = TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

    // It warns of each field that Alan has no use for.
    private static final Logger LOG = Logger.getLogger(TextFormat.class.getName());

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    private static List<String> lines() throws Exception {
        return Files.readAllLines(REFERENCE.resolve("messages.txt"));
    }

    @Test
    void everyMessageOfTheClientIsReadEqual() throws Exception {
        Frames frames = new PlainFrames(new Wire(Files.newInputStream(REFERENCE.resolve("messages.bin")), new ByteArrayOutputStream()));
        Set<Descriptor> filled = new HashSet<>();
        for (String line : lines()) {
            if (line.startsWith("enum ")) {
                continue;
            }
            String[] meant = line.split(" ", 3);
            Frame frame = frames.read();
            assertThat(frame.type()).as(line).isEqualTo(Integer.parseInt(meant[0]));
            Message read = MessageTypes.read(frame);
            assertThat(read.getDescriptorForType().getName()).isEqualTo(meant[1]);
            assertThat(MessageTypes.number(read)).isEqualTo(frame.type());
            Message.Builder expected = read.newBuilderForType();
            TEXT.merge(meant[2], expected);
            assertThat(DiscardUnknownFieldsParser.wrap(read.getParserForType()).parseFrom(frame.body())).as(line).isEqualTo(expected.build());
            everyFieldIsFilled(expected.build(), filled);
        }
        assertThat(frames.read()).isNull();
        assertThat(filled).containsExactlyInAnyOrderElementsOf(MessagesProto.getDescriptor().getMessageTypes());
    }

    private static void everyFieldIsFilled(Message message, Set<Descriptor> filled) {
        filled.add(message.getDescriptorForType());
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            assertThat(message.getAllFields()).containsKey(field);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                everyFieldIsFilled((Message) (field.isRepeated() ? message.getRepeatedField(field, 0) : message.getField(field)), filled);
            }
        }
    }

    @Test
    void everyValueOfAnEnumerationIsTheClients() throws Exception {
        List<String> theirs = lines();
        for (EnumDescriptor each : MessagesProto.getDescriptor().getEnumTypes()) {
            assertThat(each.getValues()).allSatisfy(value -> assertThat(theirs).contains("enum " + each.getName() + " " + value.getName() + " " + value.getNumber()));
        }
    }

    @Test
    void framesAreWrittenAsTheClientWritesThem() throws Exception {
        byte[] reference = Files.readAllBytes(REFERENCE.resolve("messages.bin"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frames frames = new PlainFrames(new Wire(new ByteArrayInputStream(reference), out));
        for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
            frames.write(frame);
        }
        assertThat(out.toByteArray()).isEqualTo(reference);
    }

    @Test
    void aTypeThatIsNotKnownIsNoMessage() throws Exception {
        assertThat(MessageTypes.read(new Frame(0, new byte[] {1}))).isNull();
        assertThat(MessageTypes.read(new Frame(65_535, new byte[0]))).isNull();
    }

    @Test
    void aBodyThatIsNoneOfItsTypeIsRefused() {
        // field 1 of 100 bytes, of which there is one; a text that is not UTF-8
        for (byte[] bad : new byte[][] {{0x0A, 100, 0}, {0x0A, 1, (byte) 0xFF}}) {
            assertThatThrownBy(() -> MessageTypes.read(new Frame(1, bad))).isInstanceOf(EsphomeException.class).hasMessage("A message of type HelloRequest cannot be read.")
                    .satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(EsphomeException.Reason.BAD_MESSAGE));
        }
    }

    @Test
    void onlyWhatStandsByItselfHasANumber() {
        assertThat(MessageTypes.number(VoiceAssistantAudio.getDefaultInstance())).isEqualTo(106);
        assertThatThrownBy(() -> MessageTypes.number(VoiceAssistantWakeWord.getDefaultInstance())).isInstanceOf(IllegalArgumentException.class);
    }
}
