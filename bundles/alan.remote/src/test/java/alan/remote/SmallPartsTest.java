package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.stt.Segment;
import alan.api.stt.Transcript;
import alan.remote.EndpointException.Refusal;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPartsTest {
    @ParameterizedTest
    @CsvSource({"es, es", "spanish, es", "Castilian, es", "es-MX, es", "spa, es", "english, en", "he, he", "iw, he", "hebrew, he", "jw, jv",
            "haitian creole, ht",
        "chinese, zh", "pt_BR, pt", "norwegian nynorsk, nn", "valencian, ca", "indonesian, id", "klingon,", "x,"})
    void aLanguageIsKnownByAnyOfItsNames(String name, String code) {
        assertThat(LanguageNames.code(name)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"error\":{\"message\":\"no such model\",\"param\":\"model\"}} | no such model | model",
        "{\"error\":\"model 'x' not found\"} | model 'x' not found | ''",
        "{\"detail\":\"Model 'x' is not installed locally.\"} | Model 'x' is not installed locally. | ''",
        "{\"detail\":[{\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs are not permitted\"}]} | Extra inputs are not permitted | seed",
        "{\"object\":\"error\",\"message\":\"too long\",\"code\":400} | too long | ''",
        "[{\"error\":{\"message\":\"API key not valid\"}}] | API key not valid | ''",
        "{\"error\":null,\"choices\":[]} | '' | ''",
        "upstream connect error | upstream connect error | ''",
        "<html><title>502</title></html> | '' | ''",
        "{broken | {broken | ''",
    })
    void whatAServerSaysIsFoundInAnyShape(String body, String message, String parameter) {
        assertThat(ServerMessage.of(body, text -> text)).isEqualTo(new ServerMessage(message, parameter));
    }

    @Test
    void foreignTextIsMadeHarmless() {
        assertThat(ServerMessage.of("x".repeat(295) + " sk-secreta", text -> text.replace("sk-secreta", "***")).message()).doesNotContain("sk-");
        assertThat(ServerMessage.clean("a\n\u001b[31mred\u202e  b")).isEqualTo("a [31mred b");
        assertThat(ServerMessage.clean("x".repeat(5000))).hasSize(300).endsWith("…");
    }

    @Test
    void aServersWishToWaitIsReadAsSecondsOrDate() {
        assertThat(RetryAfter.of("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.of("0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(RetryAfter.of("999999999")).isEqualTo(Duration.ofDays(1));
        assertThat(RetryAfter.of("soon")).isNull();
        assertThat(RetryAfter.of("-3")).isNull();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        assertThat(RetryAfter.of(date)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(RetryAfter.of("Thu, 01 Jan 1970 00:00:00 GMT")).isZero();
    }

    @Test
    void aDialectLearnsOnlyFromRefusalsOfWhatWasSent() {
        Dialect dialect = Dialect.of(URI.create("http://h/v1"));
        List<String> sent = List.of("temperature", "max_tokens");
        assertThat(dialect.learn(new Refusal(500, "Unsupported parameter: 'temperature'", "temperature", null), sent)).isFalse();
        assertThat(dialect.learn(new Refusal(400, "'max_tokens' is too large: 5000", "max_tokens", null), sent)).isFalse();
        assertThat(dialect.learn(new Refusal(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
                + " instead.", "max_tokens", null), sent)).isTrue();
        assertThat(dialect.has("max_tokens")).isFalse();
        assertThat(dialect.has("temperature")).isTrue();
        assertThat(dialect.learn(new Refusal(400, "Unsupported parameter: 'max_tokens'", "max_tokens", null), List.of("temperature"))).isFalse();
        assertThat(Dialect.of(URI.create("https://api.openai.com/v1")).has("repeat_penalty")).isFalse();
    }

    private static Transcript transcript(String json) throws Exception {
        return new TranscriptReader(3_000).read(new ObjectMapper().readTree(json));
    }

    @Test
    void wordsBesideTheSegmentsBelongToTheSegmentThatTheyLieIn() throws Exception {
        Transcript transcript = transcript("{\"text\":\"Uno. Dos tres.\",\"language\":\"spanish\","
                + "\"segments\":[{\"start\":0,\"end\":1.0,\"text\":\" Uno.\","
                + "\"avg_logprob\":-0.1},{\"start\":1.0,\"end\":2.5,\"text\":\" Dos tres.\"}],"
                + "\"words\":[{\"word\":\"Uno\",\"start\":0.1,\"end\":0.9},"
                + "{\"word\":\"Dos\",\"start\":0.95,\"end\":1.6},{\"word\":\" tres\",\"start\":1.7,\"end\":99}]}");
        assertThat(transcript.language()).isEqualTo("es");
        assertThat(transcript.text()).isEqualTo("Uno. Dos tres.");
        assertThat(transcript.segments()).extracting(Segment::text).containsExactly(" Uno.", " Dos tres.");
        assertThat(transcript.segments().get(0).words()).containsExactly(new Segment.Word("Uno", 100, 900, Math.exp(-0.1)));
        assertThat(transcript.segments().get(1).words()).extracting(Segment.Word::text).containsExactly("Dos", "tres");
        assertThat(transcript.segments().get(1).words().get(1).endMs()).isEqualTo(3_000);
    }

    @Test
    void wordsWithinTheSegmentsAreTakenFromThere() throws Exception {
        Transcript transcript = transcript("{\"text\":\"Uno\",\"language\":\"es\","
                + "\"segments\":[{\"start\":0,\"end\":1,\"text\":\"Uno\",\"words\":[{\"text\":\"Uno\","
                + "\"start\":0,\"end\":1,\"probability\":0.5}]}],\"words\":[]}");
        assertThat(transcript.segments()).containsExactly(new Segment(" Uno", 0, 1_000, List.of(new Segment.Word("Uno", 0, 1_000, 0.5))));
    }

    @Test
    void aBareTextIsOneSegment() throws Exception {
        assertThat(transcript("{\"text\":\" Hola. \"}")).isEqualTo(new Transcript("Hola.", null,
                List.of(new Segment(" Hola.", 0, 3_000, List.of()))));
        assertThat(transcript("{\"text\":\"\",\"segments\":[]}").segments()).isEmpty();
    }
}
