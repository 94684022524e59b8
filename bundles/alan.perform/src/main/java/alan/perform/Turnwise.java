package alan.perform;

import alan.api.AlanException;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.perform.DialogueRequest;
import alan.api.perform.Script;
import alan.api.perform.ScriptWriter;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A conversation that is written turn by turn: the language model is one person after the other, and hears what the others said. So the voices alternate and
 * there are as many turns as were asked for, however little a model keeps to a form; asked for a whole script, small ones write stories, lists, or one line
 * over and over.
 */
final class Turnwise implements ScriptWriter.Writing {
    /** Tokens of a turn; more than a sentence or two has. */
    private static final int TOKENS = 90;

    /** How often a turn is asked for that is empty or was said before. */
    private static final int ATTEMPTS = 4;

    private static final double TEMPERATURE = 0.7;
    private static final double WARMER = 0.2;
    private static final double TOP_P = 0.9;
    private static final double REPEAT_PENALTY = 1.1;

    private final DialogueRequest request;
    private final List<String> voices;
    private final String language;
    private final Engines engines;
    private final SplittableRandom seeds;
    private final List<Script.Line> said = new ArrayList<>();
    private TokenStream writing;
    private boolean closed;

    /**
     * @param voices that take turns, each once
     * @param language to write in, ISO 639-1
     * @param engines have the language model
     */
    Turnwise(DialogueRequest request, List<String> voices, String language, Engines engines) {
        this.request = request;
        this.voices = List.copyOf(voices);
        this.language = language;
        this.engines = engines;
        this.seeds = request.seed() == null ? new SplittableRandom() : new SplittableRandom(request.seed());
    }

    @Override
    public String run(Consumer<Script.Line> progress) throws AlanException {
        try (Lease<LanguageModel> model = engines.lease(LanguageModel.class, language, "write-dialogue")) {
            while (said.size() < request.turns()) {
                Script.Line line = turn(model);
                said.add(line);
                progress.accept(line);
            }
        }
        StringBuilder script = new StringBuilder("# ").append(request.topic().strip().replaceAll("\\s+", " ")).append('\n');
        said.forEach(line -> script.append('[').append(line.voice()).append("] ").append(line.text()).append('\n'));
        return script.toString();
    }

    private Script.Line turn(Lease<LanguageModel> model) throws AlanException {
        int number = said.size();
        String voice = voices.get(number % voices.size());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String text = SpokenTurn.of(generate(model.engine(), prompt(voice), attempt), names());
            if (text != null && said.stream().noneMatch(line -> line.text().equalsIgnoreCase(text))) {
                // The comment with the topic is the first line.
                return new Script.Line(number + 2, voice, text, 0);
            }
        }
        throw number == 0
                ? new AlanException("The language model %s wrote nothing that can be spoken; choose a larger one (alan:models), or say the topic in other "
                        + "words.", model.name())
                : new AlanException("The language model %s had nothing new to say after %d turns; choose a larger one (alan:models), or ask for fewer turns.",
                        model.name(), number);
    }

    /** {@return what the person of a voice has heard and said, as user and assistant} */
    private List<Message> prompt(String voice) {
        Locale spoken = Locale.forLanguageTag(language);
        // A model understands it best in the language itself, as far as Alan has words in it.
        Locale locale = getClass().getResource(language + ".po") == null ? Locale.ENGLISH : spoken;
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(Text.of("You are %s and you talk with %s about this: %s. Say what you think in one or two short sentences, as people "
                + "talk. Say something new each time, only your own words, and in %s.", name(voice), others(voice), request.topic().strip(), spoken).say(locale)));
        StringBuilder heard = new StringBuilder(said.isEmpty() || said.get(0).voice().equals(voice)
                ? Text.of("Let us talk about this: %s. You begin.", request.topic().strip()).say(locale) : "");
        for (Script.Line line : said) {
            if (line.voice().equals(voice)) {
                messages.add(Message.user(heard.toString()));
                messages.add(Message.assistant(line.text()));
                heard.setLength(0);
            } else {
                heard.append(heard.length() == 0 ? "" : "\n").append(voices.size() > 2 ? name(line.voice()) + ": " : "").append(line.text());
            }
        }
        messages.add(Message.user(heard.toString()));
        return messages;
    }

    private String others(String voice) {
        return String.join(", ", voices.stream().filter(each -> !each.equals(voice)).map(this::name).toList());
    }

    private List<String> names() {
        return voices.stream().map(this::name).toList();
    }

    /** {@return what the person of a voice is called} Of {@code en_US-joe-medium} or {@code ef_dora} a model understands only the part that is a name. */
    private String name(String voice) {
        String name = voice.replaceFirst("^[a-z]{2}_[A-Z]{2}-", "").replaceFirst("^[a-z]{2}_", "").replaceFirst("[-_].*$", "");
        return name.isEmpty() ? voice : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String generate(LanguageModel model, List<Message> messages, int attempt) throws AlanException {
        int length = model.contextLength();
        while (messages.size() > 2 && model.countTokens(messages) + TOKENS > length) {
            // What was said first is forgotten first: a question with its answer, so that the roles still take turns.
            messages.subList(1, 3).clear();
        }
        GenerationOptions options = new GenerationOptions(TOKENS, TEMPERATURE + WARMER * attempt, TOP_P, REPEAT_PENALTY, seeds.nextLong() >>> 33, List.of());
        StringBuilder text = new StringBuilder();
        try (TokenStream stream = writing(model.generate(messages, options))) {
            for (String piece = stream.next(); piece != null; piece = stream.next()) {
                text.append(piece);
            }
        }
        check();
        return text.toString();
    }

    private synchronized TokenStream writing(TokenStream stream) {
        writing = stream;
        if (closed) {
            stream.close();
        }
        return stream;
    }

    private synchronized void check() throws AlanException {
        if (closed) {
            throw new AlanException("The writing was stopped.");
        }
    }

    @Override
    public void close() {
        TokenStream open;
        synchronized (this) {
            closed = true;
            open = writing;
        }
        if (open != null) {
            open.close();
        }
    }
}
