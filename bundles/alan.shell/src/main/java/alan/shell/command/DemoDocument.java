package alan.shell.command;

import alan.api.audio.Pcm;
import alan.api.companion.TurnRecord;
import alan.api.engine.EngineStatus;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.stt.Transcript;
import alan.shell.output.TurnTable;
import alan.shell.sound.AnswerLoop.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code turn.json}: all of a demonstration, for machines.
 *
 * @param source who asked: a recording's path, or a sentence that says that the voice did
 * @param record of the turn
 * @param realTimeFactors by kind of engine
 * @param transcript the question as heard, word by word
 * @param question its sound
 * @param answer its sound
 * @param engines that a turn uses now
 * @param models that these engines need
 * @param machine that did it
 */
record DemoDocument(
        String source,
        TurnRecord record,
        Map<String, Double> realTimeFactors,
        Transcript transcript,
        Sound question,
        Sound answer,
        List<EngineStatus> engines,
        List<UsedModel> models,
        Machine machine) {

    /** A piece of sound: where it is, its rate in Hz and length in seconds. */
    record Sound(Path file, int sampleRate, double seconds) {
        static Sound of(Path file, Pcm pcm) {
            return new Sound(file, pcm.sampleRate(), pcm.seconds());
        }
    }

    /** A model: what it is, how large, and its files' checksums. */
    record UsedModel(String id, String title, String licence, long bytes, Map<String, String> sha256) {
        static UsedModel of(Model model) {
            Map<String, String> sums = new TreeMap<>();
            model.files().forEach(file -> sums.put(file.name(), file.sha256()));
            return new UsedModel(model.id(), model.title(), model.licence(), model.bytes(), sums);
        }
    }

    static DemoDocument of(
            Answer answer, List<EngineStatus> engines, Models models, DemoFiles files, String source, Pcm asked, Pcm answered) {
        List<UsedModel> used = engines.stream()
                .flatMap(engine -> engine.info().models().stream())
                .distinct()
                .map(models::installed)
                .flatMap(Optional::stream)
                .map(InstalledModel::model)
                .map(UsedModel::of)
                .toList();
        return new DemoDocument(
                source,
                answer.record(),
                TurnTable.factors(answer.record().timings()),
                answer.heard(),
                Sound.of(files.question(), asked),
                Sound.of(files.answer(), answered),
                engines,
                used,
                Machine.here());
    }
}
