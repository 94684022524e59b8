package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.output.ShareBar;
import alan.shell.output.Units;
import java.io.PrintStream;
import java.util.List;

/** Makes a voice of a recording, shows what it is made of, and keeps it. */
final class Drafts {
    private final Console console;
    private final Enrolment enrolment;
    private final VoiceProfiles profiles;

    Drafts(Console console, Enrolment enrolment, VoiceProfiles profiles) {
        this.console = console;
        this.enrolment = enrolment;
        this.profiles = profiles;
    }

    /** Fails for a name that will not do: it takes minutes until there is anything to be kept under it. */
    void check(String name) {
        if (!name.matches("[\\p{L}\\p{N}_-]{1,64}")) {
            throw CommandFailed.usage("A voice's name consists of letters, digits, - and _: %s does not.", name);
        }
        if (profiles.find(name).isPresent()) {
            throw new CommandFailed("There is a voice %s already; choose another name, or remove that one with alan:voice-remove.", name);
        }
    }

    /**
     * Makes, shows and keeps a voice.
     *
     * @param name checked
     * @param recording any rate
     * @param text exact; {@code null} to go by what is heard
     * @param language ISO 639-1; {@code null} to detect it
     * @param own whether the user states that it is their own
     */
    void keep(String name, Pcm recording, String text, String language, boolean own) throws AlanException {
        VoiceDraft draft;
        try (ShareBar bar = new ShareBar(console.err(), console.terminal(), Text.tr("Listening"))) {
            draft = enrolment.draft(recording, text, language, bar);
        }
        if (console.cancelled()) {
            throw CommandFailed.stopped();
        }
        show(draft);
        profiles.create(name, draft);
        PrintStream out = console.out();
        out.println();
        double seconds = draft.segments().stream().mapToDouble(each -> each.about().seconds()).sum();
        out.println(Text.tr("The voice %s is kept: %s s in %d segments. What was heard wrongly is corrected with alan:voice-edit %s NUMBER TEXT.",
                name, Units.format("%.1f", seconds), draft.segments().size(), name));
        if (own) {
            enrolment.declareOwn(name);
            out.println(Text.tr("You have stated that it is your own, so it may speak: alan:voice-test %s \"A sentence.\"", name));
        } else {
            out.println(Text.tr("It may not speak yet. Whoever it belongs to reads a sentence aloud that allows it: alan:voice-consent %s", name));
        }
    }

    private void show(VoiceDraft draft) {
        PrintStream out = console.out();
        boolean doubts = false;
        for (VoiceDraft.Segment segment : draft.segments()) {
            VoiceSegment about = segment.about();
            doubts |= !about.doubtful().isEmpty();
            out.println(Units.format("%3d %6.1f s  ", about.number(), about.seconds()) + marked(about));
        }
        if (doubts) {
            out.println(Text.tr("Words in [brackets] were heard without certainty."));
        }
        list(Text.tr("Differences from the text:"), draft.differences());
        list(Text.tr("Left out:"), draft.leftOut());
        list(Text.tr("What would make a better voice:"), draft.findings().stream().map(finding -> finding.sentence()).toList());
    }

    private void list(String heading, List<Text> sentences) {
        if (!sentences.isEmpty()) {
            console.out().println();
            console.out().println(heading);
            sentences.forEach(sentence -> console.out().println("- " + sentence));
        }
    }

    /** {@return a segment's text with each doubtful word in brackets, the first place of it from where the last one was} */
    private static String marked(VoiceSegment segment) {
        StringBuilder text = new StringBuilder(segment.text());
        int from = 0;
        for (String word : segment.doubtful()) {
            int at = text.indexOf(word, from);
            if (at >= 0) {
                text.insert(at + word.length(), ']').insert(at, '[');
                from = at + word.length() + 2;
            }
        }
        return text.toString();
    }
}
