package alan.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.perform.DialogueRequest;
import alan.api.perform.Script;
import alan.api.perform.ScriptWriter;
import alan.perform.script.ScriptReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptWriterTest {
    private static final List<String> BOTH = List.of("marta", "LEO");

    private final List<Script.Line> told = new ArrayList<>();

    private String write(ScriptedModel model, DialogueRequest request) throws AlanException {
        try (ScriptWriter.Writing writing = new ScriptWriterComponent(model, House.cast(), House.LANGUAGES).prepare(request)) {
            return writing.run(told::add);
        }
    }

    private static DialogueRequest request(String topic, int turns) {
        return new DialogueRequest(topic, BOTH, turns, null, 5L);
    }

    @Test
    void theVoicesTakeTurnsAndEachHearsTheOther() throws Exception {
        ScriptedModel model = new ScriptedModel("Marta: Will it rain?", "\"I hope not.\"", "My tomatoes need it.\nLeo: Mine too.", "Then let it rain!");
        String script = write(model, request("two neighbours\non the weather", 4));
        assertThat(script).isEqualTo("""
                # two neighbours on the weather
                [marta] Will it rain?
                [leo] I hope not.
                [marta] My tomatoes need it.
                [leo] Then let it rain!
                """);
        assertThat(ScriptReader.read(script).lines()).isEqualTo(told);
        assertThat(model.asked.get(3)).extracting(Message::role)
                .containsExactly(Message.Role.SYSTEM, Message.Role.USER, Message.Role.ASSISTANT, Message.Role.USER);
        assertThat(model.asked.get(3)).extracting(Message::text).endsWith("Will it rain?", "I hope not.", "My tomatoes need it.");
        assertThat(model.asked.get(2)).extracting(Message::text).endsWith("Let us talk about this: two neighbours\non the weather. You begin.", "Will it rain?", "I hope not.");
        assertThat(model.asked.get(3).get(0).text()).startsWith("You are Leo and you talk with Marta about this: two neighbours").contains("in English");
        assertThat(model.leases).containsExactly("take en", "give back");
        assertThat(model.options.stream().map(GenerationOptions::seed).distinct()).hasSize(4);
    }

    @Test
    void inSpanishTheModelIsAskedInSpanish() throws Exception {
        ScriptedModel model = new ScriptedModel("¿Lloverá?", "Ojalá.");
        write(model, request("qué es el tiempo", 2));
        assertThat(model.leases).startsWith("take es");
        assertThat(model.asked.get(0)).extracting(Message::text).last().isEqualTo("Hablemos de esto: qué es el tiempo. Empieza tú.");
        assertThat(model.asked.get(0).get(0).text()).startsWith("Eres Marta y hablas con Leo").contains("en español");
    }

    @Test
    void whatWasSaidBeforeIsAskedForAnew() throws Exception {
        ScriptedModel model = new ScriptedModel("Hello.", "hello.", "", "How are you?");
        assertThat(write(model, request("the weather", 2))).endsWith("[marta] Hello.\n[leo] How are you?\n");
        assertThat(model.options).extracting(options -> Math.round(options.temperature() * 10)).containsExactly(7L, 7L, 9L, 11L);
    }

    @Test
    void aModelThatWritesNothingIsToldOf() {
        assertThatThrownBy(() -> write(new ScriptedModel("...", "Marta:"), request("the weather", 2))).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The language model llama wrote nothing that can be spoken");
        ScriptedModel parrot = new ScriptedModel("Hello.", "Hello.", "Hello.", "Hello.", "Hello.");
        assertThatThrownBy(() -> write(parrot, request("the weather", 2))).isInstanceOf(AlanException.class)
                .hasMessageStartingWith("The language model llama had nothing new to say after 1 turns");
        assertThat(parrot.leases).containsExactly("take en", "give back");
    }

    @Test
    void inASmallContextTheOldestTurnsAreForgotten() throws Exception {
        ScriptedModel model = new ScriptedModel();
        for (int i = 0; i < 12; i++) {
            model.answers.add("This is what I have to say for the " + i + ". time, and it takes a while to say.");
        }
        model.context = 220;
        write(model, request("the weather", 12));
        assertThat(model.asked.get(11)).hasSizeLessThan(12).extracting(Message::role).startsWith(Message.Role.SYSTEM, Message.Role.USER)
                .endsWith(Message.Role.ASSISTANT, Message.Role.USER);
        assertThat(model.countTokens(model.asked.get(11))).isLessThan(220 - 80);
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheModelIsAsked() {
        ScriptedModel model = new ScriptedModel();
        refuses(model, new DialogueRequest("  …", BOTH, 4, null, null), "There is no topic");
        refuses(model, new DialogueRequest("x", List.of("marta", "MARTA"), 4, null, null), "needs two voices");
        refuses(model, new DialogueRequest("x", List.of("marta", "bob"), 4, null, null), "Of the voices: there is no voice bob. There is: leo, marta.");
        refuses(model, new DialogueRequest("x", BOTH, 1, null, null), "cannot have 1 turns; give a number from 2 to 200");
        refuses(model, new DialogueRequest("x", BOTH, 201, null, null), "cannot have 201 turns");
        assertThat(model.leases).isEmpty();
    }

    private void refuses(ScriptedModel model, DialogueRequest request, String because) {
        assertThatThrownBy(() -> write(model, request)).isInstanceOf(AlanException.class).hasMessageContaining(because);
    }

    @Test
    void whoStopsItGetsNoScript() throws Exception {
        ScriptWriter.Writing writing = new ScriptWriterComponent(new ScriptedModel("Hello."), House.cast(), House.LANGUAGES).prepare(request("rain", 2));
        writing.close();
        assertThatThrownBy(() -> writing.run(told::add)).isInstanceOf(AlanException.class).hasMessage("The writing was stopped.");
        assertThat(told).isEmpty();
    }
}
