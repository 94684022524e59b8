package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineKind;
import alan.api.model.InstalledModel;
import alan.api.model.Models;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.wyoming.WyomingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServicesTest {
    private static JsonNode describe(House house) throws Exception {
        try (Client client = house.client()) {
            client.send("describe", "{}");
            return client.read().data();
        }
    }

    @Test
    void infoIsWhatHomeAssistantNeeds() throws Exception {
        try (House house = new House()) {
            assertThat(describe(house)).isEqualTo(Client.event("", """
                    {"asr":[{"name":"Alan","attribution":{"name":"Alan","url":""},"installed":true,"description":"Speech to text","version":"0.1.0","models":[
                    {"name":"whisper","attribution":{"name":"whisper","url":""},"installed":true,"description":"whisper-base","languages":["en","es"]}],
                    "requires_external_vad":true,"supports_transcript_streaming":true}],
                    "tts":[{"name":"Alan","attribution":{"name":"Alan","url":""},"installed":true,"description":"Text to speech","version":"0.1.0","voices":[
                    {"name":"joe","attribution":{"name":"piper","url":""},"installed":true,"description":"joe: English (US)","languages":["en"]}],
                    "supports_synthesize_streaming":true}],
                    "handle":[{"name":"Alan","attribution":{"name":"Alan","url":""},"installed":true,"description":"Conversation","version":"0.1.0","models":[
                    {"name":"llama","attribution":{"name":"llama","url":""},"installed":true,"description":"smollm2","languages":["en"]}],
                    "supports_handled_streaming":false,"supports_home_control":false}],
                    "wake":[{"name":"Alan","attribution":{"name":"Alan","url":""},"installed":true,"description":"Wake words","version":"0.1.0","models":[
                    {"name":"hey_jarvis","attribution":{"name":"Alan","url":""},"installed":true,"description":"Hey Jarvis","languages":["en"],"phrase":"Hey Jarvis"},
                    {"name":"hola_alan","attribution":{"name":"Alan","url":""},"installed":true,"description":"Hola Alan","languages":["es"],"phrase":"Hola Alan"}]}],
                    "intent":[],"mic":[],"snd":[]}""").data());
        }
    }

    @Test
    void aNewVoiceIsInTheNextAnswerAndTheOrderStays() throws Exception {
        try (House house = new House()) {
            JsonNode before = describe(house);
            ((FakeSpeaker) house.speakers.get("piper")).voices.add(new Voice("anna", Set.of(), 22_050, "Anna"));
            JsonNode after = describe(house);
            assertThat(after.at("/tts/0/voices")).extracting(voice -> voice.get("name").asText()).containsExactly("anna", "joe");
            assertThat(after.at("/tts/0/voices/1")).isEqualTo(before.at("/tts/0/voices/0"));
            // A voice without a language breaks Home Assistant, so it has its engine's.
            assertThat(after.at("/tts/0/voices/0/languages/0").asText()).isEqualTo("en");
        }
    }

    @Test
    void anEngineThatKnowsEveryLanguageNamesThemAll() {
        FakeEngines engines = new FakeEngines();
        engines.add(EngineKind.LLM, "remote", Set.of());
        JsonNode info = new Services("Alan", "0", engines, TreeMap::new, List::of, () -> null, () -> null, () -> null).info().event().data();
        assertThat(info.at("/handle/0/models/0/languages")).hasSizeGreaterThan(150).extracting(JsonNode::asText).contains("en", "es", "he").doesNotContain("iw");
    }

    @Test
    void whatIsNotInstalledIsNotOffered() {
        FakeEngines engines = new FakeEngines();
        engines.add(EngineKind.STT, "whisper", Set.of("en"), "whisper-base");
        engines.add(EngineKind.STT, "other", Set.of("en"), "missing");
        engines.add(EngineKind.TTS, "piper", Set.of("en"), "missing");
        FakeSpeaker piper = new FakeSpeaker(false, Set.of("en"), new Voice("joe", Set.of("en"), 22_050, "English"));
        Models models = proxy(Models.class, "installed", id -> id.equals("missing") ? Optional.empty() : Optional.of(new InstalledModel(null, null)));
        JsonNode info = new Services("Alan", "0", engines, () -> new TreeMap<>(Map.of("piper", piper)), List::of, () -> null, () -> models, () -> null).info().event().data();
        assertThat(info.at("/asr/0/models")).extracting(model -> model.get("name").asText()).containsExactly("whisper");
        assertThat(info.at("/tts/0/installed").asBoolean()).isFalse();
        assertThat(info.at("/tts/0/voices")).isEmpty();
        assertThat(info.at("/handle/0/installed").asBoolean()).isFalse();
    }

    @Test
    void eachVoiceOfAPersonThatMaySpeakIsAVoiceIfAnEngineCanImitate() throws Exception {
        List<VoiceProfile> kept = new CopyOnWriteArrayList<>(List.of(profile("marta", "es", Consent.State.READ), profile("leo", "es", Consent.State.NONE)));
        VoiceProfiles profiles = proxy(VoiceProfiles.class, "list", ignored -> kept);
        try (House house = new House()) {
            house.profiles = profiles;
            assertThat(describe(house).at("/tts/0/voices")).extracting(voice -> voice.get("name").asText()).containsExactly("joe");
            house.speakers.put("csm", new FakeSpeaker(true, Set.of("en", "es"), new Voice("csm", Set.of("en"), 24_000, "CSM")));
            assertThat(describe(house).at("/tts/0/voices")).extracting(voice -> voice.get("name").asText()).containsExactly("csm", "joe", "marta");
            assertThat(describe(house).at("/tts/0/voices/2/languages")).extracting(JsonNode::asText).containsExactly("es", "en");
        }
    }

    /** {@return whether a text that names no voice is cut for an engine that imitates} @param chosen engine of the house @param voice of the house */
    private static boolean unnamedImitates(String chosen, String voice) {
        FakeEngines engines = new FakeEngines();
        engines.add(EngineKind.TTS, chosen, Set.of("en"));
        TreeMap<String, TextToSpeech> speakers = new TreeMap<>(Map.of(
                "csm", new FakeSpeaker(true, Set.of("en"), new Voice("0", Set.of("en"), 24_000, "0"), new Voice("both", Set.of("en"), 24_000, "Both")),
                "piper", new FakeSpeaker(false, Set.of("en"), new Voice("joe", Set.of("en"), 22_050, "Joe"), new Voice("both", Set.of("en"), 22_050, "Both"))));
        Map<String, VoiceProfile> kept = Map.of("marta", profile("marta", "en", Consent.State.READ), "leo", profile("leo", "en", Consent.State.REVOKED));
        VoiceProfiles profiles = proxy(VoiceProfiles.class, "find", name -> Optional.ofNullable(kept.get(name)));
        DefaultVoice house = proxy(DefaultVoice.class, "name", ignored -> voice);
        return new Services("Alan", "0", engines, () -> speakers, List::of, () -> profiles, () -> null, () -> house).imitates(null);
    }

    @Test
    void theDefaultVoiceGoesBeforeTheChosenEngine() {
        assertThat(unnamedImitates("piper", null)).isFalse();
        assertThat(unnamedImitates("csm", null)).isTrue();
        assertThat(unnamedImitates("piper", "marta")).as("a person's").isTrue();
        assertThat(unnamedImitates("piper", "leo")).as("a person's who does not allow it any more").isFalse();
        assertThat(unnamedImitates("csm", "leo")).as("the engine's own instead of a person's").isTrue();
        assertThat(unnamedImitates("piper", "0")).as("an imitating engine's").isTrue();
        assertThat(unnamedImitates("csm", "joe")).as("another engine's").isFalse();
        assertThat(unnamedImitates("piper", "both")).as("the chosen engine has it").isFalse();
        assertThat(unnamedImitates("csm", "both")).as("the chosen engine has it").isTrue();
        assertThat(unnamedImitates("csm", "gone")).as("nobody's any more").isTrue();
    }

    @Test
    void shortSentencesWaitForTheNextOneWhereAPersonIsTheDefaultVoice() throws Exception {
        try (House house = new House(); Client client = house.client()) {
            house.speakers.put("csm", new FakeSpeaker(true, Set.of("en"), new Voice("csm", Set.of("en"), 24_000, "CSM")));
            VoiceProfile marta = profile("marta", "en", Consent.State.READ);
            // The server looks at all voices once it has started, which may be now.
            house.profiles = proxy(VoiceProfiles.class, Map.of("find", name -> Optional.of(marta), "list", none -> List.of(marta)));
            client.send("synthesize", "{\"text\":\"Yes. It is noon.\"}");
            client.readUntil("audio-stop");
            house.voice = proxy(DefaultVoice.class, "name", ignored -> "marta");
            client.send("synthesize", "{\"text\":\"Yes. It is noon.\"}");
            client.readUntil("audio-stop");
            assertThat(house.companion.spoken).extracting(SpeechRequest::text).containsExactly("Yes.", "It is noon.", "Yes. It is noon.");
        }
    }

    private static VoiceProfile profile(String name, String language, Consent.State state) {
        return new VoiceProfile(name, Instant.EPOCH, List.of(segment(language)), List.of(), List.of(), new Consent(state, null, null, null));
    }

    private static VoiceSegment segment(String language) {
        return new VoiceSegment(1, "Hola.", language, 1, List.of(), 30);
    }

    private interface Answer {
        Object to(Object argument);
    }

    /** A service of which one method is called. */
    private static <T> T proxy(Class<T> type, String method, Answer answer) {
        return proxy(type, Map.of(method, answer));
    }

    private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
            if (called.isDefault()) {
                return InvocationHandler.invokeDefault(self, called, arguments);
            }
            if (!answers.containsKey(called.getName())) {
                throw new UnsupportedOperationException(called.toString());
            }
            return answers.get(called.getName()).to(arguments == null ? null : arguments[0]);
        }));
    }

    @Test
    void whatIsAnsweredIsTheSameEveryTime() throws Exception {
        try (House house = new House()) {
            assertThat(describe(house)).isEqualTo(describe(house));
            assertThat(new WyomingEvent("info", (com.fasterxml.jackson.databind.node.ObjectNode) describe(house)).toString())
                    .isEqualTo(new WyomingEvent("info", (com.fasterxml.jackson.databind.node.ObjectNode) describe(house)).toString());
        }
    }
}
