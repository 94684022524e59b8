package alan.shell;

import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.device.Devices;
import alan.api.engine.Engines;
import alan.api.home.HomeServer;
import alan.api.identity.Installation;
import alan.api.model.Models;
import alan.api.perform.Performances;
import alan.api.perform.ScriptWriter;
import alan.api.voice.VoiceProfiles;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import alan.shell.command.AddModel;
import alan.shell.command.Ask;
import alan.shell.command.Bench;
import alan.shell.command.CheckAudio;
import alan.shell.command.Demo;
import alan.shell.command.EditVoice;
import alan.shell.command.ExportVoice;
import alan.shell.command.GetModel;
import alan.shell.command.Hear;
import alan.shell.command.Help;
import alan.shell.command.ImportVoice;
import alan.shell.command.ListDevices;
import alan.shell.command.ListEngines;
import alan.shell.command.ListModels;
import alan.shell.command.ListPersonas;
import alan.shell.command.ListTurns;
import alan.shell.command.ListVoices;
import alan.shell.command.NewPersona;
import alan.shell.command.Perform;
import alan.shell.command.PinVoice;
import alan.shell.command.RemoveModel;
import alan.shell.command.RemoveVoice;
import alan.shell.command.RevokeVoice;
import alan.shell.command.Say;
import alan.shell.command.ShowHome;
import alan.shell.command.ShowVoice;
import alan.shell.command.Talk;
import alan.shell.command.UseEngine;
import alan.shell.command.Voices;
import alan.shell.command.WriteDialogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The commands by name, without the scope, in the groups that need the same services. Each call of a supplier makes a new
 * one.
 */
public final class Commands {
    /** Gogo's scope of all of them. */
    public static final String SCOPE = "alan";

    private Commands() {}

    /** {@return the commands that need the companion} @param voices that there are @param data the folder that models are fetched into @param config that of configuration */
    static Map<String, Supplier<ShellCommand>> conversation(
            Companion companion, Engines engines, Models models, AudioFiles files, AudioDevices devices, Voices voices, Path data,
            Path config) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("ask", () -> new Ask(companion, files, devices, voices));
        commands.put("hear", () -> new Hear(companion, files, devices, voices));
        commands.put("say", () -> new Say(companion, engines, files, devices));
        commands.put("talk", () -> new Talk(companion, engines, devices, voices));
        commands.put("demo", () -> new Demo(companion, engines, models, files, data));
        commands.put("personas", () -> new ListPersonas(companion));
        commands.put("persona-new", () -> new NewPersona(companion, voices, config));
        commands.put("voices", () -> new ListVoices(voices));
        commands.put("turns", () -> new ListTurns(companion));
        return commands;
    }

    /** {@return the commands of people's voices} */
    static Map<String, Supplier<ShellCommand>> voices(VoiceProfiles profiles, Engines engines) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("voice-show", () -> new ShowVoice(profiles, engines));
        commands.put("voice-edit", () -> new EditVoice(profiles));
        commands.put("voice-pin", () -> new PinVoice(profiles));
        commands.put("voice-revoke", () -> new RevokeVoice(profiles));
        commands.put("voice-remove", () -> new RemoveVoice(profiles));
        commands.put("voice-export", () -> new ExportVoice(profiles));
        commands.put("voice-import", () -> new ImportVoice(profiles));
        return commands;
    }

    /** {@return the commands of the model catalogue} */
    static Map<String, Supplier<ShellCommand>> models(Models models) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("models", () -> new ListModels(models));
        commands.put("model-get", () -> new GetModel(models));
        commands.put("model-remove", () -> new RemoveModel(models));
        commands.put("model-add", () -> new AddModel(models));
        return commands;
    }

    /** {@return the commands of the register of engines} @param devices what computes here; {@code null} if nobody tells */
    static Map<String, Supplier<ShellCommand>> engines(Engines engines, Devices devices) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("engines", () -> new ListEngines(engines, devices));
        commands.put("use", () -> new UseEngine(engines));
        commands.put("bench", () -> new Bench(engines));
        return commands;
    }

    /** {@return the commands of microphones and speakers} */
    static Map<String, Supplier<ShellCommand>> devices(AudioDevices devices) {
        return Map.of("devices", () -> new ListDevices(devices));
    }

    /** {@return the commands of scripts} */
    static Map<String, Supplier<ShellCommand>> scripts(Performances performances, ScriptWriter writer) {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.put("perform", () -> new Perform(performances));
        commands.put("write-dialogue", () -> new WriteDialogue(writer));
        return commands;
    }

    /** {@return the command that looks for marks} */
    static Map<String, Supplier<ShellCommand>> watermark(AudioFiles files, Watermark watermark, Provenance register, Installation installation) {
        return Map.of("check-audio", () -> new CheckAudio(files, watermark, register, installation));
    }

    /** {@return the command of voice services for the home} */
    static Map<String, Supplier<ShellCommand>> home(HomeServer server) {
        return Map.of("home", () -> new ShowHome(server));
    }

    /** {@return the commands that need nothing} */
    static Map<String, Supplier<ShellCommand>> help() {
        return Map.of("help", Help::new);
    }

    /** {@return every command, without the services that it needs: to be looked at, not to be run} */
    public static Map<String, Supplier<ShellCommand>> all() {
        Map<String, Supplier<ShellCommand>> commands = new LinkedHashMap<>();
        commands.putAll(scripts(null, null));
        commands.putAll(conversation(null, null, null, null, null, null, null, null));
        commands.putAll(voices(null, null));
        commands.putAll(models(null));
        commands.putAll(engines(null, null));
        commands.putAll(devices(null));
        commands.putAll(VoiceMakingCommands.commands(null, null, null, null, null, null));
        commands.putAll(watermark(null, null, null, null));
        commands.putAll(home(null));
        commands.putAll(help());
        return commands;
    }
}
