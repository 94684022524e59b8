package alan.shell.command;

import alan.api.AlanException;
import alan.api.perform.DialogueRequest;
import alan.api.perform.ScriptWriter;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.LineBar;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:write-dialogue}: has the language model write a script. */
@Command(name = "alan:write-dialogue", description = "Has the language model write a conversation, as a script for alan:perform.")
public final class WriteDialogue implements ShellCommand {
    private final ScriptWriter writer;

    @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "What the conversation is about.")
    private List<String> words;

    @Option(names = {"-v", "--voices"}, paramLabel = "VOICES", split = ",", required = true,
            description = "Who talks, in turn: two voices or more, with commas.")
    private List<String> voices;

    @Option(names = "--turns", paramLabel = "NUMBER", description = "How many times somebody speaks. Without this it is 8.")
    private int turns = 8;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "The conversation's language, such as en; otherwise it is the topic's.")
    private String language;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The same seed gives the same conversation; otherwise there is a new one each time.")
    private Long seed;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Writes the script to FILE. Without this it is shown.")
    private Path out;

    @Mixin
    private HelpOption help;

    /** @param writer writes scripts */
    public WriteDialogue(ScriptWriter writer) {
        this.writer = writer;
    }

    @Override
    public void run(Console console) throws AlanException {
        DialogueRequest request = new DialogueRequest(String.join(" ", words), voices, turns, language, seed);
        try (ScriptWriter.Writing writing = console.closing(writer.prepare(request));
                LineBar bar = new LineBar(console.err(), console.terminal(), console.width())) {
            int[] written = {0};
            bar.at(0, turns, null, null);
            String script = writing.run(line -> bar.at(++written[0], turns, null, line.voice() + ": " + line.text()));
            bar.close();
            if (out == null) {
                console.out().print(script);
                console.out().flush();
            } else {
                Path file = console.resolve(out);
                ScriptFile.write(file, script);
                console.out().println(Text.tr("script: %s, %d lines", file, turns));
            }
        }
    }
}
