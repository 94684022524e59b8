package alan.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static WyomingEvent event(String type, String data) throws Exception {
        return new WyomingEvent(type, (ObjectNode) JSON.readTree(data));
    }

    @Test
    void aVoiceMayBeNamedOrItsLanguageOrNothing() throws Exception {
        assertThat(Synthesize.of(event("synthesize", "{\"text\":\"a\",\"voice\":{\"name\":\"v\",\"speaker\":\"s\",\"language\":null}}")))
                .isEqualTo(new Synthesize("a", false, "v", "s", null));
        assertThat(Synthesize.of(event("synthesize", "{\"text\":\"a\",\"voice\":{\"language\":\"es\"},\"text_format\":\"ssml\"}")))
                .isEqualTo(new Synthesize("a", true, null, null, "es"));
        assertThat(Synthesize.of(event("synthesize-start", "{}"))).isEqualTo(new Synthesize(null, false, null, null, null));
        assertThat(Synthesize.of(event("synthesize", "{\"text\":\"\",\"voice\":null}"))).isEqualTo(new Synthesize("", false, null, null, null));
    }

    @Test
    void whatIsMissingOrOfAWrongKindIsNamed() {
        assertThatThrownBy(() -> Synthesize.of(event("synthesize", "{}"))).hasMessage("The event synthesize has no text.");
        assertThatThrownBy(() -> Synthesize.of(event("synthesize", "{\"text\":5}"))).hasMessage("In the event synthesize, text is not a text.");
        assertThatThrownBy(() -> Synthesize.of(event("synthesize", "{\"text\":\"a\",\"voice\":\"v\"}"))).hasMessage("In the event synthesize, voice is not an object.");
        assertThatThrownBy(() -> AudioFormat.of(event("audio-start", "{\"rate\":16000,\"width\":5,\"channels\":1}")))
                .hasMessage("In the event audio-start, width is not a whole number from 1 to 4.");
        assertThatThrownBy(() -> AudioFormat.of(event("audio-start", "{\"rate\":1e400,\"width\":2,\"channels\":1}"))).isInstanceOf(WyomingException.class);
        assertThatThrownBy(() -> AudioFormat.of(event("audio-start", "{\"width\":2,\"channels\":1}")))
                .hasMessage("In the event audio-start, rate is not a whole number from 4000 to 192000.");
    }

    @Test
    void aQuestionBringsItsConversation() throws Exception {
        Question question = Question.of(event("transcript", "{\"text\":\"hi\",\"language\":\"en\",\"context\":{\"conversation_id\":\"7\",\"device_id\":\"d\"}}"));
        assertThat(question.conversation()).isEqualTo("7");
        assertThat(Events.handled("yes", question.context()).data()).isEqualTo(JSON.readTree(
                "{\"text\":\"yes\",\"context\":{\"conversation_id\":\"7\",\"device_id\":\"d\"}}"));
        assertThat(Question.of(event("transcript", "{\"text\":\"hi\"}"))).isEqualTo(new Question("hi", null, null, null));
        assertThat(Events.notHandled("no", null)).isEqualTo(event("not-handled", "{\"text\":\"no\"}"));
    }

    @Test
    void infoHasAllListsAndAnAttributionEverywhere() throws Exception {
        Info.Artifact by = new Info.Artifact("p", "d", null, "m", "", true);
        Info info = new Info(List.of(), List.of(new Info.Program(by, List.of(new Info.Model(by, List.of("en"))), Map.of("supports_synthesize_streaming", true))), List.of(),
                List.of(new Info.Program(by, List.of(new Info.Model(by, List.of("en"), "Hey")), Map.of())));
        assertThat(info.event()).isEqualTo(event("info", """
                {"asr":[],"tts":[{"name":"p","attribution":{"name":"m","url":""},"installed":true,"description":"d","voices":[
                {"name":"p","attribution":{"name":"m","url":""},"installed":true,"description":"d","languages":["en"]}],
                "supports_synthesize_streaming":true}],"handle":[],"wake":[{"name":"p","attribution":{"name":"m","url":""},"installed":true,"description":"d","models":[
                {"name":"p","attribution":{"name":"m","url":""},"installed":true,"description":"d","languages":["en"],"phrase":"Hey"}]}],
                "intent":[],"mic":[],"snd":[]}"""));
        assertThatThrownBy(() -> new Info.Model(by, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPongSaysWhatThePingSaid() throws Exception {
        assertThat(Events.pong(event("ping", "{\"text\":\"a\"}"))).isEqualTo(event("pong", "{\"text\":\"a\"}"));
        assertThat(Events.pong(event("ping", "{\"text\":null}"))).isEqualTo(event("pong", "{}"));
        assertThat(Events.error("no", ErrorCode.BUSY)).isEqualTo(event("error", "{\"text\":\"no\",\"code\":\"busy\"}"));
    }
}
