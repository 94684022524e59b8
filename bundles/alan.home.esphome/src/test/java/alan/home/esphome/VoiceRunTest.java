package alan.home.esphome;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.satellite.Satellite;
import alan.esphome.messages.VoiceAssistantAnnounceFinished;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantEvent;
import alan.esphome.messages.VoiceAssistantEventData;
import alan.esphome.messages.VoiceAssistantEventResponse;
import alan.esphome.messages.VoiceAssistantRequest;
import com.google.protobuf.Message;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VoiceRunTest {
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    /** What the satellite is told to do: names of methods. */
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Satellite.Link link = (Satellite.Link) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Satellite.Link.class},
            (proxy, method, arguments) -> {
                done.add(method.getName());
                return method.getName().equals("play") ? new Deaf() : null;
            });
    private final VoiceRun run = new VoiceRun(sent::add, () -> link);

    private static final class Deaf implements Satellite.Playback {
        @Override
        public void write(float[] samples) {}

        @Override
        public void awaitRoom() {}

        @Override
        public void end() {}
    }

    @AfterEach
    void close() {
        run.close();
    }

    private void event(VoiceAssistantEvent type, String name, String value) {
        run.event(VoiceAssistantEventResponse.newBuilder().setEventType(type)
                .addData(VoiceAssistantEventData.newBuilder().setName(name).setValue(value)).build());
    }

    @Test
    void aTurnThatIsStoppedWhileTheHubThinksIsGivenUp() {
        run.begin("Hey Jarvis");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START, "url", "http://127.0.0.1:1/answer.wav");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_END, "text", "What is the moon?");
        run.drop();
        assertThat(sent).extracting(each -> ((VoiceAssistantRequest) each).getStart()).containsExactly(true, false);

        // It was about to answer. Nobody listens at that port: fetching it would be a failure.
        event(VoiceAssistantEvent.VOICE_ASSISTANT_INTENT_END, "continue_conversation", "1");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", "http://127.0.0.1:1/answer.wav");
        assertThat(done).containsExactly("heard", "understood");

        // The next turn begins before the end of that one was told, which is not its own.
        run.begin("");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
        assertThat(done).containsExactly("heard", "understood");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START, "", "");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
        assertThat(done).containsExactly("heard", "understood", "heard", "done");
    }

    @Test
    void soundWaitsUntilTheHubListensAndNoneIsSentAfterwards() {
        run.begin("");
        run.sound(new float[10]);
        run.accepted(true);
        run.sound(new float[20]);
        event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_VAD_END, "", "");
        run.sound(new float[30]);
        assertThat(sent.stream().filter(VoiceAssistantAudio.class::isInstance).map(each -> ((VoiceAssistantAudio) each).getData().size())).containsExactly(20, 40);
    }

    @Test
    void whatWasBrokenOffGetsNoAnswer() {
        run.begin("Hey Jarvis");
        run.accepted(true);
        run.abort();
        run.sound(new float[10]);
        event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", "http://127.0.0.1:1/answer.wav");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
        assertThat(sent).hasSize(2).allMatch(VoiceAssistantRequest.class::isInstance);
        assertThat(done).isEmpty();
    }

    @Test
    void aTurnThatIsBegunWhileAnotherIsOpenIsNotEndedWithThatOne() {
        run.begin("Hey Jarvis");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START, "", "");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_END, "text", "What is the moon?");
        done.clear();
        // As Home Assistant does it: the old run is cancelled first, and its last words are still on their way.
        run.begin("Hey Jarvis");
        run.accepted(true);
        event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", "http://127.0.0.1:1/answer.wav");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_ERROR, "message", "Cancelled");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START, "", "");
        assertThat(done).isEmpty();
        run.sound(new float[10]);
        assertThat(sent.get(sent.size() - 1)).isInstanceOf(VoiceAssistantAudio.class);
        event(VoiceAssistantEvent.VOICE_ASSISTANT_STT_END, "text", "What is the sun?");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
        assertThat(done).containsExactly("heard", "understood", "heard", "done");
    }

    @Test
    void theHubIsToldOfAnAnswerThatCannotBeFetched() throws Exception {
        run.begin("");
        event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", "http://127.0.0.1:1/answer.wav");
        while (!done.contains("failed")) {
            Thread.sleep(5);
        }
        assertThat(sent.get(sent.size() - 1)).isInstanceOfSatisfying(VoiceAssistantAnnounceFinished.class, each -> assertThat(each.getSuccess()).isFalse());
    }

    @Test
    void whatWasStoppedIsNotFollowedByAnotherQuestion() throws Exception {
        try (WavServer hub = new WavServer()) {
            run.begin("");
            event(VoiceAssistantEvent.VOICE_ASSISTANT_INTENT_END, "continue_conversation", "1");
            event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", hub.url());
            while (!done.contains("play")) {
                Thread.sleep(5);
            }
            run.stop();
            run.played();
            run.announce(VoiceAssistantAnnounceRequest.newBuilder().setMediaId(hub.url()).setStartConversation(true).build());
            while (done.stream().filter("play"::equals).count() < 2) {
                Thread.sleep(5);
            }
            run.stop();
            run.played();
            assertThat(done).doesNotContain("listen");
            run.announce(VoiceAssistantAnnounceRequest.newBuilder().setMediaId(hub.url()).setStartConversation(true).build());
            while (done.stream().filter("play"::equals).count() < 3) {
                Thread.sleep(5);
            }
            run.played();
            assertThat(done).contains("listen");
            assertThat(sent.stream().filter(VoiceAssistantAnnounceFinished.class::isInstance)).hasSize(3);
        }
    }

    @Test
    void anAnswerThatIsStoppedDoesNotEndTheTurnThatWasBegunSince() throws Exception {
        try (ServerSocket hub = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            hub.setSoTimeout(20_000);
            String url = "http://127.0.0.1:" + hub.getLocalPort() + "/answer.wav";
            run.begin("Hey Jarvis");
            event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", url);
            try (Socket thinking = hub.accept()) {
                run.begin("");
                event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END, "", "");
                event(VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START, "", "");
                event(VoiceAssistantEvent.VOICE_ASSISTANT_TTS_END, "url", url);
                try (Socket next = hub.accept()) {
                    assertThat(next.getPort()).as("asked anew").isNotEqualTo(thinking.getPort());
                    assertThat(done).isEmpty();
                }
            }
        }
    }
}
