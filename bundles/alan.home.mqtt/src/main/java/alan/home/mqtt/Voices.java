package alan.home.mqtt;

import alan.api.companion.DefaultVoice;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.model.Models;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The voices that can speak now, of engines and of people who allow it.
 *
 * @param speakers the engines that speak, by name ({@code csm/onnx}); only asked for their voices, which is allowed without a lease
 * @param people whose voices are kept; gives {@code null} where nobody keeps any
 * @param models knows which are installed; gives {@code null} where nobody does
 * @param house who speaks where nobody is named; gives {@code null} where that cannot be chosen
 */
record Voices(Supplier<Map<String, TextToSpeech>> speakers, Supplier<VoiceProfiles> people, Supplier<Models> models, Supplier<DefaultVoice> house) {
    /** {@return whether an engine's models are here} */
    boolean usable(EngineStatus status) {
        Models catalogue = models.get();
        return catalogue == null || catalogue.areInstalled(status.info().models());
    }

    /** {@return their names, in order} @param all engines that there are */
    List<String> names(List<EngineStatus> all) {
        Set<String> names = new TreeSet<>();
        boolean imitated = false;
        for (EngineStatus status : all) {
            TextToSpeech speaker = status.kind() == EngineKind.TTS && usable(status) ? speakers.get().get(status.fullName()) : null;
            if (speaker != null) {
                speaker.voices().stream().map(Voice::name).forEach(names::add);
                imitated |= speaker.imitates();
            }
        }
        VoiceProfiles kept = people.get();
        if (imitated && kept != null) {
            kept.list().stream().filter(voice -> voice.consent().isGiven()).map(VoiceProfile::name).forEach(names::add);
        }
        return List.copyOf(names);
    }

    /** {@return whether an engine can speak in a voice} @param engine its full name @param voice a voice's name */
    boolean has(String engine, String voice) {
        TextToSpeech speaker = speakers.get().get(engine);
        VoiceProfiles kept = people.get();
        return speaker != null && (speaker.voices().stream().anyMatch(each -> each.name().equals(voice)) || speaker.imitates() && kept != null && kept.find(voice).isPresent());
    }
}
