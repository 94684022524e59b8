package alan.shell.complete;

import alan.api.Home;
import alan.api.audio.AudioDevices;
import alan.api.companion.Companion;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.text.Text;
import alan.api.voice.VoiceProfiles;
import alan.shell.CommandFailed;
import alan.shell.Commands;
import alan.shell.Failures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every interactive session Alan's: its prompt, its commands before those of Gogo, and completion by the tab key.
 *
 * <p>Gogo's JLine shell keeps a session's completions in a variable, fills it in its profile, and shows no other door. The
 * profile is the first thing that a session executes, so this listener does its part right before and after it.
 */
@Component(name = "alan.shell.session", service = CommandSessionListener.class, immediate = true)
public final class SessionSetup implements CommandSessionListener {
    // Names that Gogo's JLine shell and JLine give to a session's variables.
    private static final String COMPLETIONS = ".completions";
    private static final String READER = ".reader";
    private static final String QUIET = ".gosh_quiet";
    private static final String HISTORY = "history-file";

    private static final String DONE = ".alan.done";
    /** A command that says that a line cannot be read. */
    static final String UNREADABLE = "__alan_unreadable";

    private static final String INSTALL = "__alan_install";
    private static final String CANDIDATES = "__alan_candidates";
    private static final String ARGUMENTS = CANDIDATES + " ($.commandLine words) ($.commandLine wordIndex)";
    private static final long SYSTEM_BUNDLE = 0;
    private static final Logger LOG = LoggerFactory.getLogger(SessionSetup.class);

    private final Completion completion;
    private final BundleContext context;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Companion companion;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Engines engines;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Models models;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AudioDevices devices;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<TextToSpeech> voices;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile VoiceProfiles people;

    /** @param context of this bundle */
    @Activate
    public SessionSetup(BundleContext context) {
        completion = new Completion(new Values(() -> companion, () -> engines, () -> models, () -> devices, () -> voices, () -> people));
        this.context = context;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        if (session.get(COMPLETIONS) != null && session.get(DONE) == null) {
            session.put(QUIET, true);
            String data = context.getProperty(Home.DATA);
            if (data != null) {
                session.put(HISTORY, Path.of(data, "shell.history"));
            }
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
        setUp(session);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        setUp(session);
    }

    private void setUp(CommandSession session) {
        if (session.get(COMPLETIONS) == null || session.get(DONE) != null) {
            return;
        }
        session.put(DONE, true);
        session.put("SCOPE", Commands.SCOPE + ":gogo:*");
        session.put("prompt", "alan> ");
        session.put("#rprompt", null);
        session.put(CANDIDATES, (Function) this::candidates);
        session.put(INSTALL, (Function) this::install);
        session.put(UNREADABLE, (Function) SessionSetup::unreadable);
        session.put("exit", (Function) this::exit);
        session.put("default", (Function) SessionSetup::unknown);
        try {
            ProseReader.install(session.get(READER));
            // Through the session, for Gogo's complete works only inside of a command.
            session.execute(INSTALL);
            session.getConsole().println(Text.tr("Alan. help lists the commands, Tab completes them, exit or Ctrl-D ends."));
        } catch (Exception e) {
            LOG.warn("No completion in this session", e);
        }
    }

    private Object install(CommandSession session, List<Object> none) throws Exception {
        if (!(session.get("gogo:complete") instanceof Function complete)) {
            return null;
        }
        for (Map.Entry<String, String> command : completion.descriptions().entrySet()) {
            String name = Commands.SCOPE + ":" + command.getKey();
            complete.execute(session, new ArrayList<>(List.of("-c", name, "-d", command.getValue())));
            for (Completion.NamedOption option : completion.options(command.getKey())) {
                List<Object> arguments = new ArrayList<>(List.of("-c", name, "-d", option.description()));
                option.shortNames().forEach(shortName -> arguments.addAll(List.of("-s", shortName)));
                option.longNames().forEach(longName -> arguments.addAll(List.of("-l", longName)));
                complete.execute(session, arguments);
            }
            complete.execute(session, new ArrayList<>(List.of("-c", name, "-a", ARGUMENTS)));
        }
        // Where a name stands in several scopes, Gogo completes the last of them and executes the first.
        complete.execute(session, new ArrayList<>(List.of("-c", "gogo:help", "-a", ARGUMENTS)));
        return null;
    }

    private Object exit(CommandSession session, List<Object> none) throws BundleException {
        context.getBundle(SYSTEM_BUNDLE).stop();
        return null;
    }

    // Called by Gogo with the name and arguments of a command that it cannot find.
    private static Object unknown(CommandSession session, List<Object> words) {
        Failures.raise(CommandFailed.usage("There is no command %s; help lists them.", words.get(0)), session);
        return null;
    }

    private static Object unreadable(CommandSession session, List<Object> none) {
        throw Failures.unreadable();
    }

    // Called by the shell with the words of the line and the place of the cursor's word among them.
    private Object candidates(CommandSession session, List<Object> arguments) throws Exception {
        List<String> words = ((List<?>) arguments.get(0)).stream().map(String::valueOf).toList();
        Completion.Next next = completion.at(words, Integer.parseInt(String.valueOf(arguments.get(1))));
        if (next.files() && session.get("gogo:__files") instanceof Function files) {
            return files.execute(session, new ArrayList<>());
        }
        return next.values();
    }
}
