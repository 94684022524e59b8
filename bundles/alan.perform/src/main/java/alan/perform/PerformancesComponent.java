package alan.perform;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.perform.Performance;
import alan.api.perform.PerformanceRequest;
import alan.api.perform.Performances;
import alan.api.perform.Script;
import alan.api.text.LanguageDetector;
import alan.perform.script.ScriptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Has scripts spoken. */
@Component(name = "alan.perform")
public final class PerformancesComponent implements Performances {
    private static final double LONGEST_PAUSE = 60;
    private static final int ANY_RATE = 24_000;

    private final Companion companion;
    private final AudioFiles files;
    private final CastSource cast;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile LanguageDetector detector;

    /**
     * @param companion speaks
     * @param files reads and writes sound
     * @param cast knows the voices
     */
    @Activate
    public PerformancesComponent(@Reference Companion companion, @Reference AudioFiles files, @Reference CastSource cast) {
        this.companion = companion;
        this.files = files;
        this.cast = cast;
    }

    PerformancesComponent(Companion companion, AudioFiles files, CastSource cast, LanguageDetector detector) {
        this(companion, files, cast);
        this.detector = detector;
    }

    @Override
    public Script read(String text) throws AlanException {
        return ScriptReader.read(text);
    }

    @Override
    public Performance prepare(PerformanceRequest request) throws AlanException {
        if (!(request.pause() >= 0 && request.pause() <= LONGEST_PAUSE)) {
            throw new AlanException("The pause between lines cannot be %s seconds; give a number from 0 to %s.", request.pause(), (int) LONGEST_PAUSE);
        }
        Script script = read(request.script());
        List<Take> takes = takes(script, request);
        writable(request);
        return new RunningPerformance(request, script, takes, companion, files, System::nanoTime);
    }

    private List<Take> takes(Script script, PerformanceRequest request) throws AlanException {
        Cast now = cast.now();
        String language = Cast.code(request.language());
        List<Take> takes = new ArrayList<>();
        String before = null;
        for (Script.Line line : script.lines()) {
            Cast.Role role = role(now, line);
            if (language != null && !role.kept() && !role.speaks(language)) {
                throw new AlanException("Line %d: the voice %s speaks no %s; alan:voices -l %s lists those that do.", line.number(), role.name(),
                        Locale.forLanguageTag(language), language);
            }
            String spoken = language == null ? language(line, role) : language;
            Take take = Take.of(line, role, spoken, before, takes.size(), request.seed(), request.options());
            takes.add(take);
            before = take.key();
        }
        return takes;
    }

    private static Cast.Role role(Cast cast, Script.Line line) throws AlanException {
        try {
            return cast.role(line.voice());
        } catch (AlanException e) {
            throw new AlanException("Line %d: %s.", line.number(), e.text(), e);
        }
    }

    /** {@return the language of a line; {@code null} where it cannot be told, or where the voice has another one: short texts are easily mistaken} */
    private String language(Script.Line line, Cast.Role role) {
        LanguageDetector now = detector;
        return now == null ? null : now.detect(line.text()).filter(role::speaks).orElse(null);
    }

    /** Hours later would be too late to find out. */
    private void writable(PerformanceRequest request) throws AlanException {
        files.create(request.out(), ANY_RATE).close();
        if (request.split() != null) {
            try {
                Files.createDirectories(request.split());
            } catch (IOException e) {
                throw new AlanException("The folder %s for the lines cannot be made; choose another one.", request.split(), e);
            }
        }
    }
}
