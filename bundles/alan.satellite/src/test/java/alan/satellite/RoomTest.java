package alan.satellite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.WakeWord;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final List<WakeWord.Name> WORDS = List.of(new WakeWord.Name("hey_jarvis", "Hey Jarvis", Set.of("en")),
            new WakeWord.Name("alexa", "Alexa", Set.of("en")));

    @TempDir
    Path data;

    private final BlockingQueue<Kind> happened = new LinkedBlockingQueue<>();
    private final BlockingQueue<FakeSink> sinks = new LinkedBlockingQueue<>();
    private final FakeHub hub = new FakeHub("hub");
    private Herald herald;
    private Room room;
    private boolean speakersPlay = true;
    private AlanException noSpeaker;

    private final AtomicLong passed = new AtomicLong();

    @BeforeEach
    void build() {
        herald = new Herald();
        herald.add((event, status) -> happened.add(event.kind()));
        room = new Room(new RoomSettings(Set.of(), true, 0.5), this::speaker, () -> WORDS, new MuteSwitch(data), herald, () -> System.nanoTime() + passed.get());
    }

    private FakeSink speaker(int rate) throws AlanException {
        if (noSpeaker != null) {
            throw noSpeaker;
        }
        FakeSink sink = new FakeSink(rate, new CountDownLatch(speakersPlay ? 0 : 1));
        sinks.add(sink);
        return sink;
    }

    @AfterEach
    void leave() {
        room.close();
        herald.close();
    }

    @Test
    void aTurnFromTheWakeWordToTheEndOfTheAnswer() throws Exception {
        Satellite.Link link = room.attach(hub);
        assertThat(room.attention()).isEqualTo(Room.Attention.WAIT);
        room.said(new float[] {0.1f});
        assertThat(hub.isToldNothing()).as("nothing is sent before the wake word").isTrue();

        room.woken("hey_jarvis");
        assertThat(hub.next()).isEqualTo("woken by Hey Jarvis");
        assertThat(room.attention()).isEqualTo(Room.Attention.SEND);
        room.said(new float[] {0.5f});
        assertThat(hub.next()).isEqualTo("sound 0.5");

        link.heard();
        assertThat(room.status().state()).isEqualTo(SatelliteState.THINKING);
        room.said(new float[] {0.25f});
        assertThat(hub.isToldNothing()).as("nothing is sent after the end").isTrue();

        Satellite.Playback answer = link.play(22_050);
        answer.write(new float[] {1, -1});
        answer.end();
        assertThat(hub.next()).isEqualTo("played");
        FakeSink sink = sinks.take();
        assertThat(sink.rate).isEqualTo(22_050);
        assertThat(sink.samples).as("at half the volume").containsExactly(0.5f, -0.5f);
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
        assertHappened(Kind.VOLUME, Kind.IDLE, Kind.ATTACHED, Kind.WOKEN, Kind.LISTENING, Kind.THINKING, Kind.SPEAKING, Kind.IDLE);
    }

    @Test
    void aWakeWordStopsAnAnswerAndIsHeard() throws Exception {
        speakersPlay = false;
        Satellite.Link link = room.attach(hub);
        Satellite.Playback answer = link.play(16_000);
        answer.write(new float[100_000]);
        answer.end();
        FakeSink sink = sinks.take();
        room.woken("alexa");
        assertThat(List.of(hub.next(), hub.next())).containsExactlyInAnyOrder("woken by Alexa", "played");
        assertThat(sink.wasClosed()).isTrue();
        assertThat(room.status().state()).isEqualTo(SatelliteState.LISTENING);
    }

    @Test
    void mutingClosesTheMicrophoneAndIsRemembered() throws Exception {
        Satellite.Link link = room.attach(hub);
        PcmStream microphone = PcmStream.of(new Pcm(16_000, new float[10]));
        room.microphone(microphone);
        room.woken("alexa");
        hub.next();
        room.mute(true);
        assertThat(microphone.read()).as("closed").isNull();
        assertThat(hub.next()).isEqualTo("unheard");
        room.woken("alexa");
        link.listen();
        room.said(new float[1]);
        assertThat(hub.isToldNothing()).isTrue();
        assertThat(room.attention()).isEqualTo(Room.Attention.NONE);
        assertThat(new MuteSwitch(data).muted()).as("after a start").isTrue();
        room.mute(false);
        assertThat(new MuteSwitch(data).muted()).isFalse();
        assertThat(room.attention()).isEqualTo(Room.Attention.WAIT);
    }

    @Test
    void aButtonBeginsAndStops() throws Exception {
        room.listen();
        room.stop();
        assertThat(room.status().state()).as("without a hub").isEqualTo(SatelliteState.UNATTACHED);
        Satellite.Link link = room.attach(hub);
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        room.stop();
        assertThat(hub.next()).isEqualTo("unheard");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        link.heard();
        room.stop();
        assertThat(hub.next()).as("while it thinks").isEqualTo("unwanted");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
        speakersPlay = false;
        Satellite.Playback answer = link.play(16_000);
        answer.write(new float[10]);
        room.stop();
        assertThat(hub.next()).as("before it is told that all was played").isEqualTo("stopped");
        assertThat(hub.next()).isEqualTo("played");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
    }

    @Test
    void aSecondTimerThatEndsWhileTheFirstRingsIsToldToo() throws Exception {
        speakersPlay = false;
        Satellite.Link link = room.attach(hub);
        link.timer(new SatelliteTimer("7", "pizza", 60, 60, true));
        link.timer(new SatelliteTimer("8", "tea", 60, 60, true));
        link.timerEnded("7", true);
        link.timerEnded("8", true);
        assertHappened(Kind.VOLUME, Kind.IDLE, Kind.ATTACHED, Kind.TIMER, Kind.TIMER, Kind.RINGING, Kind.RINGING);
        room.stop();
    }

    @Test
    void aHubThatIsLateIsToldToGiveUp() throws Exception {
        Satellite.Link link = room.attach(hub);
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        passed.addAndGet(TimeUnit.SECONDS.toNanos(61));
        assertThat(hub.next()).as("of noticing that nobody speaks any more").isEqualTo("late");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
        room.listen();
        assertThat(hub.next()).isEqualTo("asked");
        link.heard();
        passed.addAndGet(TimeUnit.SECONDS.toNanos(121));
        assertThat(hub.next()).as("with its answer").isEqualTo("late");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
    }

    @Test
    void aTimerRingsUntilAWakeWordIsSaid() throws Exception {
        speakersPlay = false;
        Satellite.Link link = room.attach(hub);
        link.timer(new SatelliteTimer("1", "pizza", 600, 600, true));
        assertThat(room.status().timers()).extracting(SatelliteTimer::name).containsExactly("pizza");
        link.timerEnded("1", true);
        FakeSink bell = sinks.take();
        assertThat(room.status().state()).isEqualTo(SatelliteState.RINGING);
        assertThat(room.status().timers()).isEmpty();
        room.woken("alexa");
        assertThat(room.status().state()).as("the word was for the bell").isEqualTo(SatelliteState.IDLE);
        assertHappened(Kind.VOLUME, Kind.IDLE, Kind.ATTACHED, Kind.TIMER, Kind.RINGING, Kind.WOKEN, Kind.IDLE);
        assertThat(hub.isToldNothing()).isTrue();
        assertThat(bell.wasClosed()).isTrue();
    }

    @Test
    void aTimerThatEndsDuringATurnRingsAfterIt() throws Exception {
        Satellite.Link link = room.attach(hub);
        room.woken("alexa");
        link.timerEnded("1", true);
        assertThat(room.status().state()).isEqualTo(SatelliteState.LISTENING);
        link.done();
        assertThat(room.status().state()).isEqualTo(SatelliteState.RINGING);
        assertThat(sinks.take().rate).isEqualTo(Bell.SAMPLE_RATE);
    }

    @Test
    void aTimerThatEndsWhileAnAnswerIsAwaitedRingsAfterTheAnswer() throws Exception {
        speakersPlay = false;
        Satellite.Link link = room.attach(hub);
        room.woken("alexa");
        link.heard();
        link.timerEnded("1", true);
        Satellite.Playback answer = link.play(22_050);
        assertThat(room.status().state()).isEqualTo(SatelliteState.SPEAKING);
        answer.end();
        assertThat(hub.next()).isEqualTo("woken by Alexa");
        assertThat(hub.next()).isEqualTo("played");
        FakeSink bell = sinks.poll(20, TimeUnit.SECONDS);
        assertThat(bell).isNotNull();
        assertThat(bell.rate).isEqualTo(Bell.SAMPLE_RATE);
        room.stop();
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
    }

    @Test
    void whatIsPlayedCutsATimerThatRings() throws Exception {
        speakersPlay = false;
        Satellite.Link link = room.attach(hub);
        link.timerEnded("1", true);
        FakeSink bell = sinks.take();
        link.play(22_050).end();
        assertThat(room.status().state()).isEqualTo(SatelliteState.SPEAKING);
        bell.close();
        assertThat(hub.next()).isEqualTo("played");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
    }

    @Test
    void anotherHubTakesOverOnlyFromOneThatHasGone() throws Exception {
        Satellite.Link first = room.attach(hub);
        FakeHub other = new FakeHub("other");
        assertThatThrownBy(() -> room.attach(other)).isInstanceOf(AlanException.class).hasMessage("hub uses this satellite already.");
        hub.alive = false;
        Satellite.Link second = room.attach(other);
        assertThat(hub.next()).isEqualTo("replaced");
        first.listen();
        first.close();
        assertThat(room.status().hub()).isEqualTo("other");
        second.listen();
        assertThat(other.next()).isEqualTo("asked");
        second.close();
        assertThat(room.status().state()).isEqualTo(SatelliteState.UNATTACHED);
        assertThat(room.attention()).isEqualTo(Room.Attention.NONE);
    }

    @Test
    void aHubThatHasPausedGivesWayToOneOfItsOwnMachineOnly() throws Exception {
        Satellite.Link first = room.attach(hub);
        FakeHub again = new FakeHub("again");
        FakeHub stranger = new FakeHub("stranger");
        stranger.host = "192.168.1.66";
        assertThatThrownBy(() -> room.attach(again)).as("it does not rest").isInstanceOf(AlanException.class);
        first.pause(true);
        assertThatThrownBy(() -> room.attach(stranger)).isInstanceOf(AlanException.class).hasMessage("hub uses this satellite already.");
        assertThat(room.attention()).as("the microphone is closed still").isEqualTo(Room.Attention.NONE);
        room.attach(again);
        assertThat(hub.next()).isEqualTo("replaced");
        assertThat(room.attention()).isEqualTo(Room.Attention.WAIT);
    }

    @Test
    void aSpeakerThatFailsIsAProblemAndTheHubIsNotLeftWaiting() throws Exception {
        noSpeaker = new AlanException("The speaker is gone.");
        Satellite.Playback answer = room.attach(hub).play(16_000);
        answer.write(new float[1]);
        answer.end();
        assertThat(hub.next()).isEqualTo("played");
        assertThat(room.status().problem()).isEqualTo("The speaker is gone.");
        assertThat(room.status().state()).isEqualTo(SatelliteState.IDLE);
    }

    @Test
    void soundForTheHubWhileItIsPausedIsNotHeard() throws Exception {
        Satellite.Link link = room.attach(hub);
        link.pause(true);
        assertThat(room.attention()).isEqualTo(Room.Attention.NONE);
        room.woken("alexa");
        assertThat(hub.isToldNothing()).isTrue();
        link.pause(false);
        assertThat(room.attention()).isEqualTo(Room.Attention.WAIT);
    }

    @Test
    void afterItsEndNothingIsHeardOrCut() throws Exception {
        Satellite.Link link = room.attach(hub);
        room.woken("alexa");
        assertThat(hub.next()).isEqualTo("woken by Alexa");
        room.close();
        assertThat(hub.next()).isEqualTo("replaced");
        assertThat(room.status().state()).isEqualTo(SatelliteState.UNATTACHED);
        room.failed(new AlanException("The microphone is gone."));
        room.mute(true);
        room.stop();
        link.heard();
        link.done();
        assertThat(room.status().state()).isEqualTo(SatelliteState.UNATTACHED);
        assertThat(hub.isToldNothing()).isTrue();
    }

    @Test
    void wakeWordsAreChosenByTheirIds() throws Exception {
        assertThat(room.activeWakeWords()).containsExactly("hey_jarvis", "alexa");
        room.waitFor(Set.of("alexa"));
        assertThat(room.activeWakeWords()).containsExactly("alexa");
        assertThatThrownBy(() -> room.waitFor(Set.of("hey_nobody"))).isInstanceOf(AlanException.class)
                .hasMessageContaining("'hey_nobody'").hasMessageContaining("hey_jarvis, alexa");
        assertThatThrownBy(() -> room.waitFor(Set.of())).isInstanceOf(AlanException.class);
        assertThat(room.activeWakeWords()).containsExactly("alexa");
    }

    private void assertHappened(Kind... kinds) throws InterruptedException {
        for (Kind kind : kinds) {
            assertThat(happened.poll(20, TimeUnit.SECONDS)).isEqualTo(kind);
        }
    }
}
